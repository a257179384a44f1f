import Actors
import Attribution
import Lexicon
import Rhetoric
import Segmentation
import Stance
import TextModel

/// One step of the analysis: it reads the layers there are and adds its own.
///
/// A stage keeps its working memory and serves one thread; each worker makes its own for each language.
protocol Stage {
  func process(_ document: inout Document)
}

/// Tokens and sentences, and the hits of all lexicons and names.
struct SegmentStage: Stage {
  private let segmenter: Segmenter
  private let matcher: Matcher
  private let lookup: TokenLookup

  init(_ language: Analysis.Language, engine: Segmenter.Engine) {
    segmenter = Segmenter(
      locale: language.pack.language, engine: engine, abbreviations: language.pack.abbreviations)
    matcher = language.matcher
    lookup = TokenLookup(matcher: language.matcher)
  }

  func process(_ document: inout Document) {
    segmenter.segment(&document)
    lookup.look(&document)
    matcher.match(&document, lookup: lookup)
  }
}

/// Mentions of actors.
struct MentionStage: Stage {
  let finder: MentionFinder
  let language: LanguagePack

  func process(_ document: inout Document) { finder.find(&document, language: language) }
}

/// Quotations and reports, with their speakers.
struct AttributionStage: Stage {
  let finder: HolderFinder

  func process(_ document: inout Document) { finder.find(&document) }
}

/// Evidence of stance.
struct StanceStage: Stage {
  let scorer: StanceScorer

  func process(_ document: inout Document) { scorer.score(&document) }
}

/// What dictionaries count.
struct DictionaryStage: Stage {
  let counter: DictionaryCounter

  func process(_ document: inout Document) { counter.count(&document) }
}

/// Uses of frames.
struct RhetoricStage: Stage {
  let finder: FrameFinder

  func process(_ document: inout Document) { finder.find(&document) }
}

extension Analysis {
  /// The stages the pipeline file lists, for one language.
  /// - Parameter observer: gets the features of every mention.
  func stages(for language: Language, observer: ((StanceScorer.Observation) -> Void)? = nil) -> [any Stage] {
    let stages = file.stages.compactMap { name -> (any Stage)? in
      switch name {
      // It spans articles, so that it is done before all others, in the order of the input: see `DuplicateSearch`.
      case .dedupe: return nil
      case .segment: return SegmentStage(language, engine: file.engine)
      case .mentions:
        return MentionStage(
          finder: MentionFinder(registry: registry, aliases: aliases, settings: file.mentions), language: language.pack)
      case .attribution: return AttributionStage(finder: HolderFinder(language: language.pack))
      case .stance: return StanceStage(scorer: scorer(for: language, observer))
      case .rhetoric:
        return RhetoricStage(finder: FrameFinder(language: language.pack, frameNumbers: language.frameNumbers))
      }
    }
    if language.pack.dictionaries.isEmpty { return stages }
    return stages + [DictionaryStage(counter: DictionaryCounter(language: language.pack))]
  }

  private func scorer(
    for language: Language, _ observer: ((StanceScorer.Observation) -> Void)?
  ) -> StanceScorer {
    let scorer = StanceScorer(language: language.pack, settings: file.stance, calibration: language.calibration)
    scorer.explains = file.evidence
    scorer.observer = observer
    return scorer
  }
}
