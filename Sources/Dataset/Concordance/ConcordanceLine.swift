import TextModel

/// A hit with the words around it.
public struct ConcordanceLine: Sendable {
  /// What was looked for.
  public enum Kind: String, Sendable { case term, actor, frame }

  public var kind: Kind
  /// The term as it was given, or the id of the actor or frame.
  public var match: String
  /// Index of the sentence in the article, from 0.
  public var sentence: Int
  /// Of the keyword in the article's text: Unicode scalars, half-open.
  public var scalars: Range<Int>
  /// Runs of white space are one blank in them.
  public var left: String
  public var right: String
  /// As it stands in the text.
  public var keyword: String
  /// An actor's id, `article` or `unresolved`; nil in languages that the pipeline does not read.
  public var holder: String?
  /// How an actor is mentioned; nil for terms and frames.
  public var form: Mention.Form?

  public init(
    kind: Kind, match: String, sentence: Int, scalars: Range<Int>, left: String, keyword: String, right: String,
    holder: String?, form: Mention.Form?
  ) {
    self.kind = kind
    self.match = match
    self.sentence = sentence
    self.scalars = scalars
    self.left = left
    self.keyword = keyword
    self.right = right
    self.holder = holder
    self.form = form
  }
}

/// In which form a concordance's lines are written.
public enum ConcordanceFormat: Sendable, Equatable {
  case jsonl
  case csv
  case table(ConcordanceTable)

  /// What stands before the first line.
  public func header(counts: Bool) -> [UInt8] {
    guard self == .csv else { return [] }
    let fields = counts ? CSVRow.countFields : CSVRow.lineFields
    return Array((fields.joined(separator: ",") + "\n").utf8)
  }

  public func write(_ line: ConcordanceLine, of article: Article, to lines: inout JSONBuffer) {
    switch self {
    case .jsonl: line.write(article, to: &lines)
    case .csv: lines.append(lines: CSVRow.line(line, article).bytes)
    case .table(let table): lines.append(lines: Array((table.row(line, article) + "\n").utf8))
    }
  }

  public func write(_ count: ConcordanceCount, of article: Article, to lines: inout JSONBuffer) {
    switch self {
    case .jsonl: count.write(article, to: &lines)
    case .csv: lines.append(lines: CSVRow.count(count, article).bytes)
    case .table(let table): lines.append(lines: Array((table.row(count, article) + "\n").utf8))
    }
  }
}

/// How often an article has what was looked for.
public struct ConcordanceCount: Sendable {
  public var kind: ConcordanceLine.Kind
  public var match: String
  public var hits: Int
  /// Words of the article.
  public var words: Int

  public init(kind: ConcordanceLine.Kind, match: String, hits: Int, words: Int) {
    self.kind = kind
    self.match = match
    self.hits = hits
    self.words = words
  }
}

extension Mention.Form {
  /// As records name it.
  public var name: String { String(describing: self) }
}
