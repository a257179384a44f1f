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
}
