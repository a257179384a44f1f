import Comparison
import Corpus
import Dataset
import Foundation
import Statistics

/// Analysed lines made up at random: few names, so that groups, articles and items meet often.
struct Lines {
  struct Speech {
    var holder: String
    var actors: [String]
    var frames: [String]
    var words: String
  }

  struct Article {
    var id: String?
    var date: String?
    var outlet: String?
    var speech: [Speech]
    var stances: [(target: String, holder: String, score: Double)]

    /// Uses of frames by who speaks, the article's own voice and the unresolved together.
    var uses: [String: [String: Int]] {
      var uses: [String: [String: Int]] = [:]
      for part in speech {
        for frame in part.frames {
          uses[part.holder == "unresolved" ? "article" : part.holder, default: [:]][frame, default: 0] += 1
        }
      }
      return uses
    }

    var line: String {
      func text(_ text: String?) -> String { text.map { "\"\($0)\"" } ?? "null" }
      func list(_ texts: [String]) -> String { "[" + texts.map { text($0) }.joined(separator: ",") + "]" }
      let targets = Set(stances.map(\.target)).sorted()
      let actors = targets.map { target in
        let own = stances.filter { $0.target == target }
        let score = own[0].score
        let label = score > 0.05 ? "positive" : score < -0.05 ? "negative" : "neutral"
        let holders = own.map { "{\"holder\":\"\($0.holder)\",\"score\":\($0.score),\"sentences\":1}" }
        return """
          {"actor":"\(target)","name":"\(target)","mentions":2,"stance":{"score":\(score),"label":"\(label)",\
          "probability":null,"evidence":1,"sentences":{"positive":1,"negative":0,"neutral":0}},\
          "holders":[\(holders.joined(separator: ","))]}
          """
      }
      let rhetoric = uses.sorted { $0.key < $1.key }.flatMap { speaker, frames in
        frames.sorted { $0.key < $1.key }.map { frame, count in
          """
          {"frame":"\(frame)","actor":\(speaker == "article" ? "null" : text(speaker)),"count":\(count),\
          "terms":["a phrase of \(frame)"]}
          """
        }
      }
      let parts = speech.map {
        "{\"holder\":\"\($0.holder)\",\"actors\":\(list($0.actors)),\"frames\":\(list($0.frames)),\"words\":\"\($0.words)\"}"
      }
      return """
        {"id":\(text(id)),"date":\(text(date)),"outlet":\(text(outlet)),"language":"en","title":null,\
        "counts":{"sentences":1,"tokens":1,"words":1,"unpaired":0},"actors":[\(actors.joined(separator: ","))],\
        "dyads":[],"rhetoric":[\(rhetoric.joined(separator: ","))],"contrasts":[],"speech":[\(parts.joined(separator: ","))]}
        """
    }
  }

  var articles: [Article] = []

  init(_ number: Int, seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let people = ["anna", "boris", "clara"]
    let words = ["border", "union", "state", "gas", "loan", "people", "vote", "@anna", "@boris", "|", "|"]
    func pick<Element>(_ list: [Element], _ random: inout SplitMix64) -> Element {
      list[Int.random(in: list.indices, using: &random)]
    }
    for place in 0..<number {
      var article = Article(
        id: pick([nil, "a\(place)", "a\(place)", "a\(place / 2)"], &random),
        date: pick([nil, "2021-01-0\(Int.random(in: 1...9, using: &random))", "2021-03-15T10:00:00Z"], &random),
        outlet: pick([nil, "Wire", "Daily"], &random), speech: [], stances: [])
      for _ in 0..<Int.random(in: 0...4, using: &random) {
        var text = (0..<Int.random(in: 1...8, using: &random)).map { _ in pick(words, &random) }
        while text.last == "|" { text.removeLast() }
        while text.first == "|" { text.removeFirst() }
        guard !text.isEmpty else { continue }
        article.speech.append(
          Speech(
            holder: pick(people + ["article", "article", "unresolved"], &random),
            actors: people.filter { _ in Bool.random(using: &random) },
            frames: ["left", "right", "other"].filter { _ in Int.random(in: 0...2, using: &random) == 0 },
            words: text.joined(separator: " ")))
      }
      for target in people where Bool.random(using: &random) {
        for holder in ["article", "boris"] where Bool.random(using: &random) {
          article.stances.append((target, holder, (Double.random(in: -1...1, using: &random) * 1e11).rounded() / 1e11))
        }
      }
      articles.append(article)
    }
  }

  /// The index of these lines.
  static func index(_ lines: some Sequence<String>, _ settings: IndexSettings, memory: Int = 1 << 28) throws -> [UInt8]
  {
    let builder = IndexBuilder(settings, memory: memory)
    let parser = JSONLine()
    for line in lines {
      let bytes = Array(line.utf8)
      try builder.add(AnalysedLine(parser.parse(bytes)!)!, line: bytes[...])
    }
    return try withExtendedLifetime(builder) { try Lines.bytes(of: builder.finish()) }
  }

  static func bytes(of index: any SpeechIndex) throws -> [UInt8] {
    var bytes: [UInt8] = []
    try IndexLines.write(index) { bytes += $0 }
    return bytes
  }

  /// Runs a comparison and gives back its rows.
  func compare(_ settings: ComparisonSettings, phraseLength: Int = 0) throws -> [[String: Any]] {
    let builder = IndexBuilder(IndexSettings(factors: settings.grouping.factors, phraseLength: phraseLength))
    let parser = JSONLine()
    for article in articles {
      let bytes = Array(article.line.utf8)
      try builder.add(AnalysedLine(parser.parse(bytes)!)!, line: bytes[...])
    }
    var json = JSONBuffer()
    try Comparison(builder.finish(), settings).write(to: &json)
    return try json.bytes.split(separator: 10).map {
      try JSONSerialization.jsonObject(with: Data($0)) as! [String: Any]
    }
  }
}
