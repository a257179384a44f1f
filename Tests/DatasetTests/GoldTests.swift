import Dataset
import Testing
import TextModel

@Suite struct GoldTests {
  private func sheet(_ text: String, file: String = "folder/ann.csv") -> CodingSheet {
    CodingSheet(Array(text.utf8), file: file)
  }

  @Test(arguments: [
    ("plain", "plain"), ("a,b", "\"a,b\""), ("say \"no\"", "\"say \"\"no\"\"\""), ("two\nlines", "\"two\nlines\""),
    ("=1+1", "'=1+1"), ("@home", "'@home"), ("+phone", "'+phone"), ("-dash", "'-dash"), ("-1", "-1"), ("+1", "+1"),
    ("=A1,B1", "\"'=A1,B1\""), ("", ""),
  ])
  func cells(cell: String, written: String) {
    var text = SheetText(mark: false)
    text.add([cell, "x"])
    #expect(String(decoding: text.bytes, as: UTF8.self) == written + ",x\r\n")
  }

  @Test func whatIsWrittenIsReadBack() {
    let cells = ["u1", "a \"b\", c", "=SUM(A1)", "line\nbreak", "-1"]
    var text = SheetText(mark: true)
    text.add(["unit", "a", "b", "c", "polarity"])
    text.add(cells)
    let row = CodingSheet(text.bytes, file: "ann.csv").rows[0]
    #expect(["unit", "a", "b", "c", "polarity"].map { row.cells[$0] } == cells)
  }

  @Test(arguments: [
    ("-1", -1.0), ("−1", -1), ("+1", 1), ("1.0", 1), ("0,5", 0.5), ("1e1", 10), ("x", nil), ("1 0", nil), ("nan", nil),
    ("inf", nil), ("0x1", nil), ("", nil),
  ])
  func numbersAsSpreadsheetsWriteThem(cell: String, number: Double?) { #expect(CodingSheet.number(cell) == number) }

  @Test func codersAreFilesOrAColumn() {
    let wide = sheet("unit;polarity\r\nb;1\r\na;-1\r\n")
    let long = sheet("unit,coder,polarity\na,bob,0\nb,bob,\na,cy,1\n", file: "long.csv")
    let table = CodeTable([wide, long], column: "polarity", codes: .polarity)
    #expect(table.units == ["a", "b"] && table.coders == ["ann", "bob", "cy"])
    #expect(table.codes == [[-1, 0, 1], [1, nil, nil]])
    #expect(table.given == ["ann": 2, "bob": 2, "cy": 1] && table.faults.isEmpty)
    #expect(table.disagreements == [0])
  }

  @Test(arguments: [false, true])
  func whatExcelCallsUnicodeIsRead(isBigEndian: Bool) {
    let units = "\u{FEFF}unit\tpolarity\r\nä\t1\r\n".utf16
    let bytes = units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let swapped = units.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    let table = CodeTable(
      [CodingSheet(isBigEndian ? swapped : bytes, file: "ann.txt")], column: "polarity", codes: .polarity)
    #expect(table.units == ["ä"] && table.codes == [[1]] && table.coders == ["ann"])
  }

  @Test(arguments: [
    ("unit,polarity\na,2\n", "folder/ann.csv:2: polarity '2': must be -1, 0 or 1, or empty"),
    ("unit,polarity\na,positive\n", "folder/ann.csv:2: polarity 'positive': must be -1, 0 or 1, or empty"),
    ("unit,polarity\n\na,1\na,1\n", "folder/ann.csv:4: ann has coded 'a' before: keep one of the rows"),
    ("unit,polarity\n,1\n", "folder/ann.csv:2: no unit: copy its id back from the empty table"),
    ("unit,polarity\nz,1\n", "folder/ann.csv:2: no unit 'z' is in the sample: copy the id back from key.jsonl"),
    ("id,polarity\na,1\n", "folder/ann.csv:1: no column 'unit': keep the header as it was"),
    ("unit,code\na,1\n", "folder/ann.csv:1: no column 'polarity': there are unit, code"),
  ])
  func faultsHaveAPlace(text: String, fault: String) {
    let table = CodeTable([sheet(text)], column: "polarity", codes: .polarity, known: ["a"])
    #expect(table.faults.map(\.text) == [fault])
  }

  @Test func wordsAreComparedWithoutCapitalsAndBlanks() {
    let table = CodeTable(
      [
        sheet("unit,holder\na,Vladimir  Putin\nb,article\n"), sheet("unit,holder\na,vladimir putin\n", file: "bob.csv"),
      ],
      column: "holder", codes: .words)
    #expect(table.words == ["article", "vladimir putin"] && table.codes == [[1, 1], [0, nil]])
    #expect(table.disagreements.isEmpty)
  }

  @Test(arguments: [
    (GoldPeriod.day, "2020-08-09"), (.month, "2020-08"), (.quarter, "2020-Q3"), (.year, "2020"),
  ])
  func periods(period: GoldPeriod, name: String) {
    #expect(period.name(of: Day(prefixOf: "2020-08-09T10:00")!) == name)
  }

  /// A table says nothing that follows from a prediction.
  @Test func tablesAreBlind() {
    func unit(_ prediction: GoldUnit.Prediction, _ stratum: String) -> GoldUnit {
      let text = "First.\nHe praised Ann and\nAnn. Last."
      return GoldUnit(
        hash: 1, id: "u1", article: Article(id: "x", text: Array(text.utf8)), sentence: 7..<30, before: 0..<6,
        after: 31..<36, marks: [18..<21, 26..<29], target: "ann", name: "Ann", prediction: prediction,
        stratum: [stratum])
    }
    let tables = [
      unit(.init(polarity: 1, score: 0.9, holder: "article", evidence: 2), "positive"), unit(.none, "none"),
    ].map { CodingSheet.empty([$0], mark: false) }
    #expect(tables[0] == tables[1])
    #expect(
      String(decoding: tables[0], as: UTF8.self)
        == "unit,target,before,text,after,polarity,holder,comment\r\n"
        + "u1,Ann,First.,He praised »Ann« and »Ann«.,Last.,,,\r\n")
  }
}
