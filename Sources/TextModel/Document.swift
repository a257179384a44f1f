/// An article with the layers that stages have laid over it. One document is reused for a whole batch, so that its
/// arrays keep their room; `begin` empties them.
///
/// Layers are filled from the top down, each from those above it:
/// tokens and sentences ← hits ← mentions ← syntax (spans, marks, clauses) ← attributions ← evidence, readings, frame uses.
public struct Document: Sendable {
  public var article = Article()
  /// Index of the language among the pipeline's, which chooses segmenter and lexicons; -1 for none of them: there are
  /// tokens and sentences only.
  public var language = 0
  /// The earlier article that this one repeats; nil where there is none, or none was looked for.
  public var duplicate: Duplicate?
  /// A target whose stance is asked for, whoever it is: bytes of the text, half-open.
  public var target: Range<UInt32>?
  public var tokens: [Token] = []
  public var sentences: [Sentence] = []
  /// Tokens that hold a letter or digit.
  public var words = 0
  /// In order of their first token; those of a kind never overlap.
  public var hits: [TermHit] = []
  /// Every match of every dictionary entry, overlapping ones too; by first token, last token and entry, none twice.
  public var dictionaryHits: [TermHit] = []
  /// In the order of the language's dictionaries.
  public var dictionaryCounts: [DictionaryCount] = []
  /// In order of their first token, never overlapping.
  public var mentions: [Mention] = []
  /// Names and offices that mean nobody here, or could be anybody's: tokens, half-open, in order of their first one. No
  /// opinions are looked up within them.
  public var unresolvedNames: [Range<Int32>] = []
  /// By sentence; empty until its syntax is asked for, as are the next three.
  public var spans: [SentenceSpan] = []
  /// By token.
  public var marks: [TokenMarks] = []
  /// Words before each token and before the end.
  public var wordsBefore: [Int32] = []
  /// Those of all sentences, one after the other.
  public var clauses: [Clause] = []
  public var attributions: [Attribution] = []
  /// Quotation marks without their pair, where readings of who speaks may have gone wrong.
  public var unpairedQuotationMarks = 0
  /// By token: the index of the attribution that governs it, or -1. Empty where the article attributes nothing.
  public var attributionOfToken: [Int32] = []
  /// Words in quotation marks that nobody speaks: tokens, half-open.
  public var scareQuotes: [Range<Int32>] = []
  public var evidence: [Evidence] = []
  /// Those of all pieces of evidence, one after the other.
  public var rules: [AppliedRule] = []
  /// In order of their mentions; empty without a calibration.
  public var readings: [Reading] = []
  /// Those of all readings, one after the other.
  public var terms: [Reading.Term] = []
  public var frameUses: [FrameUse] = []
  /// Weights of valence hits after their rules, for the sentiment of the text as a whole.
  public var valence: [Double] = []

  public init() {}

  /// Takes up the next article and empties all the layers.
  public mutating func begin(_ article: Article) {
    self.article = article
    duplicate = nil
    target = nil
    tokens.removeAll(keepingCapacity: true)
    sentences.removeAll(keepingCapacity: true)
    words = 0
    hits.removeAll(keepingCapacity: true)
    dictionaryHits.removeAll(keepingCapacity: true)
    dictionaryCounts.removeAll(keepingCapacity: true)
    mentions.removeAll(keepingCapacity: true)
    unresolvedNames.removeAll(keepingCapacity: true)
    spans.removeAll(keepingCapacity: true)
    marks.removeAll(keepingCapacity: true)
    wordsBefore.removeAll(keepingCapacity: true)
    clauses.removeAll(keepingCapacity: true)
    unpairedQuotationMarks = 0
    attributions.removeAll(keepingCapacity: true)
    attributionOfToken.removeAll(keepingCapacity: true)
    scareQuotes.removeAll(keepingCapacity: true)
    evidence.removeAll(keepingCapacity: true)
    rules.removeAll(keepingCapacity: true)
    readings.removeAll(keepingCapacity: true)
    terms.removeAll(keepingCapacity: true)
    frameUses.removeAll(keepingCapacity: true)
    valence.removeAll(keepingCapacity: true)
  }

  /// Whose words a token is part of: the article's own, unless it is quoted or reported.
  public func holder(at token: Int32) -> Holder {
    guard !attributionOfToken.isEmpty else { return .article }
    let index = attributionOfToken[Int(token)]
    return index < 0 ? .article : attributions[Int(index)].holder
  }

  /// The rules that changed a term's weight, in the order in which they did.
  public func rules(of piece: Evidence) -> ArraySlice<AppliedRule> {
    rules[Int(piece.rules.lowerBound)..<Int(piece.rules.upperBound)]
  }

  /// The terms of a reading.
  public func terms(of reading: Reading) -> ArraySlice<Reading.Term> {
    terms[Int(reading.terms.lowerBound)..<Int(reading.terms.upperBound)]
  }

  /// The index of a token's sentence.
  public func sentence(of token: Int32) -> Int {
    var (low, high) = (0, sentences.count)
    while low < high {
      let middle = (low + high) / 2
      if sentences[middle].last <= token { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The bytes of a run of tokens, from the first one's start to the last one's end.
  public func bytes(first: Int32, last: Int32) -> ArraySlice<UInt8> {
    guard first < last else { return [] }
    return article.text[Int(tokens[Int(first)].start)..<Int(tokens[Int(last) - 1].end)]
  }

  public func text(first: Int32, last: Int32) -> String {
    String(decoding: bytes(first: first, last: last), as: UTF8.self)
  }
}
