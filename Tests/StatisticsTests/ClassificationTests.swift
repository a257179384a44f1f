import Foundation
import Statistics
import Testing

/// Agreement with scikit-learn on recorded predictions (Oracle/classification.py makes them).
@Suite struct ClassificationTests {
  struct Oracle: Decodable {
    struct Case: Decodable {
      var gold, predicted: [Int]
      var accuracy, macroF1, f1PositiveNegative, averageRecall: Double
      var precision, recall, f1: [Double]
      var support: [Int]
    }
    var cases: [Case]
  }

  static let cases: [Oracle.Case] = {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Oracle/classification.json")
    return try! JSONDecoder().decode(Oracle.self, from: Data(contentsOf: file)).cases
  }()

  @Test(arguments: cases.indices)
  func agreesWithScikitLearn(index: Int) {
    let oracle = Self.cases[index]
    let found = Classification(gold: oracle.gold, predicted: oracle.predicted)
    func isSame(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 1e-12 }
    #expect(isSame(found.accuracy, oracle.accuracy))
    #expect(isSame(found.macroF1, oracle.macroF1))
    #expect(isSame(found.f1PositiveNegative, oracle.f1PositiveNegative))
    #expect(isSame(found.averageRecall, oracle.averageRecall))
    for (at, scores) in found.scores.enumerated() {
      #expect(isSame(scores.precision, oracle.precision[at]))
      #expect(isSame(scores.recall, oracle.recall[at]))
      #expect(isSame(scores.f1, oracle.f1[at]))
      #expect(scores.support == oracle.support[at])
    }
  }

  @Test func theOracleHasCases() { #expect(Self.cases.count >= 7) }

  /// Parts counted apart and put together, some of them twice, are the whole counted so.
  @Test func mergingIsCounting() {
    let oracle = Self.cases[2]
    let half = oracle.gold.count / 2
    let first = Classification(gold: oracle.gold[..<half], predicted: oracle.predicted[..<half])
    var sum = Classification(gold: oracle.gold[half...], predicted: oracle.predicted[half...])
    sum.merge(first, times: 2)
    let whole = Classification(
      gold: oracle.gold + oracle.gold[..<half], predicted: oracle.predicted + oracle.predicted[..<half])
    #expect(sum.confusion == whole.confusion)
  }

  /// Two bins: three items at 0.9 of which two are right, one at 0.4 that is wrong.
  @Test func calibrationErrorIsTheGapByBin() {
    let items = [(0.9, true), (0.9, true), (0.9, false), (0.4, false)].map {
      Confidence.Item(confidence: $0.0, isRight: $0.1)
    }
    #expect(abs(Confidence.calibrationError(items) - (abs(2.7 - 2) + 0.4) / 4) < 1e-12)
    #expect(Confidence.accuracy(ofSurest: 0.5, items) == 1)
    #expect(Confidence.accuracy(ofSurest: 0.75, items) == 2.0 / 3)
  }

  @Test func intervalsInterpolate() {
    #expect(Bootstrap.interval((0...10).map(Double.init), level: 0.5) == .init(low: 2.5, high: 7.5))
  }

  /// Every sample draws as many documents as there are, and the seed alone decides which.
  @Test func drawsAreSeeded() {
    let draws = Bootstrap.draws(clusters: 37, samples: 50, seed: 4)
    #expect(draws.allSatisfy { $0.reduce(0, +) == 37 })
    #expect(draws == Bootstrap.draws(clusters: 37, samples: 50, seed: 4))
    #expect(draws != Bootstrap.draws(clusters: 37, samples: 50, seed: 5))
  }
}
