import Statistics
import Testing

@Suite struct SamplingTests {
  private struct Unit: Equatable {
    var name: String
    var hash: UInt64
    var stratum: [String]
  }

  /// Units in strata of very different sizes.
  private func units(_ random: inout SplitMix64, count: Int, strata: Int, seed: UInt64) -> [Unit] {
    (0..<count).map { number in
      let stratum = Int.random(in: 0..<Int.random(in: 1...strata, using: &random), using: &random)
      let name = "unit \(number)"
      return Unit(name: name, hash: SeededHash.value(of: [name], seed: seed), stratum: ["s\(stratum)"])
    }
  }

  private func sample(
    _ units: [Unit], _ size: StratifiedSample<Unit>.Size, _ allocation: Allocation, seed: UInt64, room: Int = 4096
  ) -> [StratifiedSample<Unit>.Drawn] {
    var sample = StratifiedSample<Unit>(size: size, allocation: allocation, seed: seed, room: room)
    for unit in units { sample.add(unit, hash: unit.hash, name: unit.name, stratum: unit.stratum) }
    return sample.draw()
  }

  struct Case: Sendable {
    var allocation: Allocation
    var populations: [Int]
    var size: Int
    var sizes: [Int]
  }

  /// By hand; priorities fall from left to right.
  @Test(arguments: [
    Case(allocation: .proportional, populations: [50, 30, 20], size: 10, sizes: [5, 3, 2]),
    // Quotas 4.5, 3.6, 0.9: the larger remainders are the second's and the third's.
    Case(allocation: .proportional, populations: [50, 40, 10], size: 9, sizes: [4, 4, 1]),
    Case(allocation: .proportional, populations: [1, 1, 1], size: 2, sizes: [0, 1, 1]),
    Case(allocation: .proportional, populations: [2, 0, 3], size: 9, sizes: [2, 0, 3]),
    Case(allocation: .proportional, populations: [], size: 5, sizes: []),
    Case(allocation: .equal, populations: [50, 30, 20], size: 9, sizes: [3, 3, 3]),
    Case(allocation: .equal, populations: [50, 2, 20], size: 12, sizes: [5, 2, 5]),
    Case(allocation: .equal, populations: [50, 2, 20], size: 13, sizes: [5, 2, 6]),
    Case(allocation: .equal, populations: [5, 5, 5], size: 2, sizes: [0, 1, 1]),
    Case(allocation: .equal, populations: [5, 0, 5], size: 99, sizes: [5, 0, 5]),
  ])
  func allocation(of example: Case) {
    let priorities = example.populations.indices.reversed().map { UInt64($0) }
    #expect(
      example.allocation.sizes(of: example.populations, size: example.size, priorities: priorities) == example.sizes)
  }

  @Test(arguments: Allocation.allCases)
  func sizesAddUp(allocation: Allocation) {
    var random = SplitMix64(seed: 3)
    for _ in 0..<300 {
      let populations = (0..<Int.random(in: 1...12, using: &random)).map { _ in Int.random(in: 0...90, using: &random) }
      let size = Int.random(in: 0...500, using: &random)
      let sizes = allocation.sizes(of: populations, size: size, priorities: populations.indices.map { UInt64($0) })
      #expect(sizes.reduce(0, +) == min(size, populations.reduce(0, +)))
      #expect(zip(sizes, populations).allSatisfy { $0 >= 0 && $0 <= $1 })
      let all = Double(max(1, populations.reduce(0, +)))
      for (one, population) in zip(sizes, populations) where allocation == .proportional {
        #expect(abs(Double(one) - Double(population) * min(Double(size), all) / all) < 1)
      }
      // Nobody who has units left gets two less than another.
      let short = zip(sizes, populations).filter { $0 < $1 }.map(\.0)
      if allocation == .equal, let least = short.min() { #expect(sizes.allSatisfy { $0 <= least + 1 }) }
    }
  }

  /// The plain way: everything is kept and sorted.
  private func slow(_ units: [Unit], size: Int, _ allocation: Allocation, seed: UInt64) -> [[Unit]] {
    let strata = Dictionary(grouping: units, by: \.stratum).sorted { $0.key[0] < $1.key[0] }
    let sizes = allocation.sizes(
      of: strata.map(\.value.count), size: size,
      priorities: strata.map { SeededHash.value(of: $0.key, seed: seed) })
    return zip(strata, sizes).map { Array($0.value.sorted { $0.hash < $1.hash }.prefix($1)) }
  }

  /// Little room, so that units are let go again and again; strata come one after the other, mixed, and backwards.
  @Test(arguments: Allocation.allCases)
  func onePassDrawsWhatSortingAllDraws(allocation: Allocation) {
    var random = SplitMix64(seed: 11)
    for seed in UInt64(1)...12 {
      let units = units(&random, count: 3000, strata: 15, seed: seed)
      let size = Int.random(in: 1...200, using: &random)
      let expected = slow(units, size: size, allocation, seed: seed)
      for order in [
        units, units.reversed(), units.shuffled(using: &random), units.sorted { $0.stratum[0] < $1.stratum[0] },
      ] {
        let drawn = sample(order, .units(size), allocation, seed: seed, room: 64)
        #expect(drawn.map(\.units) == expected)
        #expect(drawn.reduce(0) { $0 + $1.population } == units.count)
      }
    }
  }

  @Test func sharesAreOfAll() {
    var random = SplitMix64(seed: 5)
    let units = units(&random, count: 2000, strata: 4, seed: 1)
    for (share, count) in [(0.01, 20), (0.1, 200), (1, 2000)] {
      let drawn = sample(units, .share(share), .proportional, seed: 1, room: 64)
      #expect(drawn.reduce(0) { $0 + $1.units.count } == count)
      #expect(drawn.map(\.units) == slow(units, size: count, .proportional, seed: 1))
    }
  }

  @Test func anotherSeedDrawsOthers() {
    let names = (0..<1000).map { "unit \($0)" }
    let drawn = [UInt64(1), 2].map { seed in
      Set(names.sorted { SeededHash.value(of: [$0], seed: seed) < SeededHash.value(of: [$1], seed: seed) }.prefix(100))
    }
    // Ten in common are expected; thirty would be six standard deviations more.
    #expect(drawn[0].intersection(drawn[1]).count < 30)
    #expect(SeededHash.value(of: ["ab", "c"], seed: 1) != SeededHash.value(of: ["a", "bc"], seed: 1))
  }

  @Test func unitsOfTheSameNameAreTakenOnce() {
    var sample = StratifiedSample<Int>(size: .units(10), allocation: .equal, seed: 1)
    for number in 0..<6 {
      let name = "unit \(number % 3)"
      sample.add(number, hash: SeededHash.value(of: [name], seed: 1), name: name, stratum: [])
    }
    #expect(sample.draw().flatMap(\.units).count == 3)
    #expect(sample.repeated == 3 && sample.population == 3)
  }

  @Test(arguments: [(200, 3, 0.25), (7, 2, 0.5), (10, 1, 0.2), (5, 4, 0), (9, 4, 1)])
  func codersShareWhatWasAsked(units: Int, coders: Int, overlap: Double) {
    let shared = CoderPlan.shared(overlap, of: units)
    #expect(abs(Double(shared) - overlap * Double(units)) <= 0.5)
    let plan = CoderPlan.coders(units: units, coders: coders, shared: shared)
    #expect(plan.count == units)
    #expect(plan.count { $0.count == coders } == (coders == 1 ? units : shared))
    #expect(plan.allSatisfy { $0.count == 1 || $0 == Array(0..<coders) })
    let loads = (0..<coders).map { coder in plan.count { $0.contains(coder) } }
    #expect(loads.max()! - loads.min()! <= 1)
  }

  /// Weights of one are counts.
  @Test func weightsAreCounts() {
    var random = SplitMix64(seed: 2)
    for _ in 0..<50 {
      var (counted, weighted) = (Classification(), WeightedClassification())
      for _ in 0..<Int.random(in: 1...30, using: &random) {
        let (gold, predicted) = (Int.random(in: -1...1, using: &random), Int.random(in: -1...1, using: &random))
        let times = Int.random(in: 1...4, using: &random)
        counted.add(gold: gold, predicted: predicted, count: times)
        weighted.add(gold: gold, predicted: predicted, weight: Double(times))
      }
      #expect(weighted.accuracy == counted.accuracy && weighted.macroF1 == counted.macroF1)
      #expect(weighted.scores.map(\.f1) == counted.scores.map(\.f1))
      #expect(weighted.scores.map(\.precision) == counted.scores.map(\.precision))
      #expect(weighted.scores.map(\.recall) == counted.scores.map(\.recall))
    }
  }
}
