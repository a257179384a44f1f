import TextModel

/// Which full stops do not end a sentence: a language's abbreviations, from its data files.
///
/// ICU's own suppressions (`ss=standard`) know some of them; political news needs many more, and data a researcher
/// can read. An initial ("J.", "A.S.") is understood without a row.
public struct Abbreviations: Sendable {
  public enum Ending: BitwiseCopyable, Sendable {
    /// A sentence never ends after it: "Mr.".
    case never
    /// It ends only before a word that begins sentences: "the U.S. The…".
    case maybe
  }

  var endings = ByteStringTable<Ending>(capacity: 512)
  var starters = ByteStringTable<Bool>(capacity: 512)

  public init() {}

  /// - Parameter abbreviation: as written, with its stops ("Gen.", "p.m."); case matters.
  public mutating func add(abbreviation: String, ending: Ending) {
    endings.set(ending, for: abbreviation.utf8)
  }

  /// A word that can begin a sentence after an abbreviation; folded before it is compared.
  public mutating func add(starter: String) { starters.set(true, for: Folder.shared.fold(starter)) }

  /// Is the sentence end at `offset`, found by the rules, only an abbreviation's stop?
  func suppress(_ text: UnsafePointer<UInt8>, start: Int, offset: Int, end: Int) -> Bool {
    var stop = offset
    while stop > start, text[stop - 1] == 0x20 { stop -= 1 }
    guard stop > start, text[stop - 1] == 0x2E, offset < end, offset > stop else { return false }
    var begin = stop - 1
    // Back to the blank or bracket before the word; no abbreviation is longer than this.
    while begin > start, stop - begin < 32 {
      let byte = text[begin - 1]
      if byte <= 0x20 || byte == 0x28 || byte == 0x22 || byte == 0x5B { break }
      begin -= 1
    }
    begin = skipMarks(text, begin, stop)
    let word = UnsafeBufferPointer(start: text + begin, count: stop - begin)
    switch endings.value(for: word) {
    case .never: return true
    case .maybe: return !startsSentence(text, offset, end)
    case nil: return isInitials(word) && !startsSentence(text, offset, end)
    }
  }

  /// Opening quotes, which belong to the sentence and not to the abbreviation.
  private func skipMarks(_ text: UnsafePointer<UInt8>, _ begin: Int, _ stop: Int) -> Int {
    var at = begin
    while at < stop {
      let (scalar, length) = decodeScalar(text, at)
      guard scalar == 0xAB || scalar == 0x2014 || (0x2018...0x201F).contains(scalar) else { break }
      at += length
    }
    return at
  }

  /// "J." or "A.S.": capitals, each with its stop.
  private func isInitials(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let base = word.baseAddress, !word.isEmpty else { return false }
    var at = 0
    while at < word.count {
      let (scalar, length) = decodeScalar(base, at)
      guard CharacterTable.shared.entry(of: scalar) & CharacterTable.upper != 0, at + length < word.count,
        word[at + length] == 0x2E
      else { return false }
      at += length + 1
    }
    return true
  }

  private func startsSentence(_ text: UnsafePointer<UInt8>, _ offset: Int, _ end: Int) -> Bool {
    let begin = skipMarks(text, offset, end)
    var at = begin
    while at < end {
      let (scalar, length) = decodeScalar(text, at)
      guard CharacterTable.shared.entry(of: scalar) & CharacterTable.wordCharacter != 0 else { break }
      at += length
    }
    if at == begin { return true }  // a quotation, a bracket, a dash
    var folded: [UInt8] = []
    Folder.shared.fold(UnsafeBufferPointer(start: text + begin, count: at - begin), into: &folded)
    return folded.withUnsafeBufferPointer { starters.value(for: $0) } ?? false
  }
}
