import TextModel

/// A line of a gold sample's key: where a unit stands, what was predicted, and how it came into the sample. Coders must
/// not see it.
public struct GoldKey: Codable, Sendable {
  public struct Span: Codable, Sendable {
    /// Unicode scalars of the article's text, half-open.
    public var from: Int
    public var to: Int
  }

  public struct Predicted: Codable, Sendable {
    public var polarity: Int
    public var label: String
    public var score: Double?
    public var holder: String?
    public var evidence: Int
  }

  public var unit: String
  public var article: String
  public var sentence: Span
  /// The first place that names the target.
  public var from: Int
  public var to: Int
  public var target: String
  public var name: String
  public var date: String?
  public var outlet: String?
  public var language: String?
  public var predicted: Predicted
  public var stratum: [String]
  /// Units of the stratum in all, and in the sample.
  public var population: Int
  public var sampled: Int
  /// Units for which it stands: `population` / `sampled`.
  public var weight: Double
  public var coders: [String]

  public init(_ unit: GoldUnit, population: Int, sampled: Int, coders: [String]) {
    var offsets = ScalarOffsets(unit.article.text)
    func span(_ range: Range<Int>) -> Span {
      Span(from: offsets.scalars(before: range.lowerBound), to: offsets.scalars(before: range.upperBound))
    }
    self.unit = unit.id
    article = unit.article.id ?? ""
    sentence = span(unit.sentence)
    let mark = span(unit.marks.first ?? unit.sentence)
    (from, to) = (mark.from, mark.to)
    target = unit.target
    name = unit.name
    date = unit.article.date
    outlet = unit.article.outlet
    language = unit.article.language
    let found = unit.prediction
    predicted = Predicted(
      polarity: found.polarity, label: found.label, score: found.score, holder: found.holder,
      evidence: found.evidence)
    stratum = unit.stratum
    self.population = population
    self.sampled = sampled
    weight = Double(population) / Double(max(1, sampled))
    self.coders = coders
  }

  public var prediction: GoldUnit.Prediction {
    .init(
      polarity: predicted.polarity, score: predicted.score, holder: predicted.holder, evidence: predicted.evidence)
  }

  public func write(to json: inout JSONBuffer) {
    json.beginObject()
    json.key("unit")
    json.value(unit)
    json.key("article")
    json.value(article)
    json.key("sentence")
    json.beginObject()
    json.key("from")
    json.value(sentence.from)
    json.key("to")
    json.value(sentence.to)
    json.endObject()
    json.key("from")
    json.value(from)
    json.key("to")
    json.value(to)
    for (key, value) in [
      ("target", target), ("name", name), ("date", date), ("outlet", outlet), ("language", language),
    ] {
      json.key(key)
      json.value(value)
    }
    json.key("predicted")
    json.beginObject()
    json.key("polarity")
    json.value(predicted.polarity)
    json.key("label")
    json.value(predicted.label)
    json.key("score")
    json.value(predicted.score)
    json.key("holder")
    json.value(predicted.holder)
    json.key("evidence")
    json.value(predicted.evidence)
    json.endObject()
    json.key("stratum")
    json.list(stratum)
    json.key("population")
    json.value(population)
    json.key("sampled")
    json.value(sampled)
    json.key("weight")
    json.value(weight)
    json.key("coders")
    json.list(coders)
    json.endObject()
    json.endLine()
  }
}

extension JSONBuffer {
  public mutating func list(_ texts: [String]) {
    beginArray()
    for text in texts { value(text) }
    endArray()
  }
}
