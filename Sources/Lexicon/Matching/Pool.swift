/// A growing list of plain values in memory of its own, which starts at a cache line.
///
/// An array that a class holds counts references at every look at it; this has one owner and counts none. Places are
/// checked in debug builds only.
struct Pool<Element: BitwiseCopyable>: ~Copyable {
  private(set) var start: UnsafeMutablePointer<Element>
  private(set) var count = 0
  private var capacity: Int

  init(capacity: Int = 64) {
    self.capacity = capacity
    start = Self.allocate(capacity)
  }

  /// So many of one value.
  init(repeating value: Element, count: Int) {
    self.init(capacity: count)
    start.initialize(repeating: value, count: count)
    self.count = count
  }

  deinit { start.deallocate() }

  private static func allocate(_ capacity: Int) -> UnsafeMutablePointer<Element> {
    UnsafeMutableRawPointer.allocate(byteCount: max(capacity, 1) * MemoryLayout<Element>.stride, alignment: 64)
      .bindMemory(to: Element.self, capacity: capacity)
  }

  subscript(place: Int) -> Element {
    @inline(__always)
    get {
      assert(place >= 0 && place < count)
      return start[place]
    }
    @inline(__always)
    set {
      assert(place >= 0 && place < count)
      start[place] = newValue
    }
  }

  mutating func append(_ element: Element) {
    reserve(1)
    start[count] = element
    count += 1
  }

  mutating func append(contentsOf elements: UnsafeBufferPointer<Element>) {
    reserve(elements.count)
    if let source = elements.baseAddress { (start + count).initialize(from: source, count: elements.count) }
    count += elements.count
  }

  /// Empties it but keeps its room.
  mutating func removeAll() { count = 0 }

  private mutating func reserve(_ more: Int) {
    if count + more <= capacity { return }
    capacity = max(capacity * 2, count + more)
    let grown = Self.allocate(capacity)
    grown.initialize(from: start, count: count)
    start.deallocate()
    start = grown
  }
}
