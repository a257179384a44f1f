/// The rows of a table that is read at once, with the line each begins on; by the same rules as dumps.
public struct TableReader: Sequence, IteratorProtocol {
  public struct Row: Sendable {
    /// Counted from 1.
    public let line: Int
    public let fields: [String]
    /// Why it is no row; its fields are then what stands on its first line.
    public let fault: String?
  }

  private let bytes: [UInt8]
  private var framer: TableFramer
  private var at = 0
  private var line = 1
  private var waiting: Row?
  /// As its first row has them; nil for an empty table.
  public private(set) var names: [String]?

  /// - Parameters:
  ///   - bytes: UTF-8.
  ///   - delimiter: nil to find out from the header.
  public init(_ bytes: [UInt8], delimiter: UInt8? = nil) {
    self.bytes = bytes
    framer = TableFramer(delimiter: delimiter)
    waiting = read()
  }

  public mutating func next() -> Row? {
    let row = waiting
    if row != nil { waiting = read() }
    return row
  }

  /// The next row; the header on the way to the first one is noted.
  private mutating func read() -> Row? {
    while at < bytes.count {
      let start = line
      let (row, taken, count) = bytes.withUnsafeBufferPointer { all -> (Row?, Int, Int) in
        let window = UnsafeBufferPointer(rebasing: all[at...])
        switch framer.next(window, atEnd: true) {
        case .more: return (nil, window.count, 0)
        case .nothing(let taken): return (nil, taken, Self.lineEnds(window[..<taken]))
        case .record(let range, let form, let taken):
          let fields = TableRow.fields(UnsafeBufferPointer(rebasing: window[range]), framer.delimiterInUse)
          var fault: String?
          if case .broken(let reason) = form { fault = reason }
          return (Row(line: start, fields: fields, fault: fault), taken, Self.lineEnds(window[..<taken]))
        }
      }
      at += taken
      line += count
      if names == nil { names = framer.columns }
      if let row { return row }
      if taken == 0 { break }
    }
    return nil
  }

  private static func lineEnds(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Int {
    var count = 0
    var last: UInt8 = 0
    for byte in bytes {
      if byte == .lineFeed ? last != .carriageReturn : byte == .carriageReturn { count += 1 }
      last = byte
    }
    return count
  }
}
