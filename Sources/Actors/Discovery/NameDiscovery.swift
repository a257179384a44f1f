import Lexicon
import Segmentation
import TextModel

/// Looks for names that no actor covers, article by article, and makes a draft of a registry of them.
public final class NameDiscovery {
  public struct Settings: Sendable {
    /// Articles that a name must stand in.
    public var leastDocuments = 2
    /// Names that are told of.
    public var most = 100
    /// Names that are remembered at a time.
    public var capacity = 1 << 15

    public init() {}
  }

  /// Names that are put together, for each that is told of.
  private static let grouped = 20

  private let registry: ActorRegistry
  private let languages: [LanguagePack]
  private let settings: Settings
  private let derivation: NameDerivation
  private let runs: [NameRuns]
  private var counts: NameCounts
  private var isCovered: [Bool] = []
  /// Words that were seen without a capital.
  private var ordinary = ByteStringTable<Bool>(capacity: 1 << 12)
  private static let mostOrdinary = 1 << 16

  public init(
    registry: ActorRegistry, languages: [LanguagePack], transliterations: Transliterations?,
    settings: Settings = Settings()
  ) {
    self.registry = registry
    self.languages = languages
    self.settings = settings
    derivation = NameDerivation(
      declensions: languages.map(\.declension).filter { !$0.isEmpty }, transliterations: transliterations)
    runs = languages.map {
      NameRuns(
        connectors: Set($0.connectors.map(Folder.shared.fold)), others: Set($0.notNames.map(Folder.shared.fold)),
        adjectives: Set($0.adjectives.map(Folder.shared.fold)))
    }
    counts = NameCounts(capacity: settings.capacity)
  }

  public var documents: Int { counts.documents }
  /// Names found no more often than this may be missing, as there were more than could be remembered.
  public var forgotten: Int { counts.forgotten }

  /// - Parameter document: with tokens, sentences, hits and mentions, in one of the languages.
  public func read(_ document: Document) {
    counts.begin(words: max(1, document.words))
    isCovered = Array(repeating: false, count: document.tokens.count)
    func cover(_ tokens: Range<Int32>) {
      for token in tokens { isCovered[Int(token)] = true }
    }
    for mention in document.mentions where mention.form != .pronoun { cover(mention.first..<mention.last) }
    // A name is listed even where it is not clear whose it is.
    for hit in document.hits where hit.kind == .alias { cover(hit.first..<hit.last) }
    learnOrdinary(document)
    let found = runs[document.language].find(
      in: document, isCovered: isCovered, isOrdinary: { ordinary.value(for: self.fold($0, document)) == true },
      folded: { self.fold($0, document) })
    for run in found { count(run, document) }
  }

  private func learnOrdinary(_ document: Document) {
    document.article.text.withUnsafeBufferPointer { text in
      for token in document.tokens
      where token.traits.contains(.word) && !token.traits.contains(.capitalised) && ordinary.count < Self.mostOrdinary {
        let word = UnsafeBufferPointer(rebasing: text[Int(token.start)..<Int(token.end)])
        if ordinary.value(for: word) == nil { ordinary.set(true, for: word) }
      }
    }
  }

  private func fold(_ token: Int32, _ document: Document) -> [UInt8] {
    Folder.shared.fold(Array(document.bytes(first: token, last: token + 1)))
  }

  private func count(_ run: NameRuns.Run, _ document: Document) {
    let last = run.tokens.upperBound - 1
    var ending = 0
    if document.tokens[Int(last)].traits.contains(.possessive) { ending = possessiveEnding(of: last, document) }
    var key: [UInt8] = []
    for token in run.tokens {
      if token > run.tokens.lowerBound { key.append(PhraseTable.separator) }
      let bytes = document.bytes(first: token, last: token + 1)
      key += Folder.shared.fold(Array(token == last ? bytes.dropLast(ending) : bytes))
    }
    let text = document.bytes(first: run.tokens.lowerBound, last: run.tokens.upperBound).dropLast(ending)
    counts.add(key, text: Self.oneLine(Array(text)), language: document.language, isInitial: run.isInitial) {
      NameCounts.Example(article: document.article.id, sentence: sentence(at: run.tokens.lowerBound, document))
    }
  }

  /// How many bytes of a token are the ending that its language marks owners by.
  private func possessiveEnding(of token: Int32, _ document: Document) -> Int {
    let bytes = Array(document.bytes(first: token, last: token + 1))
    for ending in languages[document.language].possessives {
      let wanted = Folder.shared.fold(ending)
      for length in 1..<max(2, bytes.count) where Folder.shared.fold(Array(bytes.suffix(length))) == wanted {
        return length
      }
    }
    return 0
  }

  private func sentence(at token: Int32, _ document: Document) -> String {
    let sentence = document.sentences[document.sentence(of: token)]
    // Long ones around the name.
    let first = max(sentence.first, token - 20)
    let last = min(sentence.last, token + 20)
    let text = Self.oneLine(Array(document.bytes(first: first, last: last)))
    return (first > sentence.first ? "… " : "") + text + (last < sentence.last ? " …" : "")
  }

  private static func oneLine(_ text: [UInt8]) -> String {
    String(decoding: text, as: UTF8.self).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// What was found, in order.
  public func candidates() -> [NameCandidate] {
    let groups = NameGroups(
      counts, derivation: derivation, languages: languages.map(\.language), least: settings.leastDocuments,
      most: settings.most * Self.grouped)
    return Array(groups.candidates().prefix(settings.most))
  }
}
