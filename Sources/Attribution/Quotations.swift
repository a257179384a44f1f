import TextModel

/// A quotation: the tokens between its marks, half-open.
struct Quotation {
  var first: Int32
  var last: Int32
  /// Sentences it touches.
  var sentences: ClosedRange<Int>
  /// Index of the paragraph.
  var paragraph: Int
}

/// Pairs quotation marks, paragraph by paragraph.
struct QuotationFinder {
  /// Closing marks by opening mark.
  private static let pairs: [UInt32: [UInt32]] = [
    0x22: [0x22], 0xAB: [0xBB], 0x201C: [0x201D, 0x201C], 0x201E: [0x201C, 0x201D], 0x2018: [0x2019],
    0x201A: [0x2018, 0x2019], 0x2039: [0x203A], 0x201D: [0x201D],
  ]

  /// A quotation that has begun.
  private struct Open {
    var mark: UInt32
    var token: Int32
    var sentence: Int
    /// Quotations of the same marks inside it that are still open.
    var depth = 0
    /// The last mark that closed one of those.
    var lastClose: (token: Int32, sentence: Int)?
  }

  /// - Returns: how many marks have no pair. Apostrophes look like single marks and are not counted.
  func find(_ document: Document, into quotations: inout [Quotation]) -> Int {
    quotations.removeAll(keepingCapacity: true)
    var open: Open?
    var unpaired = 0
    var paragraph = 0
    /// A quotation was open where the last paragraph ended: this one should begin with the same mark.
    var awaited: UInt32?
    for (number, sentence) in document.sentences.enumerated() {
      for index in sentence.tokens {
        let token = document.tokens[index]
        let isMark = !token.traits.isDisjoint(with: [.opensQuote, .closesQuote])
        if awaited != nil {
          if !isMark || scalar(document.article.text, Int(token.start)) != awaited { unpaired += 1 }
          awaited = nil
        }
        guard isMark else { continue }
        let mark = scalar(document.article.text, Int(token.start))
        if let began = open, Self.pairs[began.mark]?.contains(mark) ?? false {
          if began.depth > 0 {
            open?.depth -= 1
            open?.lastClose = (Int32(index), number)
          } else {
            append(began, end: Int32(index), number, paragraph, &quotations)
            open = nil
          }
        } else if let began = open {
          if began.mark == mark { open?.depth += 1 }
        } else if token.traits.contains(.opensQuote) {
          open = Open(mark: mark, token: Int32(index), sentence: number)
        } else if mark != 0x2019 {
          unpaired += 1
        }
      }
      guard sentence.endsParagraph else { continue }
      if let began = open {
        if let last = began.lastClose {
          // "«He said: «Lies»" with one closing mark for two: it closes both.
          append(began, end: last.token, last.sentence, paragraph, &quotations)
          unpaired += 1
        } else if began.mark == 0x22 || began.mark == 0x2018 {
          if began.mark == 0x22 { unpaired += 1 }
        } else {
          // A quotation that goes on in the next paragraph is opened anew there and only closed at its very end.
          append(began, end: sentence.last, number, paragraph, &quotations)
          awaited = began.mark
        }
      }
      open = nil
      paragraph += 1
    }
    return unpaired + (awaited == nil ? 0 : 1)
  }

  private func append(
    _ began: Open, end: Int32, _ sentence: Int, _ paragraph: Int,
    _ quotations: inout [Quotation]
  ) {
    guard end > began.token + 1 else { return }
    quotations.append(
      Quotation(first: began.token + 1, last: end, sentences: began.sentence...sentence, paragraph: paragraph))
  }

  private func scalar(_ text: [UInt8], _ at: Int) -> UInt32 {
    switch text[at] {
    case ..<0x80: return UInt32(text[at])
    case ..<0xE0: return UInt32(text[at] & 0x1F) << 6 | UInt32(text[at + 1] & 0x3F)
    default: return UInt32(text[at] & 0x0F) << 12 | UInt32(text[at + 1] & 0x3F) << 6 | UInt32(text[at + 2] & 0x3F)
    }
  }
}
