/// The numbers of the stance rules, all of them settable in a pipeline file. Windows count words.
public struct StanceSettings: Sendable {
  /// How far before a term a negator, a shifter and an intensifier may stand.
  public var negationWindow = 3
  public var shifterWindow = 4
  public var intensifierWindow = 1
  /// Words between a term and its target that cost nothing; each further one takes `distanceStep`, down to
  /// `distanceFloor`.
  public var freeDistance = 4
  public var distanceStep = 0.05
  public var distanceFloor = 0.3
  /// A target in another clause; one that a preposition keeps from the verb.
  public var otherClause = 0.5
  public var preposition = 0.6
  /// What is asked, what is only supposed, and what stands in quotation marks that no one speaks (irony).
  public var question = 0.5
  public var conditional = 0.6
  public var irony = -0.5
  /// What a sentence that names nobody passes back to the one before it, by sentence of distance; 0 for nothing.
  public var carryOver = 0.5
  /// Sentences it may be carried over.
  public var carryWindow = 2
  /// Use the language's calibration, where there is one.
  public var calibrated = true
  /// Scores within ±`neutral` are labelled neutral.
  public var neutral = 0.05

  public init() {}
}
