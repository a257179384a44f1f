import Attribution
import Lexicon
import TextModel

/// Finds the frames an article uses, and who uses them: the speaker of the words, or else the article itself.
///
/// A phrase that is denied ("is no multinational state") or that its own subject rejects is not a use of its frame.
/// One finder serves one thread.
public final class FrameFinder {
  private let language: LanguagePack
  /// By frame of the language: its number in the whole pipeline.
  private let frameNumbers: [UInt32]
  private let reader: SyntaxReader
  private static let negationWindow: Int32 = 4

  public init(language: LanguagePack, frameNumbers: [UInt32]) {
    self.language = language
    self.frameNumbers = frameNumbers
    reader = SyntaxReader(language: language)
  }

  /// Fills in `frameUses`.
  public func find(_ document: inout Document) {
    guard document.hits.contains(where: { $0.kind == .frames }) else { return }
    reader.read(&document)
    var uses = document.frameUses.taken()
    document.withView { document in
      for span in document.spans {
        for index in span.hits where document.hits[index].kind == .frames {
          let syntax = SentenceSyntax(document, sentence: span.index)
          let hit = document.hits[index]
          guard case .frame(let frame, let weight) = language.meaning(of: hit), !isDenied(hit, syntax) else { continue }
          var actor: Int32?
          if case .actor(let speaker) = document.holder(at: hit.first) { actor = speaker }
          uses.append(
            FrameUse(frame: frameNumbers[frame], actor: actor, first: hit.first, last: hit.last, weight: weight))
        }
      }
    }
    document.frameUses = uses
  }

  private func isDenied(_ hit: TermHit, _ syntax: SentenceSyntax) -> Bool {
    let clause = syntax.clauses[syntax.clause(of: hit.first)]
    for index in syntax.span.hits {
      let other = syntax.document.hits[index]
      guard other.kind == .negators || other.kind == .predicates, other.last <= hit.first,
        other.first >= clause.first
      else { continue }
      switch language.meaning(of: other) {
      case .factor(let factor) where factor < 0:
        if hit.first - other.last < Self.negationWindow { return true }
      case .predicate(_, let object, isOpinionOfSubject: true, _):
        if object < 0, hit.first - other.last < Self.negationWindow { return true }
      default: continue
      }
    }
    return false
  }
}
