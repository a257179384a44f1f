import Segmentation
import TextModel

/// A name that texts speak of, and whose it is.
public struct LintName: Sendable {
  public var text: String
  public var owner: String

  public init(text: String, owner: String) {
    self.text = text
    self.owner = owner
  }
}

/// All tables of a language, compiled so that every row's matches are seen, and what rules hold them against.
public final class LintSetting {
  /// A row that could be read, with its place among the tables.
  struct Term {
    var table: Int
    var row: LintedTable.Row
    var kind: TermKind
    /// The plain terms it stands for.
    var spellings: [[WordPattern]]
    /// Texts that it should be found in.
    var samples: [String]
    /// Does a wildcard or a regular expression stand in it?
    var isWild: Bool
  }

  struct Match {
    /// Index in `terms`.
    var term: Int
    /// Does it cover all of its line?
    var isWhole: Bool
  }

  struct Line {
    var text: String
    var matches: [Match] = []
    var sentences = 0
  }

  public let language: String
  let tables: [LintedTable]
  let alphabet: Alphabet?
  let names: [LintName]
  /// How often each word stands in a corpus; nil where none was given.
  let corpus: [String: Int]?
  private(set) var terms: [Term] = []
  private(set) var faults: [LintFinding] = []
  private let segmenter: Segmenter
  private let matcher: Matcher
  private let lookup: TokenLookup

  public init(
    language: String, tables: [LintedTable], alphabet: Alphabet? = nil, possessives: [String] = [],
    names: [LintName] = [], corpus: [String: Int]? = nil
  ) {
    self.language = language
    self.tables = tables
    self.alphabet = alphabet
    self.names = names
    self.corpus = corpus
    var endings = LanguagePack(language: language)
    for table in tables where ["abbreviations", "starters"].contains(table.kindName) {
      if let file = table.file { try? endings.add(file) }
    }
    segmenter = Segmenter(locale: language, abbreviations: endings.abbreviations)
    let reader = PatternReader(locale: language)
    var builder = MatcherBuilder(stemmer: Stemmer(language: language))
    for (number, table) in tables.enumerated() {
      guard let kind = table.kind else { continue }
      for row in table.rows {
        do {
          let spellings = try reader.patterns(of: row.term, form: row.form)
          for words in spellings { builder.add(words, kind: .dictionary, entry: terms.count) }
          terms.append(
            Term(
              table: number, row: row, kind: kind, spellings: spellings,
              samples: Self.samples(of: row.term, letter: alphabet?.sample ?? "a"),
              isWild: spellings.contains { $0.contains { $0.isExpression || Wildcard.isIn($0.bytes) } }))
        } catch  where table.isLinted {
          faults.append(
            LintFinding(
              .error, rule: "term", file: table.path, line: row.line, what: "'\(row.term)': \(error.what)",
              mend: error.mend))
        } catch {}
      }
    }
    matcher = builder.compile(possessives: possessives)
    lookup = TokenLookup(matcher: matcher)
  }

  /// Texts of a term's words: wildcards as nothing and as a letter. None for spellings with regular expressions.
  private static func samples(of term: String, letter: Character) -> [String] {
    guard TermSyntax.isSpecial(term) else { return [term] }
    guard let plain = try? TermSyntax.terms(of: term).terms else { return [] }
    var samples: [String] = []
    for text in plain.prefix(8) {
      if text.unicodeScalars.contains(where: { (0xE000...0xF8FF).contains($0.value) }) { continue }
      for star in ["", String(letter)] {
        let sample = text.map { $0 == TermSyntax.star ? star : $0 == TermSyntax.mark ? String(letter) : String($0) }
          .joined()
        if !samples.contains(sample) { samples.append(sample) }
      }
    }
    return samples
  }

  /// Every match of every term in texts of a line each.
  func matches(in texts: [String]) -> [Line] {
    var lines = texts.map { Line(text: $0) }
    var document = Document()
    document.begin(Article(text: Array(texts.joined(separator: "\n").utf8)))
    segmenter.segment(&document)
    lookup.look(&document)
    matcher.match(&document, lookup: lookup)
    // Tokens and sentences never reach over the end of a line.
    var ranges: [Range<Int>] = []
    var (token, start) = (0, 0)
    for text in texts {
      let end = start + text.utf8.count
      let first = token
      while token < document.tokens.count, Int(document.tokens[token].start) < end { token += 1 }
      ranges.append(first..<token)
      start = end + 1
    }
    var line = 0
    for sentence in document.sentences {
      while line < lines.count, ranges[line].upperBound <= Int(sentence.first) { line += 1 }
      if line < lines.count { lines[line].sentences += 1 }
    }
    line = 0
    for hit in document.dictionaryHits {
      while line < lines.count, ranges[line].upperBound <= Int(hit.first) { line += 1 }
      guard line < lines.count else { break }
      lines[line].matches.append(
        Match(term: Int(hit.entry), isWhole: Int(hit.first)..<Int(hit.last) == ranges[line]))
    }
    return lines
  }

  /// The lines of all terms' samples, and by term those that are its.
  private(set) lazy var sampled: (lines: [Line], ofTerm: [Range<Int>]) = {
    var texts: [String] = []
    var ranges: [Range<Int>] = []
    for term in terms {
      let first = texts.count
      texts += term.samples
      ranges.append(first..<texts.count)
    }
    return (matches(in: texts), ranges)
  }()

  /// Terms with wildcards and the terms of plain words that they catch.
  private(set) lazy var catches: [(wild: Int, caught: Int)] = {
    var found: [(Int, Int)] = []
    for (number, term) in terms.enumerated() where !term.isWild && term.spellings.count == 1 {
      guard let line = sampled.ofTerm[number].first else { continue }
      for match in sampled.lines[line].matches where match.isWhole && terms[match.term].isWild {
        found.append((match.term, number))
      }
    }
    return found
  }()

  func isLinted(_ term: Int) -> Bool { tables[terms[term].table].isLinted }
  func path(_ term: Int) -> String { tables[terms[term].table].path }

  /// Where a term stands, as seen from another.
  func place(_ term: Int, from other: Int) -> String {
    let line = terms[term].row.line
    return terms[term].table == terms[other].table ? "line \(line)" : "\(path(term)):\(line)"
  }

  func finding(_ severity: LintFinding.Severity, _ rule: String, _ term: Int, _ what: String, _ mend: String)
    -> LintFinding
  {
    LintFinding(severity, rule: rule, file: path(term), line: terms[term].row.line, what: what, mend: mend)
  }

  /// "'a' (2), 'b' and 3 more".
  static func some(_ items: [String], most: Int) -> String {
    let shown = items.prefix(most).joined(separator: ", ")
    return items.count > most ? "\(shown) and \(items.count - most) more" : shown
  }
}
