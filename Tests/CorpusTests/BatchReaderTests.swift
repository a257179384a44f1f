import Foundation
import Testing

@testable import Corpus

@Suite struct BatchReaderTests {
  /// A file that goes away with the test.
  static func withFile<Result>(_ bytes: [UInt8], name: String = "dump.jsonl", _ body: (String) throws -> Result) throws
    -> Result
  {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent(name).path
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    return try body(path)
  }

  /// All records with their places, whatever the batches.
  static func records(_ path: String, batchBytes: Int, recordBytes: Int = 1 << 20) throws -> [String] {
    let reader = BatchReader(files: [path], settings: .init(batchBytes: batchBytes, recordBytes: recordBytes))
    var found: [String] = []
    var number = 0
    while let batch = reader.next() {
      #expect(batch.number == number)
      number += 1
      for record in batch.records {
        found.append(
          "\(record.line)@\(record.byte):\(String(decoding: batch.bytes[record.start..<record.end], as: UTF8.self))")
      }
    }
    return found
  }

  @Test(arguments: [1, 2, 3, 7, 16, 100, 4096], ["\n", "\r\n"])
  func recordsDoNotDependOnTheBatches(batchBytes: Int, ending: String) throws {
    var text = ""
    var expected: [String] = []
    var byte = 0
    for line in 1...60 {
      let record = line % 7 == 0 ? "" : "{\"text\": \"\(String(repeating: "ж", count: line * line % 40))\"}"
      if !record.isEmpty { expected.append("\(line)@\(byte):\(record)\(line < 60 && ending == "\r\n" ? "\r" : "")") }
      text += record + (line < 60 ? ending : "")
      byte = text.utf8.count
    }
    let found = try Self.withFile(Array(text.utf8)) { try Self.records($0, batchBytes: batchBytes) }
    #expect(found == expected)
  }

  @Test func aLongRecordIsPassedOver() throws {
    let text = "{\"id\":1}\n{\"text\":\"" + String(repeating: "a", count: 50_000) + "\"}\n{\"id\":3}\n"
    try Self.withFile(Array(text.utf8)) { path in
      let reader = BatchReader(files: [path], settings: .init(batchBytes: 100, recordBytes: 2000))
      var lines: [String] = []
      while let batch = reader.next() {
        // Memory stays bounded: no batch holds the long line.
        #expect(batch.bytes.count < 5000)
        for record in batch.records {
          if case .tooLong = record.form {
            lines.append("\(record.line) too long")
          } else {
            lines.append("\(record.line)")
          }
        }
      }
      #expect(lines == ["1", "2 too long", "3"])
    }
  }

  @Test func foldersAreWalkedInTheOrderOfBytes() throws {
    try Self.withFile([65], name: "b.txt") { path in
      let folder = (path as NSString).deletingLastPathComponent
      for name in ["a", "B.txt", "ä.txt", ".hidden", "a/z.txt", "a/c.txt"] {
        if name == "a" {
          try FileManager.default.createDirectory(atPath: folder + "/a", withIntermediateDirectories: true)
        } else {
          try Data("x".utf8).write(to: URL(fileURLWithPath: folder + "/" + name))
        }
      }
      let files = try InputList.expand([folder, "-"]).map { $0.replacing(folder + "/", with: "") }
      #expect(files == ["B.txt", "a/c.txt", "a/z.txt", "b.txt", "ä.txt", "-"])
    }
  }
}

@Suite struct RecordReaderTests {
  static func read(_ line: String, map: String = "") throws -> (text: String, id: String?, reason: String?) {
    var fields = FieldMap()
    #expect(fields.read(map) == nil)
    let bytes = Array(line.utf8)
    let span = RecordSpan(start: 0, end: bytes.count, source: "s", line: 1, byte: 0, form: .json)
    let batch = Batch(
      number: 0, bytes: bytes + [UInt8](repeating: 0, count: 64), records: [span], inputBytes: bytes.count)
    do throws(Reject) {
      let article = try RecordReader(RecordSettings(fields: fields)).read(span, of: batch)!
      return (String(decoding: article.text, as: UTF8.self), article.id, nil)
    } catch {
      return ("", nil, error.reason)
    }
  }

  @Test(arguments: [
    (#"{"id": 7, "text": "a\u00e9\n\"b\""}"#, "", "aé\n\"b\"", "7"),
    (#"{"meta": {"url": "u"}, "body": {"text": "t"}}"#, "text=body.text,id=meta.url", "t", "u"),
    (#"{"meta.url": "flat", "text": "t"}"#, "id=meta.url", "t", "flat"),
    (#"{"text": "t", "id": null}"#, "", "t", nil),
    (#"{"text": ""}"#, "", "", nil),
  ])
  func fields(line: String, map: String, text: String, id: String?) throws {
    let read = try Self.read(line, map: map)
    #expect(read.reason == nil)
    #expect(read.text == text)
    #expect(read.id == id)
  }

  @Test(arguments: [
    (#"{"body": "t", "id": 1}"#, "no field 'text' (the record has body, id): name it with --map text=FIELD"),
    (#"{"text": 5}"#, "the field 'text' is no text (the record has text): name it with --map text=FIELD"),
    (
      #"{"text": "\\ud800 \ud83d\ude00 \ud800"}"#,
      "an escape that is half of a character: use --replace-invalid to put U+FFFD for it"
    ),
    (#"["text"]"#, "not a JSON object: each record must be one, {\"text\": …}"),
  ])
  func rejects(line: String, reason: String) throws { #expect(try Self.read(line).reason == reason) }

  @Test(arguments: [#"{"text": "a"#, #"{"text" "a"}"#, "nonsense", #"{"text": "\ud83d\ude00}"#])
  func brokenJSONIsRejected(line: String) throws {
    #expect(try Self.read(line).reason?.hasPrefix("not JSON: ") == true)
  }

  @Test(arguments: ["text", "text=", "text=a,=b", "txet=a"])
  func wrongMapsAreExplained(map: String) {
    var fields = FieldMap()
    #expect(fields.read(map) != nil)
  }
}
