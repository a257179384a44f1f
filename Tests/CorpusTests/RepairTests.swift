import Testing

@testable import Corpus

/// What is mended in a text, and what is only told of it.
@Suite struct RepairTests {
  @Test(arguments: [
    ("plain & simple", "plain & simple"), ("A&amp;B", "A&B"), ("&lt;p&gt;", "<p>"), ("&quot;&apos;", "\"'"),
    ("a&nbsp;b", "a\u{A0}b"), ("it&#8217;s", "it’s"), ("it&#x2019;s", "it’s"), ("it&#X2019;s", "it’s"),
    // As browsers read what windows-1252 has there.
    ("it&#146;s", "it’s"),
    // Once, not twice.
    ("&amp;lt;", "&lt;"), ("&amp;amp;amp;", "&amp;amp;"),
    // No reference to a character.
    ("&;", "&;"), ("&#;", "&#;"), ("&#x;", "&#x;"), ("&#0;", "&#0;"), ("&#xD800;", "&#xD800;"),
    ("&#x110000;", "&#x110000;"),
    ("&#99999999999;", "&#99999999999;"), ("&#-5;", "&#-5;"), ("&nosuch;", "&nosuch;"), ("R&D; x", "R&D; x"),
    ("&amp", "&amp"), ("&", "&"), ("&&amp;&", "&&&"), ("&é;", "&é;"), ("", ""),
    ("Путин &mdash; Лукашенко", "Путин — Лукашенко"),
  ])
  func entities(text: String, decoded: String) { #expect(Entities.decoded(text) == decoded) }

  /// A report as it comes out where its bytes were read by another encoding.
  @Test(arguments: [
    ("He said that it â€™s fine, isnâ€™t it?", Mojibake.utf8AsLatin), ("Le prÃ©sident a Ã©tÃ© reÃ§u", .utf8AsLatin),
    ("Ð\u{9F}Ñ\u{80}Ð¸Ð²ÐµÑ\u{82}", .utf8AsLatin), ("ZÃ¼rich kÃ¶nnte", .utf8AsLatin), ("PrzyjÄ…Å‚", .utf8AsLatin),
    ("РџСЂРёРІРµС‚", .utf8As1251), ("п÷я─п╦п╡п╣я┌", .utf8AsKOI8),
    ("оПХБЕР, кСЙЮЬЕМЙН ЯЙЮГЮК", .cyrillic), ("рТЙЧЕФ, мХЛБЫЕОЛП УЛБЪБМ", .cyrillic),
    ("Ïðèâåò, Ëóêàøåíêî ñêàçàë", .cyrillicAsLatin),
  ])
  func whatWasDecodedWronglyIsTold(text: String, reading: Mojibake) {
    #expect(Mojibake.found(in: Array(text.utf8)) == reading)
    #expect(Mojibake.found(in: Array(("A few words in front of it. " + text).utf8)) == reading)
  }

  @Test(arguments: [
    "", "Plain text.", "Le président a été reçu à Genève; «LIBERTÉ» et «ÉGALITÉ», dit-il.", "“AMANHÔ e “MANHÔ, disse.",
    "Ein „Spaß“ und noch ein „Spaß“, das „Maß“.", "Президент сказал: «Привет» – и ушёл…", "СССР» «РФ» – РФ… С… Р…",
    "ВКОНТАКТЕ ЗАБЛОКИРОВАН, СООБЩАЕТ ТАСС", "иТАР-ТАСС и вКонтакте", "Україна є; РІСІ І ЇЇ СІЛЬ",
    "İstanbul'da görüşme",
    "Ο πρόεδρος της χώρας", "国家总统", "Ännäs Ää Öö Ñandú Ã é", "A â sign, one Ã© quoted.",
  ])
  func whatIsRightIsLeftAlone(text: String) { #expect(Mojibake.found(in: Array(text.utf8)) == nil) }

  @Test(arguments: [
    (#"{"a": "\ud800"}"#, #"{"a": "\ufffd"}"#), (#"{"a": "\ud83d\ude00"}"#, #"{"a": "\ud83d\ude00"}"#),
    (#"{"a": "\ude00\ud83d"}"#, #"{"a": "\ufffd\ufffd"}"#), (#"{"a": "\\ud800"}"#, #"{"a": "\\ud800"}"#),
    (#"{"a": "\"\ud800\u0041"}"#, #"{"a": "\"\ufffd\u0041"}"#),
    ("{\"a\":\t\"b\tc\u{0}d\"}\r", #"{"a":"# + "\t" + #""b\tc\ufffdd"}"# + "\r"), (#"{"a": "\"#, #"{"a": "\"#),
  ])
  func brokenJSONIsMended(json: String, mended: String) {
    #expect(String(decoding: RecordReader.mended(Array(json.utf8)[...]), as: UTF8.self) == mended)
  }
}
