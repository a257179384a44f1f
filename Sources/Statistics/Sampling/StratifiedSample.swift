/// A random sample by strata, drawn in one pass over units of unknown number.
///
/// Each stratum gives its units with the least hashes (`SeededHash`), so that the seed and the units alone decide, not
/// their order nor who brings them; a larger sample holds the smaller one's units of a stratum. Kept are only units
/// that can still be drawn: about the sample's size and a few for each stratum. With equal allocation none that could
/// be drawn is ever let go, as a stratum's part never rises. With proportional allocation the part of a stratum's first
/// units that is drawn at the end is expected to be no more than is drawn of them now; twice that number and 32 are
/// kept, so that the chance of having let one go that would be drawn lies under 10⁻¹⁵; in its place the next one would
/// be taken.
/// Source: Cohen & Kaplan 2007, doi 10.1145/1281100.1281133 (bottom-k samples).
public struct StratifiedSample<Unit> {
  public enum Size: Sendable, Equatable {
    case units(Int)
    /// Of all units, 0…1; only with proportional allocation, since another may need units again that were let go.
    case share(Double)

    func units(of all: Int) -> Int {
      switch self {
      case .units(let number): number
      case .share(let share): Int((Double(all) * share).rounded())
      }
    }
  }

  /// One stratum with the units drawn from it, by their hashes.
  public struct Drawn {
    public var stratum: [String]
    /// Units it has.
    public var population: Int
    public var units: [Unit]
  }

  private struct Kept {
    var hash: UInt64
    var name: String
    var unit: Unit
  }

  private struct Stratum {
    var population = 0
    var kept: [Kept] = []
    let priority: UInt64
  }

  private let size: Size
  private let allocation: Allocation
  private let seed: UInt64
  private var strata: [[String]: Stratum] = [:]
  private var keptCount = 0
  private var limit: Int
  /// Units that bore the name of another one and were left out.
  public private(set) var repeated = 0

  /// - Parameter room: units that are kept before any is let go; more room, less often.
  public init(size: Size, allocation: Allocation, seed: UInt64, room: Int = 4096) {
    self.size = size
    self.allocation = allocation
    self.seed = seed
    limit = room
  }

  /// - Parameters:
  ///   - hash: its random number.
  ///   - name: tells it from all others.
  public mutating func add(_ unit: Unit, hash: UInt64, name: String, stratum: [String]) {
    let empty = Stratum(priority: SeededHash.value(of: stratum, seed: seed))
    strata[stratum, default: empty].population += 1
    strata[stratum]!.kept.append(Kept(hash: hash, name: name, unit: unit))
    keptCount += 1
    if keptCount >= limit {
      letGo()
      limit = max(limit, 2 * keptCount)
    }
  }

  /// Units of all strata.
  public var population: Int { strata.values.reduce(0) { $0 + $1.population } }

  /// The sample, by strata in their order.
  public mutating func draw() -> [Drawn] {
    sort()
    let names = strata.keys.sorted { $0.lexicographicallyPrecedes($1) }
    let found = names.map { strata[$0]! }
    let sizes = allocation.sizes(
      of: found.map(\.population), size: size.units(of: population), priorities: found.map(\.priority))
    return zip(names, zip(found, sizes)).map { name, part in
      Drawn(stratum: name, population: part.0.population, units: part.0.kept.prefix(part.1).map(\.unit))
    }
  }

  /// Sorts what is kept, and leaves out what stands there twice.
  private mutating func sort() {
    for key in strata.keys {
      strata[key]!.kept.sort { ($0.hash, $0.name) < ($1.hash, $1.name) }
      var kept: [Kept] = []
      for one in strata[key]!.kept where kept.last?.name != one.name { kept.append(one) }
      let twins = strata[key]!.kept.count - kept.count
      strata[key]!.kept = kept
      strata[key]!.population -= twins
      repeated += twins
    }
  }

  private mutating func letGo() {
    sort()
    let all = population
    let units = size.units(of: all)
    let level = Allocation.level(of: strata.values.map(\.population), size: min(units, all))
    keptCount = 0
    for key in strata.keys {
      let part = Double(strata[key]!.population) * Double(units) / Double(max(1, all))
      let most = allocation == .equal ? level + 1 : 2 * Int(part.rounded(.up)) + 32
      let surplus = strata[key]!.kept.count - most
      if surplus > 0 { strata[key]!.kept.removeLast(surplus) }
      keptCount += strata[key]!.kept.count
    }
  }
}
