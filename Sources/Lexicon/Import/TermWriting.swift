/// Writes terms in Rhetor's pattern syntax (docs/matching.md): what a foreign format means by its signs, said with ours.
enum TermWriting {
  /// All signs as they stand.
  static func literal(_ text: some StringProtocol) -> String { escaped(Substring(text), keeping: "") }

  /// `*` and `?` are wildcards, all else stands as it is.
  static func glob(_ text: some StringProtocol) -> String { escaped(Substring(text), keeping: "*?") }

  /// `*` at a word's end is a wildcard, all else stands as it is.
  static func prefix(_ text: some StringProtocol) -> String {
    Substring(text).words.map { word in
      word.ends(with: "*") ? escaped(word.dropLastByte, keeping: "") + "*" : escaped(word, keeping: "")
    }.joined(separator: " ")
  }

  /// A regular expression over a word each; signs that hold it to a whole word are left out, as it is held to one anyway.
  static func expression(_ text: some StringProtocol) -> String {
    Substring(text).words.map { word in
      var body = word
      for sign in ["^", "\\b"] where body.hasPrefix(sign) { body = body.dropFirst(sign.count) }
      if body.hasSuffix("\\b") {
        body = body.dropLast(2)
      } else if body.hasSuffix("$"), !body.hasSuffix("\\$") {
        body = body.dropLast()
      }
      var out = "/"
      var wasStroke = false
      for scalar in body.unicodeScalars {
        if scalar == "/", !wasStroke { out.unicodeScalars.append("\\") }
        out.unicodeScalars.append(scalar)
        wasStroke = scalar == "\\" && !wasStroke
      }
      return out + "/"
    }.joined(separator: " ")
  }

  private static let signs = "*?~()|/\\"

  /// Runs of white space become one blank; controls are left out.
  private static func escaped(_ text: Substring, keeping kept: String) -> String {
    var out = ""
    for scalar in text.words.joined(separator: " ").unicodeScalars {
      if scalar.value < 0x20 || scalar.value == 0x7F { continue }
      if signs.unicodeScalars.contains(scalar), !kept.unicodeScalars.contains(scalar) {
        out.unicodeScalars.append("\\")
      }
      out.unicodeScalars.append(scalar)
    }
    return out
  }
}

extension Substring {
  /// Without its last byte, which is of ASCII.
  var dropLastByte: Substring { Substring(utf8.dropLast()) }
}
