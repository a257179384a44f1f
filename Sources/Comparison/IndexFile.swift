import Corpus
import Dataset
import Foundation
import TextModel

/// An index as lines of JSON: its settings; then its cells, articles and parts; then an item a line. Places in the first two
/// lists stand for cells and articles; all numbers are whole.
public final class IndexFile: SpeechIndex {
  public let path: String
  public private(set) var head: IndexHead
  private let reader: BatchReader
  private let parser = JSONLine()
  private var batch: Batch?
  private var record = 0
  private var line = 0
  /// The first line after the head was read to see that it is an item.
  private var first: IndexItem?

  /// - Throws: `InputOutputError` for a file that is none.
  public init(path: String) throws {
    self.path = path
    head = IndexHead(settings: IndexSettings(factors: []))
    reader = BatchReader(files: [path], settings: .init(recordBytes: 1 << 30, format: .jsonl))
    guard let value = try nextValue(), let settings = Self.settings(value), let lines = value["lines"]?.integer else {
      throw InputOutputError(
        place: path, what: "it is no counts of 'rhetor compare --partial'", mend: "give files that it wrote")
    }
    head = IndexHead(settings: settings)
    head.lines = lines
    while let value = try nextValue() {
      if let cell = value["cell"] {
        head.cells.append(Cell(cell.elements.map(\.string)))
      } else if let key = value["article"]?.string.flatMap({ UInt64($0, radix: 16) }) {
        head.articles.append(IndexedArticle(key: key, id: value["id"]?.string, date: value["date"]?.string))
      } else if let numbers = value["part"]?.elements.compactMap(\.integer), numbers.count == 7,
        head.cells.indices.contains(numbers[0]), head.articles.indices.contains(numbers[1]),
        let counts = Self.small(numbers.dropFirst(2))
      {
        head.parts.append(
          Part(
            cell: UInt32(numbers[0]), article: UInt32(numbers[1]),
            words: SIMD4(counts[0], counts[1], counts[2], counts[3]), uses: counts[4]))
      } else {
        first = try item(value)
        break
      }
    }
  }

  public func next() throws -> IndexItem? {
    if let item = first {
      first = nil
      return item
    }
    return try nextValue().map(item)
  }

  private func item(_ value: JSONCursor) throws -> IndexItem {
    guard let bytes = value["item"]?.bytes, bytes.count > 2, let numbers = value["postings"] else { throw damage() }
    var item = IndexItem(bytes: Array(bytes), postings: [])
    var triple = (cell: -1, article: -1)
    var place = 0
    for element in numbers.elements {
      guard let number = element.integer else { throw damage() }
      switch place % 3 {
      case 0: triple.cell = number
      case 1: triple.article = number
      default:
        guard head.cells.indices.contains(triple.cell), head.articles.indices.contains(triple.article) else {
          throw damage()
        }
        item.postings.append(Posting(cell: UInt32(triple.cell), article: UInt32(triple.article), count: number))
      }
      place += 1
    }
    return item
  }

  private func damage() -> InputOutputError {
    InputOutputError(
      place: "\(path):\(line)", what: "the line is not what 'rhetor compare --partial' wrote",
      mend: "make the file anew")
  }

  private func nextValue() throws -> JSONCursor? {
    while true {
      if let batch, record < batch.records.count {
        let span = batch.records[record]
        record += 1
        line = span.line
        guard let value = parser.parse(span, of: batch) else { throw damage() }
        return value
      }
      guard let next = reader.next() else { return nil }
      batch = next
      record = 0
    }
  }

  private static func settings(_ value: JSONCursor) -> IndexSettings? {
    guard value["index"]?.integer == IndexWriter.version, let by = value["by"], let length = value["phrases"]?.integer,
      (0...4).contains(length), let names = value["names"]?.boolean
    else { return nil }
    let factors = by.elements.map { $0.string.flatMap(Factor.init) }
    guard !factors.contains(nil) else { return nil }
    return IndexSettings(factors: factors.compactMap { $0 }, phraseLength: length, keepsNames: names)
  }

  private static func small(_ numbers: some Sequence<Int>) -> [Int32]? {
    let small = numbers.compactMap { Int32(exactly: $0) }
    return small.allSatisfy { $0 >= 0 } && small.count == 5 ? small : nil
  }
}

/// Writes an index as `IndexFile` reads it.
public struct IndexLines {
  /// - Parameter write: takes the lines, some at a time.
  public static func write(_ index: any SpeechIndex, to write: ([UInt8]) throws -> Void) throws {
    var json = JSONBuffer()
    let head = index.head
    json.beginObject()
    json.key("index")
    json.value(IndexWriter.version)
    json.key("by")
    json.beginArray()
    for factor in head.settings.factors { json.value(factor.name) }
    json.endArray()
    json.key("phrases")
    json.value(head.settings.phraseLength)
    json.key("names")
    json.value(head.settings.keepsNames)
    json.key("lines")
    json.value(head.lines)
    json.endObject()
    json.endLine()
    for cell in head.cells {
      json.beginObject()
      json.key("cell")
      json.beginArray()
      for value in cell.values { json.value(value) }
      json.endArray()
      json.endObject()
      json.endLine()
    }
    for article in head.articles {
      json.beginObject()
      json.key("article")
      json.value(String(article.key, radix: 16))
      json.key("id")
      json.value(article.id)
      json.key("date")
      json.value(article.date)
      json.endObject()
      try json.endLine(flushingTo: write)
    }
    for part in head.parts {
      json.beginObject()
      json.key("part")
      json.beginArray()
      json.value(Int(part.cell))
      json.value(Int(part.article))
      for length in 0..<4 { json.value(Int(part.words[length])) }
      json.value(Int(part.uses))
      json.endArray()
      json.endObject()
      try json.endLine(flushingTo: write)
    }
    while let item = try index.next() {
      json.beginObject()
      json.key("item")
      json.value(utf8: item.bytes[...])
      json.key("postings")
      json.beginArray()
      for posting in item.postings {
        json.value(Int(posting.cell))
        json.value(Int(posting.article))
        json.value(posting.count)
      }
      json.endArray()
      json.endObject()
      try json.endLine(flushingTo: write)
    }
    try write(json.bytes)
  }
}

extension JSONBuffer {
  /// Ends a record, and hands on what there is when it has become much.
  fileprivate mutating func endLine(flushingTo write: ([UInt8]) throws -> Void) throws {
    endLine()
    guard bytes.count > 1 << 16 else { return }
    try write(bytes)
    removeAll()
  }
}

/// A file of an index, for counts that do not fit into memory.
final class IndexWriter {
  static let version = 1

  private let handle: FileHandle
  private let path: String

  init(path: String) throws {
    self.path = path
    guard FileManager.default.createFile(atPath: path, contents: nil), let handle = FileHandle(forWritingAtPath: path)
    else { throw Self.failure(path) }
    self.handle = handle
  }

  func write(_ index: any SpeechIndex) throws {
    try IndexLines.write(index) { bytes in
      do { try handle.write(contentsOf: bytes) } catch { throw Self.failure(path) }
    }
  }

  func finish() throws {
    do { try handle.close() } catch { throw Self.failure(path) }
  }

  private static func failure(_ path: String) -> InputOutputError {
    InputOutputError(
      place: path, what: "counts that do not fit into memory can't be written there",
      mend: "make room, or set TMPDIR to a folder that has some")
  }
}
