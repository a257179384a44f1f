import Testing

@testable import Corpus

@Suite struct PathPatternTests {
  @Test(arguments: [
    ("{language}/{outlet}/{date}.jsonl", "dumps/en/the-daily/2021-02-22.jsonl", "2021-02-22 the-daily en"),
    ("{language}/{outlet}/{date}.jsonl", "/data/dumps/en/the-daily/2021-02-22.jsonl.zst", "2021-02-22 the-daily en"),
    ("{outlet}.jsonl.gz", "a/wire.jsonl.gz", "- wire -"),
    ("{outlet}.jsonl.gz", "a/wire.jsonl", nil),
    ("{outlet}/*.txt", "./wire/x.txt", "- wire -"),
    ("{outlet}/*.txt", "wire/deeper/x.txt", "- deeper -"),
    ("{outlet}/*", "x.txt", nil),
    // A date is told from what stands beside it.
    ("{outlet}-{date}.txt", "new-york-wire-2021-02-22.txt", "2021-02-22 new-york-wire -"),
    ("{date}_{outlet}_*.csv", "20210222_wire_part_3.csv", "20210222 wire -"),
    // What is no date is still what the path says.
    ("{outlet}-{date}.txt", "wire-undated.txt", "undated wire -"),
    ("{outlet}/{outlet}.csv", "wire/wire.csv", "- wire -"),
    ("{outlet}/{outlet}.csv", "wire/daily.csv", nil),
    ("/data/{outlet}.csv", "/data/wire.csv", "- wire -"),
    ("/data/{outlet}.csv", "/more/data/wire.csv", nil),
    ("{outlet}.csv", ".csv", nil),
    ("{outlet}", "-", nil),
    ("газеты/{outlet}.csv", "дампы/газеты/Известия.csv", "- Известия -"),
  ])
  func fields(pattern: String, path: String, expected: String?) throws {
    let found = try PathPattern(pattern).fields(of: path, dates: DateReader())
    let shown = found.map { found in
      [FieldMap.Field.date, .outlet, .language].map { found[$0] ?? "-" }.joined(separator: " ")
    }
    #expect(shown == expected)
  }

  @Test(arguments: ["{text}.csv", "{outlt}/a", "{outlet", "a/b.csv", ""])
  func mistypedPatternsAreExplained(pattern: String) {
    #expect(throws: PathPattern.Fault.self) { try PathPattern(pattern) }
  }

  @Test(arguments: [
    ("English", "en"), ("ENGLISH", "en"), ("Russisch", "ru"), ("русский", "ru"), ("eng", "en"), ("ukr", "uk"),
    ("Anglais", "en"), ("en", "en"), ("en-GB", "en-GB"), ("pt_BR", "pt_BR"), ("Klingonese", "Klingonese"),
    ("und", "und"),
  ])
  func languagesGoByTheirTags(name: String, tag: String) { #expect(LanguageNames.tag(of: name) == tag) }
}
