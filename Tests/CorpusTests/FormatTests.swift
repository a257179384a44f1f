import CPack
import Statistics
import Testing

@testable import Corpus

@Suite struct FormatTests {
  static let formats = InputFormat.allCases.filter { $0 != .auto }

  /// Told from its content where that is possible, whatever its name.
  @Test(arguments: formats, [1, 100, 1 << 18])
  func everyFormatIsReadWhole(format: InputFormat, batchBytes: Int) throws {
    let found = try Dumps.read(
      Dumps.dump(format), name: format == .csv || format == .tsv ? "dump" : "dump.\(format)",
      settings: .init(batchBytes: batchBytes))
    #expect(found.items == Dumps.expected(format))
    #expect(found.rejects.map(\.reason) == [])
  }

  @Test(arguments: formats, [pack_gzip, pack_bzip2, pack_xz, pack_zstd])
  func compressionMakesNoDifference(format: InputFormat, kind: pack_kind) throws {
    let bytes = Dumps.dump(format)
    let half = bytes.count / 2
    // One member, two members, two with padding between: a name that says nothing of it.
    let whole = Dumps.packed(bytes, kind)
    let parts = Dumps.packed(Array(bytes[..<half]), kind) + Dumps.packed(Array(bytes[half...]), kind)
    for packed in [whole, parts] {
      let found = try Dumps.read(packed, name: "dump", settings: .init(format: format))
      #expect(found.items == Dumps.expected(format))
      #expect(found.rejects.map(\.reason) == [])
    }
  }

  /// Wherever an archive ends: what came before the cut is read, and one reject tells of the cut.
  @Test(arguments: [pack_gzip, pack_bzip2, pack_xz, pack_zstd])
  func cutArchivesGiveWhatTheyHave(kind: pack_kind) throws {
    let packed = Dumps.packed(Dumps.dump(.jsonl), kind)
    for count in stride(from: 7, to: packed.count - 1, by: 97) {
      let found = try Dumps.read(Array(packed[..<count]), name: "dump.jsonl")
      #expect(found.items == Array(Dumps.items.prefix(found.items.count)))
      #expect(found.rejects.last?.reason.hasSuffix("data are cut off: what came before was read") == true)
      #expect(found.rejects.count <= 2)
    }
  }

  @Test(arguments: [pack_gzip, pack_bzip2, pack_xz, pack_zstd])
  func bytesAfterAnArchiveAreTold(kind: pack_kind) throws {
    let packed = Dumps.packed(Dumps.dump(.jsonl), kind) + Array("and more".utf8)
    let found = try Dumps.read(packed, name: "dump.jsonl")
    #expect(found.items == Dumps.items)
    #expect(found.rejects.count == 1)
  }

  @Test func bombsAreStopped() throws {
    let line = Array("{\"text\": \"a\"}\n".utf8)
    let packed = Dumps.packed(Array(repeatElement(line, count: 200_000).joined()), pack_zstd)
    let found = try Dumps.read(
      packed, name: "dump.jsonl", settings: .init(unpack: UnpackLimits(bytes: 100_000)))
    #expect(found.rejects.last?.reason == "more than 100000 bytes when decompressed: raise --max-unpacked")
    #expect(found.items.count < 50_000)
  }

  /// A line without an end takes no memory, and the article after it is found.
  @Test(arguments: [InputFormat.lexis, .factiva])
  func longLinesOfExportsArePassedOver(format: InputFormat) throws {
    let parts = Dumps.dump(format).split(separator: 10, omittingEmptySubsequences: false).map(Array.init)
    let at = try #require(parts.firstIndex { String(decoding: $0, as: UTF8.self).contains("Talks in Sochi") })
    let long = [UInt8](repeating: 97, count: 400_000)
    let bytes = Array((parts[..<at] + [long] + parts[at...]).joined(separator: [10]))
    let found = try Dumps.read(
      bytes, name: "dump", settings: .init(batchBytes: 1000, recordBytes: 20_000, format: format))
    #expect(found.items.count == Dumps.items.count - 1)
    #expect(found.items.last == Dumps.expected(format).last)
    #expect(found.rejects.map(\.reason) == ["a record of more than 20000 bytes: split it, or raise --max-record"])
  }

  @Test(arguments: ["UTF-16LE", "UTF-16BE", "UTF-32LE", "windows-1251", "KOI8-R"])
  func encodingsAreConverted(name: String) throws {
    let text = "{\"id\": \"1\", \"text\": \"Навальный остался под стражей\"}\n"
    let scalars = Array(text.unicodeScalars)
    let bytes: [UInt8]
    switch name {
    case "UTF-16LE": bytes = scalars.flatMap { [UInt8($0.value & 255), UInt8($0.value >> 8)] }
    case "UTF-16BE": bytes = [0xFE, 0xFF] + scalars.flatMap { [UInt8($0.value >> 8), UInt8($0.value & 255)] }
    case "UTF-32LE":
      bytes = [0xFF, 0xFE, 0, 0] + scalars.flatMap { [UInt8($0.value & 255), UInt8($0.value >> 8), 0, 0] }
    case "windows-1251":
      bytes = scalars.map { $0.value < 128 ? UInt8($0.value) : UInt8($0.value - 0x410 + 0xC0) }
    default:
      let order = Array("юабцдефгхийклмнопярстужвьызшэщчъЮАБЦДЕФГХИЙКЛМНОПЯРСТУЖВЬЫЗШЭЩЧЪ".unicodeScalars)
      bytes = scalars.map { scalar in
        scalar.value < 128 ? UInt8(scalar.value) : UInt8(0xC0 + order.firstIndex(of: scalar)!)
      }
    }
    // Marks win over what is named.
    let named = name == "UTF-16BE" || name == "UTF-32LE" ? "latin1" : name
    let found = try Dumps.read(bytes, name: "dump.jsonl", settings: .init(encoding: InputEncoding(named)!))
    #expect(found.items.map(\.text) == ["Навальный остался под стражей"])
  }

  @Test func invalidBytesAreRejectedOrReplaced() throws {
    let bytes =
      Array("{\"text\": \"a\"}\n{\"text\": \"b".utf8) + [0xC3] + Array("\"}\n{\"text\": \"c\\ud800d\"}\n".utf8)
    let rejected = try Dumps.read(bytes, name: "dump.jsonl")
    #expect(rejected.items.map(\.text) == ["a"])
    #expect(rejected.rejects.map(\.line) == [2, 3])
    #expect(rejected.rejects.first?.byte == 25)
    let replaced = try Dumps.read(bytes, name: "dump.jsonl", replacesInvalid: true)
    #expect(replaced.items.map(\.text) == ["a", "b\u{FFFD}", "c\u{FFFD}d"])
  }
}

@Suite struct FramerTests {
  static func framer(_ format: InputFormat) -> any Framer {
    switch format {
    case .json: JSONFramer()
    case .csv: TableFramer(delimiter: nil)
    case .tsv: TableFramer(delimiter: UInt8(ascii: "\t"))
    case .warc: WARCFramer()
    case .mediawiki: PageFramer()
    case .lexis: ExportFramer(.lexis)
    case .factiva: ExportFramer(.factiva)
    case .text, .html: WholeFramer(.plainText)
    case .jsonl, .auto: LineFramer()
    }
  }

  /// Records and broken parts of a stream that comes in pieces of these lengths.
  static func records(_ bytes: [UInt8], _ format: InputFormat, pieces: () -> Int) -> [String] {
    var framer = framer(format)
    var (first, last) = (0, 0)
    var found: [String] = []
    while true {
      let frame = bytes.withUnsafeBufferPointer {
        framer.next(UnsafeBufferPointer(rebasing: $0[first..<last]), atEnd: last == bytes.count)
      }
      switch frame {
      case .record(let range, let form, let taken):
        var mark = "+"
        if case .broken = form { mark = "-" }
        let start = first + range.lowerBound
        found.append(mark + String(decoding: bytes[start..<first + range.upperBound], as: UTF8.self))
        first += taken
      case .nothing(let taken): first += taken
      case .more:
        if last == bytes.count { return found }
        last = min(bytes.count, last + pieces())
      }
    }
  }

  /// However the bytes come in, and however they are spoilt, the same records are found; nothing hangs or is lost.
  @Test(arguments: FormatTests.formats)
  func piecesMakeNoDifference(format: InputFormat) {
    var random = SplitMix64(seed: 7)
    let dump = Dumps.dump(format, Array(Dumps.items.prefix(6)))
    for round in 0..<60 {
      var bytes = dump
      for _ in 0..<round % 6 {
        let at = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes[at] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.remove(at: at)
        case 2:
          bytes.insert(
            [.quote, .lineFeed, UInt8(ascii: "{"), UInt8(ascii: "]")].randomElement(using: &random)!, at: at)
        default: bytes.removeSubrange(at..<min(bytes.count, at + Int.random(in: 1...200, using: &random)))
        }
      }
      let whole = Self.records(bytes, format) { bytes.count }
      #expect(Self.records(bytes, format) { 1 } == whole)
      #expect(Self.records(bytes, format) { Int.random(in: 1...300, using: &random) } == whole)
    }
  }

  @Test(arguments: [
    // A quote that nothing closes costs its own line.
    (InputFormat.csv, "id,text\n1,a\n2,\"b\n3,c\n4,d\n", ["+1,a", "-2,\"b", "+3,c", "+4,d"]),
    (.csv, "sep=;\nid;text\n1;\"a;\"\"b\"\"\r\nc\"\r\n", ["+1;\"a;\"\"b\"\"\r\nc\""]),
    (.json, "[{\"a\": \"x\n\"}, {\n\"b\": 1},\n{\"c\": [1, {}]}]", ["-{\"a\": \"x", "+{\"c\": [1, {}]}"]),
    (.json, "[1, \"a\", {}] {\"b\": 2}\n{\"c\":", ["+1", "+\"a\"", "+{}", "+{\"b\": 2}", "-{\"c\":"]),
    (
      .warc, "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 2\r\n\r\nab\r\n\r\njunk\nWARC/1.0\r\nWARC-T",
      ["+WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 2\r\n\r\nab", "-junk", "-WARC/1.0\r\nWARC-T"]
    ),
    // Before the first article stands what was asked for, after the last one of Factiva's, too.
    (
      .lexis, "Terms: x\n  1 of 2 DOCUMENTS\na\r\n  2 of 2 DOCUMENTS\nb\n3 of 2 DOCUMENTS",
      ["+  1 of 2 DOCUMENTS\na\r\n", "+  2 of 2 DOCUMENTS\nb\n3 of 2 DOCUMENTS"]
    ),
    (.lexis, "     Document 1 de 1\na", ["+     Document 1 de 1\na"]),
    (
      .lexis, "Page 1 of 2\nEnd of Document\n\nb\nEnd of Document",
      ["+Page 1 of 2\nEnd of Document\n", "+\nb\nEnd of Document"]
    ),
    (.lexis, "no export at all", ["-no export at all"]),
    (
      .factiva, "a\rDocument DAILY00020210222eh2m0001x\rb\nAN  Document DAILY00020210222eh2m0002y\nSearch\n",
      ["+a\rDocument DAILY00020210222eh2m0001x\r", "+b\nAN  Document DAILY00020210222eh2m0002y\n"]
    ),
    (
      .factiva, "Document DAILY00020210222eh2m0001x\nTitle\n12 words\nb",
      ["+Document DAILY00020210222eh2m0001x\n", "-Title\n12 words\nb"]
    ),
    (.factiva, "Document DAILY000NODIGITSeh2m0001x\n", ["-Document DAILY000NODIGITSeh2m0001x\n"]),
    (.mediawiki, "<mediawiki><page>a</page> <page>b</pag", ["+<page>a</page>", "-<page>b</pag"]),
  ])
  func brokenRecordsEndSomewhere(format: InputFormat, text: String, expected: [String]) {
    #expect(Self.records(Array(text.utf8), format) { 3 } == expected)
  }
}
