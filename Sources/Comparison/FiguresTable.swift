/// What there is to tell of items with certain counts, worked out once: most items of a corpus are rare, and thousands have the
/// same counts.
struct FiguresTable {
  struct Figures {
    var z: Double
    var p: Double?
    /// Items that have these counts.
    var items = 0
  }

  private static let (rows, columns) = (4, 1024)
  /// By small counts; empty until there is one.
  private var small: [Figures] = []
  private var large: [SIMD2<Int>: Figures] = [:]

  /// The figures of an item with these counts; it is counted among those that have them.
  /// - Parameter work: works them out; nil where there are none.
  mutating func figures(_ own: Int, _ both: Int, _ work: () -> (z: Double, p: Double?)?) -> Figures? {
    guard own < Self.rows, both < Self.columns else {
      if large[SIMD2(own, both)] == nil {
        guard let (z, p) = work() else { return nil }
        large[SIMD2(own, both)] = Figures(z: z, p: p)
      }
      large[SIMD2(own, both)]!.items += 1
      return large[SIMD2(own, both)]
    }
    if small.isEmpty { small = Array(repeating: Figures(z: .nan, p: nil), count: Self.rows * Self.columns) }
    let place = own * Self.columns + both
    if small[place].z.isNaN {
      guard let (z, p) = work() else { return nil }
      small[place] = Figures(z: z, p: p)
    }
    small[place].items += 1
    return small[place]
  }

  var all: [Figures] { small.filter { $0.items > 0 } + large.values }
}
