import TextModel

/// Runs of words with capitals that may be names nobody has listed.
struct NameRuns {
  struct Run: Equatable {
    /// Tokens, half-open.
    var tokens: Range<Int32>
    /// It begins where any word has a capital: a sentence, a quotation.
    var isInitial: Bool
  }

  /// Words that may stand between the parts of a name ("of", "van").
  let connectors: Set<[UInt8]>
  /// Words with a capital that are no names ("Monday"), which no name begins with.
  let others: Set<[UInt8]>
  /// Words that are no name alone, though they begin some ("Russian").
  let adjectives: Set<[UInt8]>
  /// Tokens of the longest name.
  private static let longest: Int32 = 8
  /// A sentence with more words than this, most of them with capitals, is a headline.
  private static let shortestHeadline = 5

  /// - Parameters:
  ///   - isCovered: by token: is it part of the name of an actor?
  ///   - isOrdinary: does a word of the same letters have no capital elsewhere?
  ///   - folded: a token as it is looked up.
  func find(
    in document: Document, isCovered: [Bool], isOrdinary: (Int32) -> Bool, folded: (Int32) -> [UInt8]
  ) -> [Run] {
    var runs: [Run] = []
    for sentence in document.sentences where !isHeadline(sentence, document) {
      var at = sentence.first
      while at < sentence.last {
        let isInitial = isInitial(at, sentence, document)
        guard isName(at, document), !others.contains(folded(at)), !(isInitial && isOrdinary(at)) else {
          at += 1
          continue
        }
        let end = end(of: at, isInitial: isInitial, sentence, document, folded)
        let isCovered = (at..<end).contains { isCovered[Int($0)] }
        if end - at <= Self.longest, !isCovered, !(end == at + 1 && adjectives.contains(folded(at))) {
          runs.append(Run(tokens: at..<end, isInitial: isInitial))
        }
        at = end
      }
    }
    return runs
  }

  private func isHeadline(_ sentence: Sentence, _ document: Document) -> Bool {
    var (words, capitals) = (0, 0)
    for token in sentence.tokens where document.tokens[token].traits.contains(.word) {
      words += 1
      if document.tokens[token].traits.contains(.capitalised) { capitals += 1 }
    }
    return words > Self.shortestHeadline && capitals * 5 > words * 3
  }

  /// A capital, and more than one letter.
  private func isName(_ token: Int32, _ document: Document) -> Bool {
    let record = document.tokens[Int(token)]
    guard record.traits.contains(.capitalised), record.traits.contains(.word) else { return false }
    let first = document.article.text[Int(record.start)]
    return Int(record.end - record.start) > (first < 0x80 ? 1 : first < 0xE0 ? 2 : 3)
  }

  /// Where a name ends that begins here.
  private func end(
    of first: Int32, isInitial: Bool, _ sentence: Sentence, _ document: Document, _ folded: (Int32) -> [UInt8]
  ) -> Int32 {
    var end = first + 1
    while end < sentence.last, !document.tokens[Int(end) - 1].traits.contains(.possessive) {
      var next = end
      if isHyphen(next, document) {
        next += 1
      } else {
        // "of the" at most.
        while next < sentence.last, next - end < 2, isBlankBefore(next, document), connectors.contains(folded(next)) {
          next += 1
        }
        if !(next < sentence.last && isBlankBefore(next, document)) { break }
      }
      guard next < sentence.last, isName(next, document) else { break }
      // "Yesterday President …": the first word has its capital from the sentence.
      if next > end || (isInitial && end == first + 1), others.contains(folded(next)) { break }
      end = next + 1
    }
    return end
  }

  /// A hyphen within a word.
  private func isHyphen(_ token: Int32, _ document: Document) -> Bool {
    let tokens = document.tokens
    guard Int(token) + 1 < tokens.count, tokens[Int(token)].end - tokens[Int(token)].start == 1 else { return false }
    return document.article.text[Int(tokens[Int(token)].start)] == UInt8(ascii: "-")
      && tokens[Int(token) - 1].end == tokens[Int(token)].start
      && tokens[Int(token)].end == tokens[Int(token) + 1].start
  }

  /// Nothing but one blank parts it from the token before.
  private func isBlankBefore(_ token: Int32, _ document: Document) -> Bool {
    let (before, here) = (document.tokens[Int(token) - 1], document.tokens[Int(token)])
    return here.start == before.end + 1
  }

  private func isInitial(_ token: Int32, _ sentence: Sentence, _ document: Document) -> Bool {
    if token == sentence.first { return true }
    let before = document.tokens[Int(token) - 1]
    // After a quotation mark, a dash or a bullet.
    return !before.traits.contains(.word) && !before.traits.contains(.comma)
  }
}
