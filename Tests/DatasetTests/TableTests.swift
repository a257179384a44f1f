import Foundation
import Testing

@testable import Dataset

/// A table with a column of every kind and every way to say a range.
private let things = TableDefinition(
  name: "things", meaning: "One row a thing.",
  columns: [
    .init("article", .integer, range: "1…", "Number."),
    .init("end", .text, mayBeNull: true, "Also a word of SQL."),
    .init("day", .date, mayBeNull: true, "When."),
    .init("share", .number, range: "-1…1", mayBeNull: true, "How much."),
    .init("error", .number, range: "above 0", "How far off."),
    .init("label", .text, range: "yes, it's no", "Which."),
    .init("sure", .boolean, "Is it?"),
    .init("words", .list, "Which words."),
  ],
  key: ["article", "end"], references: [.init("article", table: "articles", "article")], indices: ["day"])

@Suite struct ColumnRangeTests {
  @Test(arguments: [
    ("", ColumnRange.any), ("0…", .between(0, nil)), ("-1…1", .between(-1, 1)), ("…5", .between(nil, 5)),
    ("above 0", .above(0)), ("a, b c", .oneOf(["a", "b c"])), ("one", .oneOf(["one"])),
  ])
  func readsTheWordsOfDefinitions(text: String, range: ColumnRange) {
    #expect(ColumnRange(text) == range)
  }

  @Test(arguments: [
    ("0…", TableValue.integer(0), true), ("0…", .integer(-1), false), ("-1…1", .number(1), true),
    ("-1…1", .number(1.0000001), false), ("above 0", .number(0), false), ("above 0", .number(1e-9), true),
    ("a, b", .text("b"), true), ("a, b", .text("a, b"), false), ("0…", .null, true), ("0…", .text("1"), false),
  ])
  func saysWhatIsWithin(text: String, value: TableValue, isWithin: Bool) {
    #expect(ColumnRange(text).contains(value) == isWithin)
  }

  /// A range that nobody can keep, or that says nothing, is a slip in a definition.
  @Test(arguments: DatasetTables.all)
  func definitionsAreSound(table: TableDefinition) {
    #expect(Set(table.columns.map(\.name)).count == table.columns.count)
    #expect(table.positions(of: table.key).count == table.key.count)
    #expect(table.positions(of: table.indices).count == table.indices.count)
    for column in table.columns {
      #expect(!column.meaning.isEmpty && column.meaning.hasSuffix("."))
      switch ColumnRange(column.range) {
      case .any: break
      case .oneOf(let values): #expect(column.kind == .text && values.count > 1, "\(table.name).\(column.name)")
      default: #expect(column.kind == .integer || column.kind == .number, "\(table.name).\(column.name)")
      }
    }
    for reference in table.references {
      let target = DatasetTables.all.first { $0.name == reference.table }
      #expect(target?.key == reference.targets, "\(table.name) refers to the key of \(reference.table)")
      #expect(table.positions(of: reference.columns).count == reference.targets.count)
      // SQLite and readers take the tables in this order.
      let order = [reference.table, table.name].compactMap { name in DatasetTables.all.firstIndex { $0.name == name } }
      #expect(order == order.sorted())
    }
  }
}

@Suite struct TableRowTests {
  static let row: [TableValue] = [
    .integer(3), .text("a \"b\"\u{0}"), .text("2021-02-22T10:00:00+03:00"), .null, .number(0.1), .text("it's no"),
    .boolean(true), .list(["x", "", "y \u{2028}"]),
  ]

  static func line(_ row: [TableValue]) -> String {
    var json = JSONBuffer()
    things.write(row, to: &json)
    return String(decoding: json.bytes.dropLast(), as: UTF8.self)
  }

  static func read(_ line: String) throws(TableRowReader.Fault) -> [TableValue] {
    let bytes = Array(line.utf8) + [UInt8](repeating: 0, count: TableRowReader.padding)
    return try TableRowReader(things).row(bytes, 0..<line.utf8.count)
  }

  @Test func whatIsWrittenIsReadBack() throws {
    #expect(try Self.read(Self.line(Self.row)) == Self.row)
  }

  /// Each change of a good row that spoils it, and what is said of it.
  @Test(arguments: [
    ("\"article\":3", "\"article\":0", "'article' is 0"), ("\"article\":3", "\"article\":3.5", "'article' is 3.5"),
    ("\"article\":3", "\"article\":null", "'article' is null"),
    ("\"article\":3", "\"article\":\"3\"", "'article' is \"3\""),
    ("\"share\":null", "\"share\":-1.5", "'share' is -1.5"), ("\"error\":0.1", "\"error\":0", "'error' is 0"),
    ("it's no", "no", "'label' is \"no\""), ("2021-02-22T10:00:00+03:00", "22.2.2021", "'day' is \"22.2.2021\""),
    ("2021-02-22T10:00:00+03:00", "2021-02-30", "'day' is \"2021-02-30\""),
    ("\"sure\":true", "\"sure\":1", "'sure' is 1"), ("[\"x\"", "[1", "'words' is a list or an object"),
    ("\"sure\"", "\"Sure\"", "its keys are article, end, day, share, error, label, Sure, words"),
    ("\"share\":null,", "", "its keys are article, end, day, error, label, sure, words"),
    ("{\"article\"", "{\"article\":3,\"article\"", "its keys are article, article, end"),
    ("}", "", "not JSON"), ("{", "[{", "not JSON"),
  ])
  func whatIsSpoiltIsTold(part: String, change: String, what: String) {
    let spoilt = Self.line(Self.row).replacing(part, with: change)
    #expect(spoilt != Self.line(Self.row))
    #expect { try Self.read(spoilt) } throws: { ($0 as? TableRowReader.Fault)?.what.hasPrefix(what) == true }
  }

  @Test(arguments: [
    (TableValue.null, ""), (.text(""), "\"\""), (.text("plain"), "plain"), (.text("a,b"), "\"a,b\""),
    (.text("a\"b"), "\"a\"\"b\""), (.text("a\r\nb"), "\"a\r\nb\""), (.text(" a"), "\" a\""), (.text("é;\t"), "é;\t"),
    (.list([]), "\"\""), (.list(["a", "b"]), "a | b"), (.number(-0.5), "-0.5"), (.number(2), "2"),
    (.boolean(false), "false"), (.integer(.min), "-9223372036854775808"),
  ])
  func cellsOfCSV(value: TableValue, cell: String) {
    var row = Self.row
    row[1] = value
    var bytes: [UInt8] = []
    things.writeCSV(row, to: &bytes)
    #expect(String(decoding: bytes, as: UTF8.self).hasPrefix("3,\(cell),2021"))
    #expect(bytes.suffix(2) == [13, 10])
  }
}

@Suite struct TableSchemaTests {
  @Test func sqlSaysTypesKeysAndRanges() {
    #expect(
      things.sql(others: ["things", "articles"]) == [
        """
        CREATE TABLE "things" (
          "article" INTEGER NOT NULL CHECK ("article" >= 1),
          "end" TEXT,
          "day" TEXT,
          "share" REAL CHECK ("share" >= -1 AND "share" <= 1),
          "error" REAL NOT NULL CHECK ("error" > 0),
          "label" TEXT NOT NULL CHECK ("label" IN ('yes', 'it''s no')),
          "sure" INTEGER NOT NULL CHECK ("sure" IN (0, 1)),
          "words" TEXT NOT NULL,
          UNIQUE ("article", "end"),
          FOREIGN KEY ("article") REFERENCES "articles" ("article")
        ) STRICT
        """,
        #"CREATE INDEX "things_day" ON "things" ("day")"#,
      ])
    #expect(!things.sql(others: ["things"])[0].contains("FOREIGN"))
  }

  @Test func jsonSchemaSaysTypesNullsAndRanges() throws {
    let schema = try #require(
      try JSONSerialization.jsonObject(with: Data(things.jsonSchema.utf8)) as? [String: Any])
    #expect(schema["required"] as? [String] == things.columns.map(\.name))
    let properties = try #require(schema["properties"] as? [String: [String: Any]])
    #expect(properties["article"]?["type"] as? String == "integer")
    #expect(properties["share"]?["type"] as? [String] == ["number", "null"])
    #expect(properties["share"]?["minimum"] as? Double == -1)
    #expect(properties["error"]?["exclusiveMinimum"] as? Double == 0)
    #expect(properties["label"]?["enum"] as? [String] == ["yes", "it's no"])
    #expect(properties["words"]?["type"] as? String == "array")
  }

  @Test(arguments: [("belarus-russia", "belarus-russia"), ("My News 2", "my-news-2"), ("Ж", "-"), ("", "dataset")])
  func namesOfPackages(name: String, slug: String) { #expect(DataPackage.slug(name) == slug) }
}

@Suite struct RecordTablesTests {
  /// A number stays as it was typed, a text is unescaped.
  @Test(arguments: [
    (#"{"id":"a\"\u0416\\","date":1}"#, "a\"Ж\\"), (#"{"id":12345678901234567890,"date":1}"#, "12345678901234567890"),
    (#"{"id":1.50,"date":1}"#, "1.50"), (#"{"id":true,"date":1}"#, "true"), (#"{"id":null,"date":1}"#, nil),
    (#"{"id":"null","date":1}"#, "null"),
  ])
  func idsStayAsTheyWere(line: String, id: String?) throws {
    #expect(try AnalysedRecord.id(of: Array(line.utf8)[...]) == id)
  }

  @Test func whatIsNoRecordIsAnError() {
    var tables = RecordTables(withEvidence: false, withDictionaries: false)
    #expect(throws: DecodingError.self) { try tables.add(Array("{\"id\":1}".utf8)[...]) { _, _ in } }
  }
}

@Suite struct FileDigestTests {
  /// Source: FIPS 180-4's examples.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
  ])
  func agreesWithTheStandard(text: String, sha256: String) throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(text.utf8).write(to: file)
    #expect(FileDigest(of: Array(text.utf8)).sha256 == sha256)
    #expect(FileDigest(ofFile: file.path) == FileDigest(of: Array(text.utf8)))
  }

  @Test func whatCannotBeReadTwiceHasNone() {
    #expect(FileDigest(ofFile: "/dev/null") == nil)
    #expect(FileDigest(ofFile: "/") == nil)
  }

  @Test func linesAreCounted() { #expect(FileDigest(of: Array("a\nb\nc".utf8)).lines == 2) }
}
