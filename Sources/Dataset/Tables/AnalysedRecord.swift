import Foundation

/// An article's record as `ArticleRecord` wrote it, read back.
struct AnalysedRecord: Decodable {
  struct Duplicate: Decodable {
    var line: Int
    var similarity: Double
    var exact: Bool
  }

  struct Counts: Decodable { var sentences, tokens, words, unpaired: Int }

  struct Sentiment: Decodable {
    var positive, negative: Int
    var score: Double?
  }

  struct Actor: Decodable {
    struct Stance: Decodable {
      var score: Double?
      var label: String?
      var probability: Double?
      var evidence: Int
      var sentences: Sentences
    }

    struct Sentences: Decodable { var positive, negative, neutral: Int }

    struct Holder: Decodable {
      var holder: String
      var score: Double
      var sentences: Int
    }

    var actor, name: String
    var mentions: Int
    var stance: Stance
    var holders: [Holder]
  }

  struct Dyad: Decodable {
    var holder, target: String
    var score: Double
    var sentences: Int
  }

  struct Evidence: Decodable {
    struct Rule: Decodable {
      var rule: String
      var factor: Double
    }

    var actor, holder: String
    var sentence, start, end: Int
    var text, term, lexicon: String
    var weight: Double
    var rules: [Rule]
    var contribution: Double
  }

  struct Use: Decodable {
    var frame: String
    var actor: String?
    var count: Int
    var terms: [String]
  }

  struct Contrast: Decodable {
    var contrast: String
    var actor: String?
    var left, right: Int
    var logit, se: Double
  }

  struct Dictionary: Decodable {
    struct Polarity: Decodable {
      var positive, negative: Int
      var logit, se: Double
      var abspropdiff, relpropdiff, janisFadner: Double?

      enum CodingKeys: String, CodingKey {
        case positive, negative, logit, se, abspropdiff, relpropdiff
        case janisFadner = "janis_fadner"
      }
    }

    var dictionary: String
    var matches, words, sentences: Int
    var categories: [String: Int]
    var polarity: Polarity?
    var valence: Double?
  }

  var date, outlet, language, title: String?
  var duplicate: Duplicate?
  var counts: Counts
  var sentiment: Sentiment
  var actors: [Actor]
  var dyads: [Dyad]
  var rhetoric: [Use]
  var contrasts: [Contrast]
  var dictionaries: [Dictionary]?
  var evidence: [Evidence]?

  /// The id's text; a number or a boolean as it stands, every digit of it.
  static func id(of line: ArraySlice<UInt8>) throws -> String? {
    let key = Array(#"{"id":"#.utf8)
    guard line.starts(with: key) else { return nil }
    let rest = line.dropFirst(key.count)
    guard rest.first == UInt8(ascii: "\"") else {
      let literal = String(decoding: rest.prefix { $0 != UInt8(ascii: ",") }, as: UTF8.self)
      return literal == "null" ? nil : literal
    }
    var end = rest.startIndex + 1
    while end < rest.endIndex, rest[end] != UInt8(ascii: "\"") {
      end += rest[end] == UInt8(ascii: "\\") ? 2 : 1
    }
    let text = Data([UInt8(ascii: "[")] + rest[rest.startIndex...min(end, rest.endIndex - 1)] + [UInt8(ascii: "]")])
    return try JSONDecoder().decode([String].self, from: text).first
  }
}
