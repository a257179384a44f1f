import TextModel

/// A unit of a gold sample: what one sentence of an article says of one actor it names.
public struct GoldUnit: Sendable {
  /// What the program made of it.
  public struct Prediction: Sendable, Equatable {
    /// −1, 0 or 1; 0 where nothing tells.
    public var polarity: Int
    /// nil where nothing tells: no evidence.
    public var score: Double?
    /// The id of an actor, `article` or `unresolved`; nil without a score.
    public var holder: String?
    /// Pieces of evidence, and learned words with a clear polarity.
    public var evidence: Int

    public static let none = Prediction(polarity: 0, score: nil, holder: nil, evidence: 0)

    public init(polarity: Int, score: Double?, holder: String?, evidence: Int) {
      self.polarity = polarity
      self.score = score
      self.holder = holder
      self.evidence = evidence
    }

    /// `negative`, `neutral`, `positive`, or `none` without evidence.
    public var label: String { score == nil ? "none" : ["negative", "neutral", "positive"][polarity + 1] }
  }

  /// Its random number; by it units are drawn and put in order.
  public var hash: UInt64
  /// Tells it from all others, and nothing of what was predicted. Begins with a letter, so that no spreadsheet takes it
  /// for a number.
  public var id: String
  /// With a name even where the input gives none.
  public var article: Article
  /// Bytes of the text, half-open.
  public var sentence: Range<Int>
  /// Sentences before and after it, for the coder.
  public var before: Range<Int>
  public var after: Range<Int>
  /// Where the sentence names the target, within `sentence`.
  public var marks: [Range<Int>]
  /// The actor's id and name.
  public var target: String
  public var name: String
  public var prediction: Prediction
  /// Values of what the sample is stratified by, in that order.
  public var stratum: [String]

  public init(
    hash: UInt64, id: String, article: Article, sentence: Range<Int>, before: Range<Int>, after: Range<Int>,
    marks: [Range<Int>], target: String, name: String, prediction: Prediction, stratum: [String]
  ) {
    self.hash = hash
    self.id = id
    self.article = article
    self.sentence = sentence
    self.before = before
    self.after = after
    self.marks = marks
    self.target = target
    self.name = name
    self.prediction = prediction
    self.stratum = stratum
  }

  /// A stretch of the text in one line.
  public func line(_ range: Range<Int>) -> String { Self.line(article.text[range]) }

  /// The sentence in one line, the target's names between » and «.
  public var markedLine: String {
    var text: [UInt8] = []
    var at = sentence.lowerBound
    for mark in marks {
      text += article.text[at..<mark.lowerBound] + Array("»".utf8) + article.text[mark] + Array("«".utf8)
      at = mark.upperBound
    }
    return Self.line(text + article.text[at..<sentence.upperBound])
  }

  private static func line(_ bytes: some Sequence<UInt8>) -> String {
    String(decoding: Array(bytes), as: UTF8.self).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}

/// What a gold sample can be stratified by.
public enum GoldDimension: String, CaseIterable, Sendable {
  case actor, period, label, holder, outlet, language
}

/// How long a period is.
public enum GoldPeriod: String, CaseIterable, Sendable {
  case day, month, quarter, year

  /// The period of a day, as in `2020-08-09`, `2020-08`, `2020-Q3`, `2020`.
  public func name(of day: Day) -> String {
    func padded(_ number: Int32, _ width: Int) -> String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    let (year, month) = (day.number / 10000, day.number / 100 % 100)
    switch self {
    case .day: return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day.number % 100, 2))"
    case .month: return "\(padded(year, 4))-\(padded(month, 2))"
    case .quarter: return "\(padded(year, 4))-Q\((month + 2) / 3)"
    case .year: return padded(year, 4)
    }
  }
}
