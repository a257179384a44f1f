import Statistics
import TextModel

/// The stance of an article toward its actors, sentence by sentence, then averaged.
///
/// A sentence's probabilities are those of its readings (their mean, where it names an actor several times). Without a
/// calibration, or where evidence was carried into a sentence that names nobody, its score is the compound
/// (`Scales.compound`) of its contributions' sum. A stance is the mean over the sentences that say something of the
/// actor; where none does there is no score: nil, not zero.
///
/// A sentence in which one voice speaks of an actor is that holder's; where several do, each gets the compound of its
/// own evidence.
public struct StanceSummary: Sendable {
  public enum Label: String, Sendable {
    case positive, negative, neutral

    /// 0 negative, 1 neutral, 2 positive.
    public init(class label: Int) { self = [.negative, .neutral, .positive][label] }

    /// −1, 0 or 1.
    public var polarity: Int { self == .positive ? 1 : self == .negative ? -1 : 0 }
  }

  public struct Score: Sendable {
    /// −1…1.
    public var value: Double
    /// Sentences that were positive, negative, neutral.
    public var positive = 0
    public var negative = 0
    public var neutral = 0
    public var sentences: Int { positive + negative + neutral }
  }

  public struct Target: Sendable {
    public var actor: Int32
    public var mentions: Int
    public var score: Score?
    public var label: Label?
    /// Mean probability of the label; nil without a calibration.
    public var probability: Double?
    /// Pieces of evidence, and learned words with a clear polarity.
    public var evidence: Int
    public var holders: [(holder: Holder, score: Score)]
  }

  /// What a single sentence says of an actor.
  public struct Sentence: Sendable {
    public var actor: Int32
    /// Index of the sentence.
    public var sentence: Int
    public var probabilities: Probabilities
    public var label: Label
    /// Whose view it is; of several, the one with most evidence, of those the first in their order.
    public var holder: Holder
    /// Pieces of evidence, and learned words with a clear polarity.
    public var evidence: Int
  }

  /// Actors in the order in which the article first names them.
  public private(set) var targets: [Target] = []
  /// Where they were asked for: actor by actor.
  public private(set) var sentences: [Sentence] = []

  /// How a score or probabilities become a label.
  private let neutral: Double
  private let decision: Decision?
  private let keepsSentences: Bool

  /// - Parameters:
  ///   - neutral: scores within ± this are neutral, where there is no calibration.
  ///   - decision: that of the language's calibration.
  ///   - keepsSentences: fill in `sentences` as well.
  public init(_ document: Document, neutral: Double, decision: Decision?, keepsSentences: Bool = false) {
    self.neutral = neutral
    self.decision = decision
    self.keepsSentences = keepsSentences
    var order: [Int32: Int] = [:]
    for mention in document.mentions {
      if let index = order[mention.actor] {
        targets[index].mentions += 1
      } else {
        order[mention.actor] = targets.count
        targets.append(Target(actor: mention.actor, mentions: 1, score: nil, label: nil, evidence: 0, holders: []))
      }
    }
    guard !document.evidence.isEmpty || !document.readings.isEmpty else { return }
    var evidence: [[Evidence]] = Array(repeating: [], count: targets.count)
    var readings: [[Reading]] = Array(repeating: [], count: targets.count)
    for piece in document.evidence {
      if let index = order[piece.actor] { evidence[index].append(piece) }
    }
    for reading in document.readings where reading.isTold {
      if let index = order[reading.actor] { readings[index].append(reading) }
    }
    for index in targets.indices { judge(index, evidence[index], readings[index], document) }
  }

  private func label(_ probabilities: Probabilities) -> Label {
    if let decision { return Label(class: decision.label(probabilities)) }
    let score = probabilities.score
    return score > neutral ? .positive : score < -neutral ? .negative : .neutral
  }

  /// Adds up what the sentences say of one target. All lists are in the order of the sentences.
  private mutating func judge(_ index: Int, _ evidence: [Evidence], _ readings: [Reading], _ document: Document) {
    guard !evidence.isEmpty || !readings.isEmpty else { return }
    var whole = Sum()
    var byHolder: [Holder: Sum] = [:]
    var (piece, reading) = (0, 0)
    while piece < evidence.count || reading < readings.count {
      let sentence = min(
        piece < evidence.count ? evidence[piece].sentence : .max,
        reading < readings.count ? readings[reading].sentence : .max)
      let (firstPiece, firstReading) = (piece, reading)
      while piece < evidence.count, evidence[piece].sentence == sentence { piece += 1 }
      while reading < readings.count, readings[reading].sentence == sentence { reading += 1 }
      let pieces = evidence[firstPiece..<piece]
      let found = readings[firstReading..<reading]
      let probabilities =
        found.isEmpty
        ? Self.compound(pieces)
        : found.reduce(Probabilities(negative: 0, neutral: 0, positive: 0)) { $0 + $1.probabilities }
          / Double(found.count)
      whole.add(probabilities, label(probabilities))
      if keepsSentences {
        sentences.append(
          Sentence(
            actor: targets[index].actor, sentence: Int(sentence), probabilities: probabilities,
            label: label(probabilities),
            holder: Self.mainHolder(pieces) ?? document.holder(of: found.first!),
            evidence: pieces.count + found.reduce(0) { $0 + $1.tellingWords }))
      }
      if let first = pieces.first?.holder, pieces.contains(where: { $0.holder != first }) {
        for holder in Set(pieces.map(\.holder)) {
          let own = Self.compound(pieces.filter { $0.holder == holder }[...])
          byHolder[holder, default: Sum()].add(own, label(own))
        }
      } else {
        let holder = pieces.first?.holder ?? document.holder(of: found.first!)
        byHolder[holder, default: Sum()].add(probabilities, label(probabilities))
      }
    }
    let mean = whole.mean
    targets[index].score = whole.score
    targets[index].label = label(mean)
    targets[index].probability = decision.map { mean[$0.label(mean)] }
    targets[index].evidence = evidence.count + readings.reduce(0) { $0 + $1.tellingWords }
    targets[index].holders = byHolder.sorted { $0.key.order < $1.key.order }.map { ($0.key, $0.value.score) }
  }

  private static func mainHolder(_ pieces: ArraySlice<Evidence>) -> Holder? {
    let counts = Dictionary(pieces.map { ($0.holder, 1) }, uniquingKeysWith: +)
    return counts.min { ($1.value, $0.key.order) < ($0.value, $1.key.order) }?.key
  }

  private static func compound(_ pieces: ArraySlice<Evidence>) -> Probabilities {
    Probabilities(score: Scales.compound(pieces.reduce(0) { $0 + $1.contribution }))
  }

  /// Sentences added up.
  private struct Sum {
    var probabilities = Probabilities(negative: 0, neutral: 0, positive: 0)
    var counts = Score(value: 0)

    var mean: Probabilities { probabilities / Double(counts.sentences) }

    var score: Score {
      var score = counts
      score.value = probabilities.score / Double(counts.sentences)
      return score
    }

    mutating func add(_ found: Probabilities, _ label: Label) {
      probabilities = probabilities + found
      switch label {
      case .positive: counts.positive += 1
      case .negative: counts.negative += 1
      case .neutral: counts.neutral += 1
      }
    }
  }
}

extension Document {
  /// Whose reading it is where no evidence tells: whoever speaks where the mention stands, but nobody of himself.
  fileprivate func holder(of reading: Reading) -> Holder {
    let holder = holder(at: mentions[Int(reading.mention)].first)
    return holder == .actor(reading.actor) ? .article : holder
  }
}
