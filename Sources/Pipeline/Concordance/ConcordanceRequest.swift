import Dataset
import Lexicon

/// What a concordance is to hold, as it was asked for.
public struct ConcordanceRequest: Sendable, Equatable {
  /// By what lines are put in order; those that agree stay in the order of the input.
  public enum Order: String, CaseIterable, Sendable {
    /// The input's own.
    case none
    /// The words to the left, the nearest first.
    case left
    /// The words to the right, the nearest first.
    case right
    /// The words that were found, then those to the right.
    case term
  }

  /// Terms in the writing of docs/matching.md, `@` and the id of an actor or a frame.
  public var queries: [String]
  /// In which form terms are compared.
  public var form: TokenForm = []
  public var window = ContextWindow.words(5)
  /// Leave out an actor's pronouns.
  public var namesOnly = false
  /// Only words of this holder: an actor's id with or without `@`, `article`, `unresolved`; nil for all.
  public var holder: String?
  public var order = Order.none
  /// BCP 47 tag of the language by whose rules lines are put in order.
  public var locale = "und"
  /// Numbers for each article instead of lines.
  public var counts = false
  public var format = ConcordanceFormat.jsonl

  public init(queries: [String]) { self.queries = queries }

  /// What must stand before the first line.
  public var header: [UInt8] { format.header(counts: counts) }

  /// A pipeline without what a concordance makes no use of: it says where words stand and whose they are, not what
  /// they are worth.
  func needed(of file: PipelineFile) -> PipelineFile {
    var file = file
    file.stages.removeAll { $0 == .stance }
    file.stance.calibrated = false
    file.dictionaries = []
    file.evidence = false
    return file
  }
}

/// What is wrong with a request, and how to mend it.
public struct ConcordanceFault: Error, Equatable, Sendable {
  public var what: String
  public var mend: String
}
