import Foundation
import Statistics
import Testing

@testable import Corpus

@Suite struct DateReaderTests {
  @Test(arguments: [
    ("2021-02-22", "2021-02-22"), ("2021-02-22T10:05:00Z", "2021-02-22T10:05:00Z"),
    ("2021-02-22 10:05", "2021-02-22T10:05:00"), ("2021-02-22T10:05:07.123+0300", "2021-02-22T10:05:07+03:00"),
    ("2021-02-22T10:05:07-05:00", "2021-02-22T10:05:07-05:00"), ("2021/2/3", "2021-02-03"),
    ("20210222", "2021-02-22"), ("20210222100500", "2021-02-22T10:05:00"), ("2021-02", "2021-02"), ("2021", "2021"),
    ("1613988300", "2021-02-22T10:05:00Z"), ("1613988300000", "2021-02-22T10:05:00Z"),
    ("22.02.2021", "2021-02-22"), ("3.2.2021", "2021-02-03"), ("22/02/2021", "2021-02-22"),
    ("02/22/2021", "2021-02-22"), ("22.02.2021 10:05", "2021-02-22T10:05:00"),
    ("Mon, 22 Feb 2021 10:05:00 GMT", "2021-02-22T10:05:00Z"),
    ("Mon, 22 Feb 2021 10:05:00 +0300", "2021-02-22T10:05:00+03:00"),
    ("February 22, 2021", "2021-02-22"), ("February 22, 2021 Monday", "2021-02-22"),
    ("22nd of February 2021", "2021-02-22"),
    ("22-Feb-2021", "2021-02-22"), ("Feb. 22, 2021", "2021-02-22"), ("February 2021", "2021-02"),
    ("22 февраля 2021 г.", "2021-02-22"), ("22 февраля 2021, 10:05", "2021-02-22T10:05:00"),
    ("22 лютого 2021", "2021-02-22"),
    ("January 11, 2010 Monday 9:41 PM GMT", "2010-01-11T21:41:00Z"), ("2/22/2021 12:05 am", "2021-02-22T00:05:00"),
    ("22. Februar 2021", "2021-02-22"), ("22 février 2021", "2021-02-22"),
  ])
  func dates(text: String, iso: String) { #expect(DateReader().iso(text) == iso) }

  @Test(arguments: [
    "", "yesterday", "2021-02-30", "2021-13-01", "31.04.2021", "03/04/2021", "22 Feb", "1/2/21", "12345",
    "29 February 2021",
    "2021-02-22 13:05 PM", "2021-02-22 nonsense", "99:99",
  ])
  func noDates(text: String) { #expect(DateReader().iso(text) == nil) }

  /// What is given back as it stands is what would be written of it: ISO dates, and such as are nearly that.
  @Test func datesByISOAreReadAsAllOthers() {
    var random = SplitMix64(seed: 7)
    var kept = 0
    for _ in 0..<4000 {
      func number(_ range: ClosedRange<Int>, _ width: Int = 2) -> String {
        let digits = String(Int.random(in: range, using: &random))
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
      }
      var text = [number(0...2100, 4), number(0...13), number(0...32)].joined(separator: "-")
      if Bool.random(using: &random) {
        text += "T" + [number(0...24), number(0...60), number(0...60)].joined(separator: ":")
        let zones = ["", "Z", "z", "+00:00", "-00:30", "+\(number(0...15)):\(number(0...60))"]
        text += zones.randomElement(using: &random)!
      }
      if Int.random(in: 0..<4, using: &random) == 0, let at = text.indices.randomElement(using: &random) {
        text.replaceSubrange(at...at, with: ["", "T", " ", "-", ":", "7", "é"].randomElement(using: &random)!)
      }
      let reader = DateReader(order: [nil, .dmy, .mdy].randomElement(using: &random)!)
      let iso = reader.iso(text)
      #expect(iso == reader.read(text), "\(text)")
      if iso == text { kept += 1 }
    }
    #expect(kept > 1000)
  }

  @Test func theOrderDecides() {
    #expect(DateReader(order: .dmy).iso("03/04/2021") == "2021-04-03")
    #expect(DateReader(order: .mdy).iso("03/04/2021") == "2021-03-04")
    #expect(DateReader(order: .mdy).iso("22/04/2021") == "2021-04-22")
  }

  /// Against Foundation's calendar, over four centuries.
  @Test func secondsSince1970AgreeWithFoundation() {
    for seconds in stride(from: 100_000_000, to: 9_999_999_999, by: 97_654_321) {
      let expected = Date(timeIntervalSince1970: Double(seconds)).ISO8601Format()
      #expect(DateReader().iso(String(seconds)) == expected)
    }
  }
}
