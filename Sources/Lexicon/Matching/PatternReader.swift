import Segmentation
import TextModel

/// Turns a term as a researcher writes it into the word patterns the matcher wants, by the same word rules as the text.
public struct PatternReader {
  private let segmenter: Segmenter
  private let forms: TokenForms

  /// - Parameter locale: a language, whose word rules and stemmer are used.
  public init(locale: String) {
    segmenter = Segmenter(locale: locale)
    forms = TokenForms(stemmer: Stemmer(language: locale))
  }

  /// Reads a term that is nothing but words and wildcards, as most are, without memory for each of them.
  /// - Returns: false for one with other signs in it, or without a word.
  func read(_ term: String, into words: inout PlainWords) -> Bool {
    var term = term
    return term.withUTF8 { bytes in
      words.removeAll()
      // Small letters and blanks need no rules: blanks part words.
      var needsRules = false
      var isWild = false
      for byte in bytes {
        if byte >= 0x61 && byte <= 0x7A || byte == 0x20 { continue }
        needsRules = true
        if TermSyntax.isSign(byte) {
          guard byte == UInt8(ascii: "*") || byte == UInt8(ascii: "?") else { return false }
          isWild = true
        }
      }
      if !needsRules {
        for word in bytes.split(separator: 0x20) { words.append(UnsafeBufferPointer(rebasing: word)) }
      } else if isWild {
        words.withWildcardsAsLetters(bytes) { text, words in
          segmenter.words(of: text) { words.appendFolded($0, withWildcards: true) }
        }
      } else {
        segmenter.words(of: bytes) { words.appendFolded($0) }
      }
      return !words.isEmpty
    }
  }

  /// The word patterns of all the plain terms a term stands for, each at least one word long.
  /// - Throws: `TermFault` where the term can't be read, or never match.
  public func patterns(of term: String, form: TokenForm = []) throws(TermFault) -> [[WordPattern]] {
    if form.isEmpty, !TermSyntax.isSpecial(term) {
      let words = pieces(of: term).map { WordPattern(Folder.shared.fold($0)) }
      if words.isEmpty { throw TermFault(what: "no word in it", mend: "write a word, or delete the row") }
      return [words]
    }
    if form.contains(.stemmed), forms.stemmer == nil {
      throw TermFault(what: "no stemmer for the language", mend: "leave out 'stem', or use wildcards")
    }
    let (terms, expressions) = try TermSyntax.terms(of: term)
    var all: [[WordPattern]] = []
    for term in terms {
      var words: [WordPattern] = []
      for piece in cut(term) { words.append(try pattern(piece, form, expressions)) }
      if words.isEmpty {
        throw TermFault(what: "a choice without any word", mend: "leave a word that is always there")
      }
      if !all.contains(words) { all.append(words) }
    }
    return all
  }

  private func pattern(_ piece: String, _ form: TokenForm, _ expressions: [String]) throws(TermFault) -> WordPattern {
    if let scalar = piece.unicodeScalars.first?.value, scalar >= TermSyntax.firstExpression,
      Int(scalar - TermSyntax.firstExpression) < expressions.count
    {
      return WordPattern(
        Array(expressions[Int(scalar - TermSyntax.firstExpression)].utf8), form: form, isExpression: true)
    }
    let isWild = piece.contains { $0 == TermSyntax.star || $0 == TermSyntax.mark }
    if isWild, form.contains(.stemmed), piece != String(TermSyntax.star) {
      throw TermFault(what: "a wildcard in a word to be stemmed", mend: "leave out 'stem', or the wildcard")
    }
    // With a wildcard, what is written is no whole word: it stays as it is but for case and accents.
    let word = forms.form(form, of: Array(piece.utf8))
    if !isWild { return WordPattern(word, form: form) }
    let pattern = Self.withWildcards(word)
    return pattern == [Wildcard.star] ? .any : WordPattern(pattern, form: form)
  }

  /// The folded tokens of a term that asks for nothing but words and wildcards.
  public func words(of term: String) -> [[UInt8]] {
    pieces(of: term).map { Folder.shared.fold($0) }.map(Self.withWildcards)
  }

  /// The term's tokens as written.
  public func pieces(of term: String) -> [String] {
    if term.isEmpty { return [] }
    // The common case, one plain word, needs no rules.
    if term.utf8.allSatisfy({ $0 >= 0x61 && $0 <= 0x7A }) { return [term] }
    var text = term
    if term.utf8.contains(where: { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") }) {
      text = String(term.map { $0 == "*" ? TermSyntax.star : $0 == "?" ? TermSyntax.mark : $0 })
    }
    return cut(text)
  }

  private func cut(_ text: String) -> [String] {
    let bytes = Array(text.utf8)
    return segmenter.tokens(of: text).map {
      String(decoding: bytes[Int($0.start)..<Int($0.end)], as: UTF8.self)
    }
  }

  /// Puts wildcard bytes in the place of the letters that stood for them.
  static func withWildcards(_ word: [UInt8]) -> [UInt8] {
    guard word.contains(0xCA) else { return word }
    var out: [UInt8] = []
    var at = 0
    while at < word.count {
      if word[at] == 0xCA, at + 1 < word.count, word[at + 1] == 0x98 || word[at + 1] == 0x94 {
        out.append(word[at + 1] == 0x98 ? Wildcard.star : Wildcard.mark)
        at += 2
      } else {
        out.append(word[at])
        at += 1
      }
    }
    return out
  }
}
