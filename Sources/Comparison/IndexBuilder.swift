import Dataset
import Foundation
import TextModel

/// Counts analysed articles into an index. What does not fit into its memory is sorted and put on disk.
public final class IndexBuilder {
  private let settings: IndexSettings
  private let memory: Int
  /// Places among the factors; nil where groups do not go by them.
  private let speakerPlace: Int?
  private let targetPlace: Int?
  private var counts: IndexCounts
  private var spills: [URL] = []
  /// Lines that hold no words, though words are counted.
  public private(set) var linesWithoutSpeech = 0
  private var lines = 0

  // Of the article at hand.
  private var base = Cell([])
  private var cells: [Cell: UInt32] = [:]
  private var starts: [Int] = []

  /// - Parameter memory: bytes that counts may take up before they go to disk, about. What is kept of each article and cell stays
  ///   in memory, some 100 bytes.
  public init(_ settings: IndexSettings, memory: Int = 1 << 28) {
    self.settings = settings
    self.memory = memory
    speakerPlace = settings.factors.firstIndex(of: .speaker)
    targetPlace = settings.factors.firstIndex(of: .target)
    counts = IndexCounts(settings)
  }

  deinit { for file in spills { try? FileManager.default.removeItem(at: file) } }

  /// - Parameter line: the bytes that the article was read from, which are its key if it has no id.
  public func add(_ article: AnalysedLine, line: ArraySlice<UInt8>) throws {
    lines += 1
    let (id, outlet, date) = (article.id, article.outlet, article.date)
    let text = id.map { Array("\($0)\u{0}\(outlet ?? "")\u{0}\(date ?? "")".utf8)[...] } ?? line
    counts.begin(IndexedArticle(key: text.withUnsafeBufferPointer { hashBytes($0) }, id: id, date: date))
    base = Cell(settings.factors.map { factor in Self.value(of: factor, article, outlet: outlet) })
    cells.removeAll(keepingCapacity: true)
    addStances(article)
    addUses(article)
    if settings.phraseLength > 0 || targetPlace != nil {
      let hasSpeech = article.forEachSpeech { addSpeech($0) }
      if !hasSpeech { linesWithoutSpeech += 1 }
    }
    counts.end()
    if counts.size > memory { try spill() }
  }

  /// The index of all that was added. The builder must live as long as it is read.
  public func finish() throws -> any SpeechIndex {
    counts.lines = lines
    let last = CountedIndex(counts)
    counts = IndexCounts(settings)
    if spills.isEmpty { return last }
    return try MergedIndex(try spills.map { try IndexFile(path: $0.path) } + [last])
  }

  private func spill() throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("rhetor-\(UUID().uuidString).jsonl")
    spills.append(file)
    let writer = try IndexWriter(path: file.path)
    try writer.write(CountedIndex(counts))
    try writer.finish()
    counts = IndexCounts(settings)
  }

  private static func value(of factor: Factor, _ article: AnalysedLine, outlet: String?) -> String? {
    switch factor {
    case .speaker, .target: nil
    case .outlet: outlet
    case .language: article.language
    case .period(let period): article.day.map { period.label(period.number(of: $0)) }
    case .field(let name): article.field(name)
    }
  }

  private func cell(speaker: String, target: String?) -> UInt32 {
    var cell = base
    if let speakerPlace { cell.values[speakerPlace] = speaker }
    if let targetPlace { cell.values[targetPlace] = target }
    if let known = cells[cell] { return known }
    let number = counts.number(of: cell)
    cells[cell] = number
    return number
  }

  private func addStances(_ article: AnalysedLine) {
    article.forEachStance { stance in
      // By speaker, a stance is its holder's; otherwise that of all holders together.
      guard (stance.holder != nil) == (speakerPlace != nil) else {
        if stance.holder == nil { addMentions(stance) }
        return
      }
      if stance.holder == nil { addMentions(stance) }
      guard let score = stance.score else { return }
      let place = cell(speaker: stance.holder ?? "article", target: stance.target)
      counts.add(
        .stance, StanceCount.score.name(stance.target), place, Int((score * StanceCount.scoreUnits).rounded()))
      let side: StanceCount =
        switch stance.label {
        case "positive": .positive
        case "negative": .negative
        case "neutral": .neutral
        default: score > 0 ? .positive : score < 0 ? .negative : .neutral
        }
      counts.add(.stance, side.name(stance.target), place, 1)
    }
  }

  private func addMentions(_ stance: AnalysedLine.Stance) {
    counts.add(
      .stance, StanceCount.mentions.name(stance.target), cell(speaker: "article", target: stance.target),
      stance.mentions)
  }

  /// Whom a use is about stands in the speech only.
  private func addUses(_ article: AnalysedLine) {
    guard targetPlace == nil else { return }
    article.forEachUse { use in
      let place = cell(speaker: use.speaker ?? "article", target: nil)
      counts.add(.frame, use.frame, place, use.count)
      counts.addUses(use.count, place)
      for term in Set(use.terms.map { $0.lowercased() }) { counts.add(.term, "\(use.frame) \(term)", place, 1) }
    }
  }

  private func addSpeech(_ speech: AnalysedLine.Speech) {
    let targets: [String?] = targetPlace == nil || speech.actors.isEmpty ? [nil] : speech.actors
    for target in targets {
      if settings.phraseLength > 0 { addWords(speech.words, cell(speaker: speech.holder, target: target)) }
      guard targetPlace != nil else { continue }
      let place = cell(speaker: speech.holder == "unresolved" ? "article" : speech.holder, target: target)
      for frame in speech.frames {
        counts.add(.frame, frame, place, 1)
        counts.addUses(1, place)
      }
    }
  }

  /// Words, and phrases that no mark parts.
  private func addWords(_ words: UnsafeBufferPointer<UInt8>, _ cell: UInt32) {
    starts.removeAll(keepingCapacity: true)
    var sizes = SIMD4<Int32>()
    var start = 0
    while start < words.count {
      var end = start
      while end < words.count, words[end] != UInt8(ascii: " ") { end += 1 }
      let first = words[start]
      if (first == UInt8(ascii: "|") && end == start + 1) || (first == UInt8(ascii: "@") && !settings.keepsNames) {
        starts.removeAll(keepingCapacity: true)
      } else {
        starts.append(start)
        for length in 1...min(settings.phraseLength, starts.count) {
          let from = starts[starts.count - length]
          counts.add(
            mark: UInt8(ascii: "0") + UInt8(length), UnsafeBufferPointer(rebasing: words[from..<end]), cell, 1)
          sizes[length - 1] += 1
        }
      }
      start = end + 1
    }
    counts.addWords(sizes, cell)
  }
}
