import Dataset
import Statistics

/// The figures of `evaluate`, with intervals from resampled documents.
struct Evaluation {
  struct Figure {
    var value: Double
    var interval: Bootstrap.Interval?
  }

  let classification: Classification
  let accuracy: Figure
  let macroF1: Figure
  let f1PositiveNegative: Figure
  let averageRecall: Figure
  let documents: Int
  /// Of predictions that bring probabilities.
  let calibrationError: Double?
  let accuracyOfSurestHalf: Double?
  /// The first predictions' macro-F1 minus the second's, and the share of samples in which it is not above zero.
  private(set) var advantage: (figure: Figure, notAbove: Double)?

  /// One coded line with its prediction.
  struct Item {
    /// Items of a document are drawn together.
    var document: String
    /// −1, 0 or 1, as the predictions.
    var gold: Int
    var predicted: Int
    /// The probability of the label that was chosen.
    var confidence: Double?
    /// A second prediction, to be compared with the first.
    var other: Int?
  }

  /// By class, in the order of `Classification.classes`.
  let classes: [(precision: Figure, recall: Figure, f1: Figure)]

  /// - Parameter hasOther: every item brings a second prediction.
  init(_ items: [Item], hasOther: Bool = false, samples: Int, seed: UInt64) {
    let clusters = Clusters(items.map(\.document))
    documents = clusters.count
    let draws = Bootstrap.draws(clusters: clusters.count, samples: samples, seed: seed)
    func resample(_ label: (Item) -> Int) -> [Classification] {
      var parts = Array(repeating: Classification(), count: clusters.count)
      for (index, item) in items.enumerated() {
        parts[clusters.ofItems[index]].add(gold: item.gold, predicted: label(item))
      }
      return draws.map { counts in
        var sum = Classification()
        for (part, count) in zip(parts, counts) where count > 0 { sum.merge(part, times: count) }
        return sum
      }
    }
    let whole = Classification(gold: items.map(\.gold), predicted: items.map(\.predicted))
    classification = whole
    let resampled = resample(\.predicted)
    func figure(_ measure: (Classification) -> Double) -> Figure {
      Figure(value: measure(whole), interval: Bootstrap.interval(resampled.map(measure)))
    }
    accuracy = figure(\.accuracy)
    macroF1 = figure(\.macroF1)
    f1PositiveNegative = figure(\.f1PositiveNegative)
    averageRecall = figure(\.averageRecall)
    classes = Classification.classes.indices.map { label in
      (figure { $0.scores[label].precision }, figure { $0.scores[label].recall }, figure { $0.scores[label].f1 })
    }
    let confident = items.compactMap { item in
      item.confidence.map { Confidence.Item(confidence: $0, isRight: item.gold == item.predicted) }
    }
    let areProbable = confident.count == items.count
    calibrationError = areProbable ? Confidence.calibrationError(confident) : nil
    accuracyOfSurestHalf = areProbable ? Confidence.accuracy(ofSurest: 0.5, confident) : nil
    if hasOther {
      let second = Classification(gold: items.map(\.gold), predicted: items.map { $0.other ?? 0 })
      let differences = zip(resampled, resample { $0.other ?? 0 }).map { $0.macroF1 - $1.macroF1 }
      advantage = (
        Figure(value: whole.macroF1 - second.macroF1, interval: Bootstrap.interval(differences)),
        Double(differences.count { $0 <= 0 }) / Double(samples)
      )
    }
  }

  // MARK: Output

  /// - Parameter withClassIntervals: write intervals for the classes' figures, too.
  func write(to json: inout JSONBuffer, withClassIntervals: Bool = false) {
    func write(_ figure: Figure, _ json: inout JSONBuffer) { json.write(figure) }
    json.beginObject()
    json.key("lines")
    json.value(classification.count)
    json.key("documents")
    json.value(documents)
    json.key("accuracy")
    write(accuracy, &json)
    json.key("macro_f1")
    write(macroF1, &json)
    json.key("f1_pn")
    write(f1PositiveNegative, &json)
    json.key("average_recall")
    write(averageRecall, &json)
    json.key("flips")
    json.value(classification.flips)
    json.key("calibration_error")
    json.value(calibrationError)
    json.key("accuracy_at_half_coverage")
    json.value(accuracyOfSurestHalf)
    json.key("classes")
    json.beginArray()
    for (index, scores) in classification.scores.enumerated() {
      json.beginObject()
      json.key("polarity")
      json.value(Classification.classes[index])
      let figures = classes[index]
      for (name, figure) in [("precision", figures.precision), ("recall", figures.recall), ("f1", figures.f1)] {
        json.key(name)
        if withClassIntervals { json.write(figure) } else { json.value(figure.value) }
      }
      json.key("support")
      json.value(scores.support)
      json.endObject()
    }
    json.endArray()
    json.key("confusion")
    json.beginArray()
    for row in classification.confusion {
      json.beginArray()
      for count in row { json.value(count) }
      json.endArray()
    }
    json.endArray()
    if let advantage {
      json.key("advantage")
      write(advantage.figure, &json)
      json.key("not_above_zero")
      json.value(advantage.notAbove)
    }
    json.endObject()
  }

  func table(digits: Int) -> String {
    func percent(_ value: Double) -> String { Self.fixed(100 * value, digits) }
    func line(_ name: String, _ figure: Figure) -> String {
      let interval = figure.interval.map { "  [\(percent($0.low)), \(percent($0.high))]" } ?? ""
      return Self.padded(name, 28) + percent(figure.value) + interval + "\n"
    }
    var text = "\(classification.count) lines of \(documents) documents\n\n"
    text += line("macro-F1", macroF1)
    text += line("F1 of positive, negative", f1PositiveNegative)
    text += line("accuracy", accuracy)
    text += line("average recall", averageRecall)
    text += line("positive–negative flips", Figure(value: classification.flips))
    if let calibrationError { text += line("calibration error", Figure(value: calibrationError)) }
    if let accuracyOfSurestHalf { text += line("accuracy of surest half", Figure(value: accuracyOfSurestHalf)) }
    if let advantage {
      text += line("macro-F1 over the other", advantage.figure)
      text += line("samples where it is none", Figure(value: advantage.notAbove))
    }
    text += "\n" + Self.padded("", 12)
    for name in ["precision", "recall", "F1", "lines", "→ neg", "→ neu", "→ pos"] { text += Self.padded(name, 11) }
    text += "\n"
    for (index, name) in ["negative", "neutral", "positive"].enumerated() {
      let scores = classification.scores[index]
      text += Self.padded(name, 12)
      for cell in [percent(scores.precision), percent(scores.recall), percent(scores.f1), "\(scores.support)"] {
        text += Self.padded(cell, 11)
      }
      for count in classification.confusion[index] { text += Self.padded("\(count)", 11) }
      text += "\n"
    }
    return text
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  private static func fixed(_ value: Double, _ digits: Int) -> String {
    var scale = 1.0
    for _ in 0..<digits { scale *= 10 }
    let number = Int((abs(value) * scale).rounded())
    let sign = value < 0 && number > 0 ? "-" : ""
    let fraction = digits == 0 ? "" : "." + String(String(number % Int(scale) + Int(scale)).dropFirst())
    return sign + "\(number / Int(scale))" + fraction
  }
}

/// Which document each item is of, documents counted in the order in which they come.
struct Clusters {
  private(set) var ofItems: [Int] = []
  private(set) var count = 0

  init(_ documents: [String]) {
    var numbers: [String: Int] = [:]
    for document in documents {
      let number = numbers[document] ?? numbers.count
      numbers[document] = number
      ofItems.append(number)
    }
    count = numbers.count
  }
}

extension JSONBuffer {
  mutating func write(_ figure: Evaluation.Figure) {
    beginObject()
    key("value")
    value(figure.value)
    key("low")
    value(figure.interval?.low)
    key("high")
    value(figure.interval?.high)
    endObject()
  }
}
