/// A list of plain values that is its own, as an array is, or a piece of an image: a file mapped into memory that stays
/// there until the program ends and is never written. To change it is to copy it first.
public struct FlatList<Element: BitwiseCopyable & Sendable>: @unchecked Sendable {
  @usableFromInline var own: [Element]
  @usableFromInline var mapped: UnsafeBufferPointer<Element>?

  @inlinable
  public init(_ elements: [Element] = []) {
    own = elements
    mapped = nil
  }

  /// - Parameter memory: stays as it is until the program ends.
  init(mapped memory: UnsafeBufferPointer<Element>) {
    own = []
    mapped = memory
  }

  @inlinable
  public func withUnsafeBufferPointer<Result, Failure: Error>(
    _ body: (UnsafeBufferPointer<Element>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    if let mapped { return try body(mapped) }
    return try own.withUnsafeBufferPointer(body)
  }

  /// A run of elements as an array's.
  @inlinable
  public func slice(_ range: Range<Int>) -> ArraySlice<Element> { mapped.map { Array($0[range])[...] } ?? own[range] }

  /// Changes the list as an array.
  @inlinable
  public mutating func edit<Result>(_ body: (inout [Element]) throws -> Result) rethrows -> Result {
    if let memory = mapped {
      own = Array(memory)
      mapped = nil
    }
    return try body(&own)
  }

  @inlinable
  public mutating func append(_ element: Element) { edit { $0.append(element) } }

  @inlinable
  public mutating func append(contentsOf elements: some Sequence<Element>) { edit { $0.append(contentsOf: elements) } }
}

extension FlatList: RandomAccessCollection, MutableCollection, ExpressibleByArrayLiteral {
  @inlinable public init(arrayLiteral elements: Element...) { self.init(elements) }

  @inlinable public var startIndex: Int { 0 }
  @inlinable public var endIndex: Int { mapped?.count ?? own.count }

  @inlinable
  public subscript(index: Int) -> Element {
    get {
      guard let mapped else { return own[index] }
      precondition(index >= 0 && index < mapped.count)
      return mapped[index]
    }
    set { edit { $0[index] = newValue } }
  }
}
