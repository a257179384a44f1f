import Testing

@testable import Lexicon

/// What is remembered of a token is what was learned of the very same bytes, and nothing is ever taken for another.
@Suite struct TokenMemoryTests {
  @Test func tellsTokensByAllTheirBytes() {
    var state: UInt64 = 7
    func random(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(limit))
    }
    var memory = TokenMemory()
    var known: [[UInt8]: UInt32] = [:]
    var (found, long, late) = (0, 0, 0)
    for number in 0..<60_000 {
      // Long runs of one letter: tokens differ in a byte or two, anywhere in them.
      var token = Array(repeating: UInt8(ascii: "a"), count: 1 + random(40))
      for _ in 0..<random(3) { token[random(token.count)] = UInt8(97 + random(3)) }
      // With and without room behind the token to read on.
      let text = token + (number % 2 == 0 ? Array("zzzzzzzz".utf8) : [])
      text.withUnsafeBufferPointer { text in
        var key = TokenMemory.Key(text.baseAddress!, 0, token.count, text.count)
        memory.seek(&key)
        let atOnce = memory.reading(key)
        if let reading = atOnce ?? (memory.seekOn(&key) ? memory.reading(key) : nil) {
          #expect(reading.lexical == known[token], "\(token)")
          #expect(reading.traits == 3 && reading.learned == 5)
          found += 1
          if token.count > 16 { long += 1 }
          if atOnce == nil { late += 1 }
        } else {
          known[token] = UInt32(number)
          memory.remember(TokenReading(lexical: UInt32(number), traits: 3, learned: 5), key)
          #expect(memory.seekOn(&key) == (token.count <= TokenMemory.longest))
          #expect(token.count > TokenMemory.longest || memory.reading(key)?.lexical == UInt32(number))
        }
      }
    }
    // A test in which nothing is remembered would show nothing.
    #expect(found > 10_000 && long > 1000)
    #expect(late < found / 100)
  }
}
