import Statistics
import Testing

@Suite struct PoissonBootstrapTests {
  @Test func weightsArePoisson() {
    let bootstrap = PoissonBootstrap(samples: 1000, seed: 3)
    var counts = Array(repeating: 0, count: 16)
    for key in 0..<200 as Range<UInt64> {
      for weight in bootstrap.weights(of: key &* 0x9E37_79B9_7F4A_7C15) { counts[Int(weight)] += 1 }
    }
    // χ² over 0…6 and more, at the level of 10⁻⁶.
    let total = 200_000.0
    var (p, rest, statistic) = (0.36787944117144233, 1.0, 0.0)
    for k in 0..<7 {
      let expected = total * p
      statistic += (Double(counts[k]) - expected) * (Double(counts[k]) - expected) / expected
      rest -= p
      p /= Double(k + 1)
    }
    let others = Double(counts[7...].reduce(0, +))
    statistic += (others - total * rest) * (others - total * rest) / (total * rest)
    #expect(ChiSquaredDistribution.upperTail(statistic, degrees: 7)! > 1e-6)
  }

  @Test func aKeyAlwaysHasTheSameWeights() {
    let bootstrap = PoissonBootstrap(samples: 100, seed: 3)
    #expect(bootstrap.weights(of: 7) == bootstrap.weights(of: 7))
    #expect(bootstrap.weights(of: 7) != bootstrap.weights(of: 8))
    #expect(bootstrap.weights(of: 7) != PoissonBootstrap(samples: 100, seed: 4).weights(of: 7))
  }

  /// The interval of a mean, against that of drawing as many clusters as there are.
  @Test func agreesWithDrawing() throws {
    var random = SplitMix64(seed: 1)
    let values = (0..<400).map { _ in Double.random(in: 0...1, using: &random) }
    let drawn = Bootstrap.resample(clusters: 400, samples: 2000, seed: 1) { counts in
      zip(values, counts).reduce(0) { $0 + $1.0 * Double($1.1) } / 400
    }
    let bootstrap = PoissonBootstrap(samples: 2000, seed: 1)
    var (sums, weights) = (Array(repeating: 0.0, count: 2000), Array(repeating: 0, count: 2000))
    for (key, value) in values.enumerated() {
      for (sample, weight) in bootstrap.weights(of: UInt64(key)).enumerated() {
        sums[sample] += value * Double(weight)
        weights[sample] += Int(weight)
      }
    }
    let interval = try #require(PoissonBootstrap.interval(zip(sums, weights).map { $0 / Double($1) }))
    let other = try #require(drawn.interval)
    let width = other.high - other.low
    #expect(abs(interval.low - other.low) < width / 8)
    #expect(abs(interval.high - other.high) < width / 8)
  }

  @Test func sparseDispersionIsDispersion() throws {
    var random = SplitMix64(seed: 4)
    for _ in 0..<500 {
      let sizes = (0..<Int.random(in: 1...30, using: &random)).map { _ in Int.random(in: 1...50, using: &random) }
      let counts = sizes.map { size in Bool.random(using: &random) ? 0 : Int.random(in: 0...size, using: &random) }
      let sparse = SparseDispersion(
        occurrences: zip(counts, sizes).filter { $0.0 > 0 }.map { (count: $0.0, size: $0.1) }, parts: sizes.count,
        words: sizes.reduce(0, +))
      let full = Dispersion(counts: counts, sizes: sizes)
      #expect((sparse == nil) == (full == nil))
      guard let sparse, let full else { continue }
      #expect(abs(sparse.deviation - full.deviation) < 1e-12)
      #expect((sparse.juillandD == nil) == (full.juillandD == nil))
      if let one = sparse.juillandD, let other = full.juillandD { #expect(abs(one - other) < 1e-12) }
    }
  }
}
