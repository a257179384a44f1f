/// SO-CAL's small patterns in Rhetor's syntax: `(#bring#)_#NP?#_to_life` is `bring ~5 to life`.
///
/// Slots are parted by `_`. `(a|b)` is the word that bears the score, `[a|b]` another one, `?` behind it lets it be
/// absent. Capitals are parts of speech, `#word#` a word in all its forms, `#NP?#` a noun phrase and `#PER?#` a pronoun
/// that may be absent.
struct SOCALPattern {
  struct Fault: Error { var what: String }

  let term: String
  /// What is only nearly the same, in words.
  let approximations: [String]
  /// A word with a wildcard has no stem.
  let hasWildcard: Bool

  private enum Slot {
    /// Words of which one stands there, escaped; an empty one may be absent.
    case words([String])
    /// Up to so many words of any kind.
    case gap(Int)
    case any
  }

  init(_ text: Substring) throws(Fault) {
    guard text.utf8.contains(where: { "_([#$|".utf8.contains($0) }) else {
      (term, approximations, hasWildcard) = (TermWriting.literal(text), [], false)
      return
    }
    var slots: [Slot] = []
    var notes: [String] = []
    for part in text.parts(at: "_") where !part.isEmpty {
      // What a tokenizer parts from a word is one with it here.
      if part.begins(with: "'") || part == "n't", case .words(let before)? = slots.last {
        slots[slots.count - 1] = .words(before.map { $0.isEmpty ? $0 : $0 + TermWriting.literal(part) })
        continue
      }
      slots += try Self.slots(part, &notes)
    }
    slots = Self.withoutLooseEnds(slots)
    guard slots.contains(where: { if case .words(let words) = $0 { !words.contains("") } else { false } }) else {
      throw Fault(what: "there is no word in it")
    }
    term = Self.written(slots)
    approximations = notes
    hasWildcard = slots.contains {
      if case .words(let words) = $0 { words.contains { $0.hasPrefix("*'") } } else { false }
    }
  }

  private static func slots(_ part: Substring, _ notes: inout [String]) throws(Fault) -> [Slot] {
    // A sign mistyped for the macro's.
    if part.begins(with: "$"), part.ends(with: "#") || isTag(part.dropFirst()) {
      notes.append("'\(part)' is taken for '\(part.ends(with: "#") ? "#" : "")\(part.dropFirst())'")
      return try slots(part.ends(with: "#") ? "#" + part.dropFirst() : part.dropFirst(), &notes)
    }
    if part.begins(with: "(") {
      guard part.ends(with: ")") else { throw Fault(what: "'\(part)' is not closed") }
      return try choice(inner(part), &notes)
    }
    if part.begins(with: "[") {
      if part.ends(with: "]") { return try choice(inner(part), &notes) }
      let sign = part.last!
      guard part.dropLast().ends(with: "]") else { throw Fault(what: "'\(part)' is not closed") }
      return try times(sign, of: inner(part.dropLast()), &notes)
    }
    return try choice(part, &notes)
  }

  private static func inner(_ part: Substring) -> Substring { Substring(part.utf8.dropFirst().dropLast()) }

  /// One of several words, or any word where a part of speech is among them.
  private static func choice(_ text: Substring, _ notes: inout [String]) throws(Fault) -> [Slot] {
    if let most = phrases[text] {
      notes.append("'\(text)' is any words, up to \(most)")
      return [.gap(most)]
    }
    let words = text.parts(at: "|")
    if let tag = words.first(where: isTag) {
      notes.append("'\(tag)' is any word")
      return [.any]
    }
    var written: [String] = []
    for word in words {
      if word.isEmpty || word.contains(where: { "()[]".contains($0) }) { throw Fault(what: "'\(text)' can't be read") }
      written.append(try plain(word, &notes))
    }
    return [.words(written)]
  }

  /// What `?` and a number behind a choice say.
  private static func times(_ sign: Character, of text: Substring, _ notes: inout [String]) throws(Fault) -> [Slot] {
    let slots = try choice(text, &notes)
    switch (sign, slots[0]) {
    case ("?", .any): return [.gap(1)]
    case ("?", .words(let words)): return [.words([""] + words)]
    case ("*", .any): return [.gap(9)]
    case ("+", .any): return [.any, .gap(8)]
    case (_, .gap): throw Fault(what: "'\(text)' can't be read")
    default:
      guard let count = sign.wholeNumberValue, (1...9).contains(count) else {
        throw Fault(what: "'[\(text)]\(sign)' can't be said here")
      }
      return Array(repeating: slots[0], count: count)
    }
  }

  /// Macros of phrases that may be absent, and how many words they are at most.
  private static let phrases: [Substring: Int] = ["#NP?#": 5, "#PER?#": 1]

  /// A part of speech of the Penn Treebank, or SO-CAL's own INT for intensifiers.
  private static func isTag(_ word: some StringProtocol) -> Bool {
    let letters = word.hasSuffix("$") ? Substring(word).dropLastByte : Substring(word)
    return letters.utf8.count >= 2 && letters.utf8.allSatisfy { (65...90).contains($0) }
  }

  /// A word, `#word#`, or what of a word stands behind an apostrophe.
  private static func plain(_ word: Substring, _ notes: inout [String]) throws(Fault) -> String {
    if word.contains("#") {
      let name = word.filter { $0 != "#" }
      if name.isEmpty || name.contains("?") { throw Fault(what: "the macro '\(word)' is not known") }
      if word.count(where: { $0 == "#" }) != 2 {
        notes.append("'\(word)' is taken for '#\(name)#'")
      }
      notes.append("'#\(name)#' stands for its regular forms only")
      return TermWriting.literal(name)
    }
    return (word.begins(with: "'") || word == "n't" ? "*" : "") + TermWriting.literal(word)
  }

  /// What may be absent at an end changes nothing of what is found but its length; gaps must lie between words.
  private static func withoutLooseEnds(_ slots: [Slot]) -> [Slot] {
    var out: [Slot] = []
    for slot in slots {
      if case .gap(let count) = slot, case .gap(let before)? = out.last {
        out[out.count - 1] = .gap(min(9, before + count))
      } else {
        out.append(slot)
      }
    }
    func isLoose(_ slot: Slot?) -> Bool {
      switch slot {
      case .gap: true
      case .words(let words): words.contains("")
      default: false
      }
    }
    while isLoose(out.first) { out.removeFirst() }
    while isLoose(out.last) { out.removeLast() }
    return out
  }

  private static func written(_ slots: [Slot]) -> String {
    slots.map { slot in
      switch slot {
      case .any: "*"
      case .gap(let count): "~\(count)"
      case .words(let words): words.count == 1 ? words[0] : "(\(words.joined(separator: "|")))"
      }
    }.joined(separator: " ")
  }
}
