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

  func find(_ document: Document, into quotations: inout [Quotation]) {
    quotations.removeAll(keepingCapacity: true)
    var open: (mark: UInt32, token: Int32, sentence: Int)?
    var paragraph = 0
    for (number, sentence) in document.sentences.enumerated() {
      for index in sentence.tokens {
        let token = document.tokens[index]
        guard !token.traits.isDisjoint(with: [.opensQuote, .closesQuote]) else { continue }
        let mark = scalar(document.article.text, Int(token.start))
        if let began = open, Self.pairs[began.mark]?.contains(mark) ?? false {
          append(began, end: Int32(index), number, paragraph, &quotations)
          open = nil
        } else if open == nil, token.traits.contains(.opensQuote) {
          open = (mark, Int32(index), number)
        }
      }
      guard sentence.endsParagraph else { continue }
      // A quotation that goes on in the next paragraph is opened anew there and only closed at its very end.
      if let began = open, began.mark != 0x22, began.mark != 0x2018 {
        append(began, end: sentence.last, number, paragraph, &quotations)
      }
      open = nil
      paragraph += 1
    }
  }

  private func append(
    _ began: (mark: UInt32, token: Int32, sentence: Int), end: Int32, _ sentence: Int, _ paragraph: Int,
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
