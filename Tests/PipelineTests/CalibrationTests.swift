import Dataset
import Foundation
import Pipeline
import Stance
import Support
import Testing
import TextModel

@Suite struct CalibrationTests {
  struct VectorCase: CustomTestStringConvertible, Sendable {
    var text: String
    /// Words and dimension, or what is wrong.
    var expected: String

    var testDescription: String { text.debugDescription }
  }

  @Test(arguments: [
    VectorCase(text: "good 1 2\nbad -1 0.5\n", expected: "good bad / 2"),
    VectorCase(text: "2 3\ngood 1 2 3\nbad 0 0 1", expected: "good bad / 3"),
    VectorCase(text: "Good 1\ngood 2\n\nbad 3\n", expected: "good bad / 1"),
    VectorCase(text: "good 1 2\nbad 1\n", expected: "v.txt:2: no word with 2 figures"),
    VectorCase(text: "good 1 two\n", expected: "v.txt:1: no word with 2 figures"),
    VectorCase(text: "good 1 2\nbad 1 nan\n", expected: "v.txt:2: no word with 2 figures"),
    VectorCase(text: "good\n", expected: "v.txt:1: no word with 1 figures"),
    VectorCase(text: "", expected: "v.txt: no vectors"),
  ])
  func vectorsAreReadLineByLine(_ item: VectorCase) {
    do {
      let vectors = try WordVectors(parsing: item.text, path: "v.txt") { $0.lowercased() }
      #expect("\(vectors.words.joined(separator: " ")) / \(vectors.dimension)" == item.expected)
    } catch {
      #expect("\(error)".hasPrefix(item.expected), "\(error)")
    }
  }

  /// 100 mentions that are clearly of a class, and 20 that lean to the wrong side.
  private static let judged: (probabilities: [Probabilities], labels: [Int]) = {
    var probabilities: [Probabilities] = []
    var labels: [Int] = []
    for index in 0..<120 {
      let isPositive = index % 2 == 0
      let strong = index < 100 ? 0.8 : 0.45
      let weak = index < 100 ? 0.05 : 0.4
      probabilities.append(
        isPositive
          ? Probabilities(negative: weak, neutral: 1 - strong - weak, positive: strong)
          : Probabilities(negative: strong, neutral: 1 - strong - weak, positive: weak))
      labels.append(index < 100 ? (isPositive ? 2 : 0) : isPositive ? 0 : 2)
    }
    for _ in 0..<30 {
      probabilities.append(Probabilities(negative: 0.1, neutral: 0.8, positive: 0.1))
      labels.append(1)
    }
    return (probabilities, labels)
  }()

  private static func flips(_ decision: Decision) -> Double {
    let flips = zip(judged.probabilities, judged.labels).filter { abs(decision.label($0) - $1) == 2 }.count
    return Double(flips) / Double(judged.labels.count)
  }

  @Test(arguments: [0, 0.02, 0.1])
  func aDecisionKeepsFlipsWithinItsBound(bound: Double) {
    let decision = Decision(bestFor: Self.judged.probabilities, labels: Self.judged.labels, mostFlips: bound)
    #expect(Self.flips(decision) <= bound)
    // What is clear stays as it is.
    for (probabilities, label) in zip(Self.judged.probabilities.prefix(100), Self.judged.labels) {
      #expect(decision.label(probabilities) == label)
    }
  }

  struct TreeCase: CustomTestStringConvertible, Sendable {
    var name: String
    var tree: String
    /// What is wrong with it; nil for a tree as it should be.
    var fault: String?

    var testDescription: String { name }
  }

  /// A chain of so many splits, each with a leaf below it.
  private static func chain(_ splits: Int) -> String {
    let value = #""value":[0,0,0]"#
    let nodes = (0..<splits).flatMap { number in
      [
        "{\(value),\"feature\":\"bias\",\"at-most\":0.5,\"below\":\(number * 2 + 1),\"above\":\(number * 2 + 2)}",
        "{\(value)}",
      ]
    }
    return "[\((nodes + ["{\(value)}"]).joined(separator: ","))]"
  }

  /// Whoever's file it is: no tree may send a walk in circles or take all memory.
  @Test(arguments: [
    TreeCase(name: "three splits", tree: chain(3)),
    TreeCase(name: "the deepest", tree: chain(Calibration.deepestTree)),
    TreeCase(name: "too deep", tree: chain(60), fault: "splits in a row"),
    TreeCase(name: "empty", tree: "[]", fault: "an empty tree"),
    TreeCase(name: "two values", tree: #"[{"value":[0,0]}]"#, fault: "without three values"),
    TreeCase(
      name: "circle", tree: #"[{"value":[0,0,0],"feature":"bias","at-most":0,"below":0,"above":0}]"#,
      fault: "leads nowhere"),
    TreeCase(
      name: "unknown feature",
      tree: #"[{"value":[0,0,0],"feature":"x","at-most":0,"below":1,"above":1},{"value":[0,0,0]}]"#,
      fault: "leads nowhere"),
  ])
  func treesOfAFileAreChecked(_ item: TreeCase) throws {
    let shipped = try #require(readText(Shipped.root + "/Lexicons/ru/calibration.json"))
    let trees = try #require(shipped.range(of: "\"trees\":["))
    let text = shipped[..<trees.upperBound] + item.tree + "]}"
    do {
      _ = try CalibrationFile.read(Array(text.utf8), path: "c.json")
      #expect(item.fault == nil)
    } catch {
      #expect(item.fault.map { "\(error)".contains($0) } ?? false, "\(error)")
    }
  }
}
