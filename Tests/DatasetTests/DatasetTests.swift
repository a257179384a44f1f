import Foundation
import Testing

@testable import Dataset

@Suite struct JSONBufferTests {
  @Test(arguments: [
    "", "plain", "\"quoted\" \\ back", "line\nbreak\ttab\r", "\u{0}\u{1}\u{1F}", "Ж — “é” 😀", "\u{7F}\u{2028}",
  ])
  func textsComeBackAsTheyWere(text: String) throws {
    var json = JSONBuffer()
    json.beginArray()
    json.value(text)
    json.endArray()
    let read = try JSONSerialization.jsonObject(with: Data(json.bytes)) as? [String]
    #expect(read == [text])
  }

  @Test(arguments: [
    0, -0.0, 1, -3, 0.1, 1.0 / 3, 1e-7, -2.5e300, 123_456_789_012_345, .leastNonzeroMagnitude, Double(1 << 53),
  ])
  func numbersComeBackBitForBit(number: Double) throws {
    var json = JSONBuffer()
    json.value(number)
    let text = String(decoding: json.bytes, as: UTF8.self)
    #expect(Double(text) == number)
    if abs(number) < 1e15 { #expect(!text.hasSuffix(".0"), "whole numbers are written without a fraction") }
  }
}

@Suite struct ScalarOffsetsTests {
  @Test func agreesWithUnicodeScalars() {
    let texts = ["", "plain", String(repeating: "ж", count: 300), "😀é" + String(repeating: "a–", count: 400) + "é"]
    for text in texts {
      var offsets = ScalarOffsets(Array(text.utf8))
      var byte = 0
      var scalars = 0
      for scalar in text.unicodeScalars {
        #expect(offsets.scalars(before: byte) == scalars)
        byte += String(scalar).utf8.count
        scalars += 1
      }
      #expect(offsets.scalars(before: byte) == scalars)
    }
  }
}

/// A fixed sequence of numbers, so that a failure can be had again.
struct SystemlessRandom {
  var state: UInt64

  mutating func below(_ limit: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(limit))
  }
}

@Suite struct RecordSchemaTests {
  @Test func theSchemaIsJSON() throws {
    let root = try #require(try JSONSerialization.jsonObject(with: Data(RecordSchema.article.utf8)) as? [String: Any])
    let properties = try #require(root["properties"] as? [String: Any])
    for key in try #require(root["required"] as? [String]) { #expect(properties[key] != nil) }
  }
}

@Suite struct RecordVariableTests {
  @Test func variablesKeepTheOrderOfTheRecord() throws {
    let all = try RecordVariable.all()
    #expect(all.map(\.name).filter { !$0.contains(".") }.prefix(5) == ["id", "date", "outlet", "language", "title"])
    #expect(Set(all.map(\.name)).count == all.count)
  }

  @Test(arguments: [
    ("{\"type\": \"string\"}", "string", "", false),
    ("{\"type\": [\"number\", \"null\"], \"minimum\": -1, \"maximum\": 1}", "number", "-1…1", true),
    ("{\"$ref\": \"#/$defs/count\"}", "integer", "0…", false),
    ("{\"type\": \"number\", \"exclusiveMinimum\": 0}", "number", "above 0", false),
    ("{\"enum\": [\"yes\", \"no\", null]}", "string", "yes, no", true),
    ("{\"oneOf\": [{\"type\": \"null\"}, {\"type\": \"object\"}]}", "object", "", true),
  ])
  func aVariableIsAsItsSchemaSays(schema: String, type: String, range: String, mayBeNull: Bool) throws {
    let defs = "\"$defs\": {\"count\": {\"type\": \"integer\", \"minimum\": 0}}"
    #expect(
      try RecordVariable.all(in: "{\"properties\": {\"a\": \(schema)}, \"required\": [\"a\"], \(defs)}") == [
        RecordVariable(
          name: "a", types: [type], range: range, mayBeNull: mayBeNull, mayBeAbsent: false, meaning: "")
      ])
  }

  @Test func keysOfKeysAndOfElementsHaveTheirPath() throws {
    let schema = #"""
      {"properties": {"a": {"type": "array", "description": "Things.", "items":
        {"type": "object", "required": [], "properties": {"b": {"type": "object", "properties": {"c": {"type": "boolean"}}}}}}}}
      """#
    let all = try RecordVariable.all(in: schema)
    #expect(all.map(\.name) == ["a", "a[].b", "a[].b.c"])
    #expect(all.map(\.meaning) == ["Things.", "", ""])
    #expect(all.map(\.types) == [["list"], ["object"], ["boolean"]])
  }
}
