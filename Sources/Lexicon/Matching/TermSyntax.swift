/// Reads what a term says (docs/matching.md) and spells its choices out: alternatives and gaps become several plain
/// terms of words and wildcards.
struct TermSyntax {
  /// Letters that stand for wildcards while words are cut, which ICU would part at `*`.
  static let star: Character = "\u{298}"
  static let mark: Character = "\u{294}"
  /// Characters of the private-use area stand for regular expressions, by their place in `expressions`.
  static let firstExpression: UInt32 = 0xE000
  static let mostExpressions = 64
  /// A term with more plain terms in it costs more than it can be worth.
  static let mostTerms = 256

  private(set) var expressions: [String] = []
  private var rest: Substring

  /// Does a term hold any sign that has a meaning?
  static func isSpecial(_ term: String) -> Bool { term.utf8.contains(where: isSign) }

  static func isSign(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "*"), UInt8(ascii: "?"), UInt8(ascii: "~"), UInt8(ascii: "("), UInt8(ascii: ")"),
      UInt8(ascii: "/"), UInt8(ascii: "\\"):
      return true
    default: return false
    }
  }

  /// The plain terms that a term stands for, wildcards and expressions in them as letters.
  static func terms(of term: String) throws(TermFault) -> (terms: [String], expressions: [String]) {
    var syntax = TermSyntax(rest: term[...])
    let terms = try syntax.sequence(isGroup: false)
    return (terms, syntax.expressions)
  }

  private init(rest: Substring) { self.rest = rest }

  /// All spellings up to the term's end, or up to the group's next `|` or `)`.
  private mutating func sequence(isGroup: Bool) throws(TermFault) -> [String] {
    var terms = [""]
    var startsWord = true
    while let sign = rest.first {
      if isGroup, sign == "|" || sign == ")" { break }
      rest.removeFirst()
      switch sign {
      case "\\":
        guard let next = rest.popFirst() else {
          throw TermFault(what: "a '\\' with nothing after it", mend: "write '\\\\' for the sign itself")
        }
        Self.append(String(next), to: &terms)
      case "*": Self.append(String(Self.star), to: &terms)
      case "?": Self.append(String(Self.mark), to: &terms)
      case "(":
        let choices = try group()
        terms = try Self.product(terms, choices)
      case ")": throw TermFault(what: "a ')' without its '('", mend: "write '\\)' for the sign itself")
      case "~" where startsWord && rest.first?.isNumber == true: terms = try gap(after: terms)
      case "/" where startsWord: try expression(&terms)
      default: Self.append(String(sign), to: &terms)
      }
      startsWord = sign == " "
    }
    return terms
  }

  /// The choices of a group whose `(` has been read.
  private mutating func group() throws(TermFault) -> [String] {
    var choices: [String] = []
    while true {
      choices += try sequence(isGroup: true)
      guard let sign = rest.popFirst() else {
        throw TermFault(what: "a '(' without its ')'", mend: "close the group, or write '\\(' for the sign itself")
      }
      if sign == ")" { return choices }
    }
  }

  /// `~n`, whose `~` has been read: up to n tokens.
  private mutating func gap(after terms: [String]) throws(TermFault) -> [String] {
    guard let sign = rest.popFirst(), let most = sign.wholeNumberValue, (1...9).contains(most),
      rest.first == " ", terms.allSatisfy({ $0.contains { $0 != " " } })
    else {
      throw TermFault(what: "a gap that is none", mend: "write '~1' to '~9' between two words, with blanks around it")
    }
    let gaps = (0...most).map { String(repeating: "\(Self.star) ", count: $0) }
    return try Self.product(terms, gaps)
  }

  /// `/…/` whose first stroke has been read; it must be a word of its own. A word that only begins with a stroke is no
  /// expression.
  private mutating func expression(_ terms: inout [String]) throws(TermFault) {
    var text = ""
    var ahead = rest
    while let sign = ahead.popFirst() {
      if sign == " " { break }
      if sign == "/", ahead.isEmpty || ahead.first == " " || ahead.first == "|" || ahead.first == ")" {
        guard !text.isEmpty, expressions.count < Self.mostExpressions, TokenExpression(text) != nil else {
          throw TermFault(
            what: "'/\(text)/' is no regular expression", mend: "see ICU's syntax, or write '\\/' for the sign itself")
        }
        rest = ahead
        expressions.append(text)
        let letter = Unicode.Scalar(Self.firstExpression + UInt32(expressions.count) - 1)!
        return Self.append(String(Character(letter)), to: &terms)
      }
      text.append(sign)
      if sign == "\\", let next = ahead.popFirst() { text.append(next) }
    }
    Self.append("/", to: &terms)
  }

  private static func append(_ text: String, to terms: inout [String]) {
    for index in terms.indices { terms[index] += text }
  }

  private static func product(_ terms: [String], _ endings: [String]) throws(TermFault) -> [String] {
    guard terms.count * endings.count <= mostTerms else {
      throw TermFault(
        what: "more than \(mostTerms) spellings in one term", mend: "use wildcards, or write it as several terms")
    }
    return terms.flatMap { term in endings.map { term + $0 } }
  }
}

/// Why a term can't be read.
public struct TermFault: Error, Equatable, Sendable {
  public var what: String
  public var mend: String
}
