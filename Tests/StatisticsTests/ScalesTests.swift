import Foundation
import Statistics
import Testing

@Suite struct ScalesTests {
  @Test func logitIsAntisymmetricAndZeroForEquals() {
    for left in 0..<20 {
      for right in 0..<20 {
        let (a, b) = (Scales.logit(left: left, right: right), Scales.logit(left: right, right: left))
        #expect(abs(a.value + b.value) < 1e-12)
        #expect(a.standardError == b.standardError)
        #expect((a.value > 0) == (left > right) && (a.value == 0) == (left == right))
        // The variance of a log odds of halves added: 1/(l+½) + 1/(r+½).
        #expect(abs(exp(a.value) - (Double(left) + 0.5) / (Double(right) + 0.5)) < 1e-9)
      }
    }
  }

  @Test func compoundIsOddAndBounded() {
    for x in stride(from: -40.0, through: 40, by: 0.5) {
      #expect(Scales.compound(x) == -Scales.compound(-x))
      #expect(abs(Scales.compound(x)) < 1)
      #expect(Scales.compound(x) < Scales.compound(x + 0.5))
    }
    #expect(Scales.compound(0) == 0)
  }

  @Test func noHitIsNotNeutral() {
    #expect(Scales.relativeDifference(positive: 0, negative: 0) == nil)
    #expect(Scales.relativeDifference(positive: 2, negative: 2) == 0)
    #expect(Scales.relativeDifference(positive: 3, negative: 1) == 0.5)
  }

  @Test func nothingToDivideByIsNil() {
    #expect(Scales.absoluteDifference(positive: 0, negative: 0, words: 0) == nil)
    #expect(Scales.janisFadner(positive: 0, negative: 0, words: 0) == nil)
    #expect(Scales.perRootWords(1, words: 0) == nil)
    #expect(Scales.perRootWords(3, words: 9) == 1)
    #expect(Scales.logit(positive: 0, negative: 3, smoothing: 0) == nil)
    #expect(Scales.logit(positive: 3, negative: 3, smoothing: 0) == 0)
    #expect(PolarityCounts().relativeDifference == nil && PolarityCounts().absoluteDifference == nil)
    #expect(PolarityCounts(other: 5).absoluteDifference == 0 && PolarityCounts(other: 5).janisFadner == 0)
  }

  /// Every scale changes its sign with the poles, keeps within −1…1, and grows with what is positive.
  @Test func polarityIsAntisymmetricAndBounded() throws {
    for positive in 0..<8 {
      for negative in 0..<8 {
        let counts = PolarityCounts(positive: positive, negative: negative, neutral: 1, other: 4)
        let turned = PolarityCounts(positive: negative, negative: positive, neutral: 1, other: 4)
        let more = PolarityCounts(positive: positive + 1, negative: negative, neutral: 1, other: 4)
        for scale in [\PolarityCounts.absoluteDifference, \.relativeDifference, \.janisFadner] {
          guard let value = counts[keyPath: scale] else {
            #expect(positive + negative == 0 && scale == \.relativeDifference)
            continue
          }
          #expect(abs(value) <= 1 && value == -turned[keyPath: scale]!)
          #expect((value > 0) == (positive > negative) && (value == 0) == (positive == negative))
          #expect(more[keyPath: scale]! >= value)
        }
      }
    }
  }

  @Test func countsOfPartsAddUp() {
    var sum = PolarityCounts(positive: 1, negative: 2, neutral: 3, other: 4)
    sum += PolarityCounts(positive: 10, negative: 20, neutral: 30, other: 40)
    #expect(sum == PolarityCounts(positive: 11, negative: 22, neutral: 33, other: 44) && sum.words == 110)

    var valence = ValenceSum(words: 10)
    valence.add(3.5, times: 2)
    var second = ValenceSum(words: 6)
    second.add(-1)
    valence += second
    #expect(valence.mean() == 2 && valence.mean(.all) == 6.0 / 16 && valence.mean(.none) == 6)
  }

  /// quanteda gives 0 for texts without a hit, which are not neutral.
  @Test func valenceWithoutAHit() {
    #expect(ValenceSum(words: 7).mean() == nil)
    #expect(ValenceSum(words: 7).mean(.all) == 0 && ValenceSum(words: 7).mean(.none) == 0)
    #expect(ValenceSum().mean(.all) == nil)
  }
}
