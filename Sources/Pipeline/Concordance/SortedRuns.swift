import Glibc

/// Reads a sorted run back, a window of it at a time.
final class RunReader {
  private let file: Int32
  private let window: Int
  /// Of the file: what is still to be read.
  private var rest: Range<Int>
  private var bytes: [UInt8] = []
  private var at = 0
  private var place: (key: Range<Int>, record: Range<Int>)?

  init(_ file: Int32, _ run: Range<Int>, window: Int) throws {
    self.file = file
    self.window = window
    rest = run
    try next()
  }

  var isAtEnd: Bool { place == nil }
  var record: ArraySlice<UInt8> { bytes[place!.record] }

  /// Goes on to the next record.
  func next() throws {
    at = place?.record.upperBound ?? 0
    place = bytes.withUnsafeBytes { SortableRecord.parts(in: $0, at: at) }
    while place == nil, !rest.isEmpty {
      bytes.removeFirst(at)
      at = 0
      try fill()
      place = bytes.withUnsafeBytes { SortableRecord.parts(in: $0, at: 0) }
    }
  }

  private func fill() throws {
    let old = bytes.count
    bytes += [UInt8](repeating: 0, count: min(window, rest.count))
    let count = bytes.withUnsafeMutableBytes { pread(file, $0.baseAddress! + old, $0.count - old, rest.lowerBound) }
    if count < 0, errno == EINTR { return bytes.removeLast(bytes.count - old) }
    if count <= 0 { throw RecordSorter.failure() }
    bytes.removeLast(bytes.count - old - count)
    rest = rest.lowerBound + count..<rest.upperBound
  }

  /// Runs that began earlier go first where keys are equal.
  func precedes(_ other: RunReader) -> Bool {
    bytes.withUnsafeBytes { mine in
      other.bytes.withUnsafeBytes { theirs in
        SortableRecord.precedes(.init(rebasing: mine[place!.key]), .init(rebasing: theirs[other.place!.key]))
          ?? (rest.upperBound < other.rest.upperBound)
      }
    }
  }
}

/// The runs that are not at their end, the one with the next record first.
struct MergeHeap {
  private var readers: [RunReader]

  init(_ readers: [RunReader]) {
    self.readers = readers
    for index in readers.indices.reversed() { sink(index) }
  }

  var first: RunReader? { readers.first }

  /// Finds the place of the first one, which has gone on to another record or to its end.
  mutating func restore() {
    if readers[0].isAtEnd {
      readers.swapAt(0, readers.count - 1)
      readers.removeLast()
    }
    sink(0)
  }

  private mutating func sink(_ start: Int) {
    var at = start
    while true {
      var least = at
      for child in [2 * at + 1, 2 * at + 2] where child < readers.count {
        if readers[child].precedes(readers[least]) { least = child }
      }
      if least == at { return }
      readers.swapAt(at, least)
      at = least
    }
  }
}
