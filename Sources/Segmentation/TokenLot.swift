import TextModel

/// Takes tokens one by one and hands them to an array in lots: to append to an array is to ask each time whether it is
/// shared and has room.
struct TokenLot {
  private static let size = 256

  private let room: UnsafeMutablePointer<Token>
  private var count = 0
  private let tokens: UnsafeMutablePointer<[Token]>

  /// Lends a lot, whose tokens are the array's when `body` returns.
  static func lend<Result>(to tokens: inout [Token], _ body: (inout TokenLot) -> Result) -> Result {
    withUnsafeMutablePointer(to: &tokens) { tokens in
      withUnsafeTemporaryAllocation(of: Token.self, capacity: size) { room in
        var lot = TokenLot(room: room.baseAddress!, tokens: tokens)
        defer { lot.handOver() }
        return body(&lot)
      }
    }
  }

  private init(room: UnsafeMutablePointer<Token>, tokens: UnsafeMutablePointer<[Token]>) {
    (self.room, self.tokens) = (room, tokens)
  }

  @inline(__always)
  mutating func append(_ token: Token) {
    if count == Self.size { handOver() }
    room[count] = token
    count += 1
  }

  @inline(never)
  private mutating func handOver() {
    tokens.pointee.append(contentsOf: UnsafeBufferPointer(start: room, count: count))
    count = 0
  }
}
