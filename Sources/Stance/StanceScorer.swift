import Attribution
import Lexicon
import TextModel

/// Stance, sentence by sentence: evidence from lexicons and rules and, where there is a calibration, its reading of
/// every mention.
///
/// This is the seam behind which accuracy is improved: it reads a document's hits, mentions and attributions and fills in
/// its `evidence`, `valence` and `readings`, nothing else. One scorer serves one thread.
public final class StanceScorer {
  private let language: LanguagePack
  private let settings: StanceSettings
  private let reader: SyntaxReader
  private let finder: EvidenceFinder
  private let features: TargetFeatures
  /// Where there is a calibration.
  private let mentions: MentionReader?
  /// Terms of the sentence that change the weights of others.
  private var modifiers: [TermHit] = []

  /// Keep the terms of readings, to be written as evidence.
  public var explains = false
  /// Called with every mention's features, from which a calibration can be learned.
  public var observer: ((Observation) -> Void)? {
    didSet { features.learnedOnly = observer == nil }
  }

  /// What there is to learn from of a mention: features but for those of learned words, and the words by it.
  public struct Observation {
    /// Index of the mention in the document.
    public var mention: Int
    public var values: [Double]
    public var words: [ContextWord]
  }

  public init(language: LanguagePack, settings: StanceSettings, calibration: Calibration? = nil) {
    self.language = language
    self.settings = settings
    mentions = calibration.map { MentionReader($0) }
    reader = SyntaxReader(language: language)
    finder = EvidenceFinder(language: language, settings: settings)
    features = TargetFeatures(language: language)
  }

  public func score(_ document: inout Document) {
    reader.read(&document)
    var findings = StanceFindings(takenFrom: &document)
    // A reading that nothing tells of changes no score; it is made only where it is asked for.
    let isWanted = explains || observer != nil || document.target != nil
    document.withView { document in
      /// Whom the text is speaking of, and how many sentences ago it said so.
      var focus: (mentions: MentionGroup, age: Int)?
      for span in document.spans {
        score(SentenceSyntax(document, sentence: span.index), carriedTo: carried(focus), isWanted, &findings)
        if let mention = span.mentions.first(where: { document.mentions[$0].isFocus }) {
          focus = (mention..<mention + 1, 0)
        } else if !span.mentions.isEmpty {
          focus = nil
        }
        focus?.age += 1
        if span.sentence.endsParagraph { focus = nil }
      }
    }
    findings.putBack(into: &document)
  }

  /// The target of a sentence that names nobody, and what the way back to it costs.
  private func carried(_ focus: (mentions: MentionGroup, age: Int)?) -> Target? {
    guard settings.carryOver > 0, let focus, focus.age <= settings.carryWindow else { return nil }
    var factor = 1.0
    for _ in 0..<focus.age { factor *= settings.carryOver }
    return Target(focus.mentions, AppliedRule(rule: .carried, factor: factor))
  }

  private func score(
    _ syntax: SentenceSyntax, carriedTo carried: Target?, _ isWanted: Bool, _ findings: inout StanceFindings
  ) {
    let (document, span) = (syntax.document, syntax.span)
    var hasOpinions = false
    modifiers.removeAll(keepingCapacity: true)
    for index in span.hits {
      let kind = document.hits[index].kind
      if kind == .valence || kind == .predicates {
        hasOpinions = true
        // Asked for now, it is there when it is read.
        language.prefetchMeaning(of: document.hits[index])
      } else if Modifiers.isModifier(kind) {
        modifiers.append(document.hits[index])
      }
    }
    let start = findings.evidence.count
    finder.begin()
    if hasOpinions { finder.find(syntax, modifiers, carriedTo: span.mentions.isEmpty ? carried : nil, &findings) }
    if !span.mentions.isEmpty, mentions != nil || observer != nil { read(syntax, start, isWanted, &findings) }
  }

  /// Reads the mentions of a sentence whose evidence begins at `start`.
  private func read(_ syntax: SentenceSyntax, _ start: Int, _ isWanted: Bool, _ findings: inout StanceFindings) {
    let tokens = UnsafeBufferPointer(rebasing: syntax.document.tokens[syntax.span.sentence.tokens])
    let tells = isWanted || mentions?.tell(tokens) ?? false
    let evidence = findings.evidence[start...]
    var isLoaded = false
    for index in syntax.span.mentions {
      let actor = syntax.document.mentions[index].actor
      let hasEvidence = evidence.contains { $0.actor == actor }
      guard tells || hasEvidence else { continue }
      if !isLoaded {
        features.load(syntax)
        isLoaded = true
      }
      features.readWords(index, syntax)
      // Asked for now, they are there when the rest is read.
      mentions?.prefetch(features.words)
      features.readRow(index, syntax, evidence: evidence, hits: finder.hits, modifiers: modifiers)
      observer?(
        Observation(
          mention: index, values: Array(features.row.values.prefix(FeatureSpace.count)), words: features.words))
      guard let mentions else { continue }
      let found = mentions.read(features.row, features.words)
      let firstTerm = Int32(findings.terms.count)
      if explains { findings.terms += mentions.terms(of: found, features.row, features.words) }
      findings.readings.append(
        Reading(
          mention: Int32(index), actor: actor, sentence: Int32(syntax.span.index), probabilities: found.probabilities,
          tellingWords: found.tellingWords, isTold: found.tellingWords > 0 || hasEvidence,
          terms: firstTerm..<Int32(findings.terms.count)))
    }
  }
}

extension Mention {
  /// Can the sentences after it be about it? A subject can be, an owner or an object hardly.
  fileprivate var isFocus: Bool { canBeSubject && !isPossessive && cases.contains(.nominative) }
}
