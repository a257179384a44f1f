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
    var numbers = ActorNumbers(atMost: document.mentions.count)
    for mention in document.mentions {
      let index = numbers.number(of: mention.actor)
      if index == targets.count {
        targets.append(Target(actor: mention.actor, mentions: 0, score: nil, label: nil, evidence: 0, holders: []))
      }
      targets[index].mentions += 1
    }
    guard !document.evidence.isEmpty || !document.readings.isEmpty else { return }
    let (pieces, read) = (document.evidence, document.readings)
    let evidence = numbers.grouped(pieces.count) { pieces[$0].actor }
    let readings = numbers.grouped(read.count) { read[$0].isTold ? read[$0].actor : nil }
    var holders: [(holder: Holder, sum: Sum)] = []
    for index in targets.indices { judge(index, evidence[index], readings[index], document, &holders) }
  }

  private func label(_ probabilities: Probabilities) -> Label {
    if let decision { return Label(class: decision.label(probabilities)) }
    let score = probabilities.score
    return score > neutral ? .positive : score < -neutral ? .negative : .neutral
  }

  /// Adds up what the sentences say of one target.
  /// - Parameters:
  ///   - evidence: indices of the document's pieces about it, in the order of the sentences.
  ///   - readings: the same of its readings.
  ///   - holders: working memory.
  private mutating func judge(
    _ index: Int, _ evidence: ArraySlice<Int32>, _ readings: ArraySlice<Int32>, _ document: Document,
    _ holders: inout [(holder: Holder, sum: Sum)]
  ) {
    guard !evidence.isEmpty || !readings.isEmpty else { return }
    var whole = Sum()
    // Few speak of one actor in an article.
    holders.removeAll(keepingCapacity: true)
    func add(_ holder: Holder, _ probabilities: Probabilities, _ label: Label) {
      if let known = holders.firstIndex(where: { $0.holder == holder }) {
        holders[known].sum.add(probabilities, label)
      } else {
        holders.append((holder, Sum()))
        holders[holders.count - 1].sum.add(probabilities, label)
      }
    }
    var tellingWords = 0
    var (pieces, found) = (evidence.prefix(0), readings.prefix(0))
    while pieces.endIndex < evidence.endIndex || found.endIndex < readings.endIndex {
      let sentence = min(
        pieces.endIndex < evidence.endIndex ? document.evidence[Int(evidence[pieces.endIndex])].sentence : .max,
        found.endIndex < readings.endIndex ? document.readings[Int(readings[found.endIndex])].sentence : .max)
      pieces = evidence[pieces.endIndex...].prefix { document.evidence[Int($0)].sentence == sentence }
      found = readings[found.endIndex...].prefix { document.readings[Int($0)].sentence == sentence }
      var sum = Probabilities(negative: 0, neutral: 0, positive: 0)
      let wordsBefore = tellingWords
      for reading in found {
        sum = sum + document.readings[Int(reading)].probabilities
        tellingWords += document.readings[Int(reading)].tellingWords
      }
      let probabilities = found.isEmpty ? Self.compound(pieces, document) : sum / Double(found.count)
      let label = label(probabilities)
      whole.add(probabilities, label)
      if keepsSentences {
        sentences.append(
          Sentence(
            actor: targets[index].actor, sentence: Int(sentence), probabilities: probabilities, label: label,
            holder: Self.mainHolder(pieces, document) ?? document.holder(of: found.first!),
            evidence: pieces.count + tellingWords - wordsBefore))
      }
      if let first = pieces.first.map({ document.evidence[Int($0)].holder }),
        pieces.contains(where: { document.evidence[Int($0)].holder != first })
      {
        var heard: [Holder] = []
        for piece in pieces where !heard.contains(document.evidence[Int(piece)].holder) {
          let holder = document.evidence[Int(piece)].holder
          heard.append(holder)
          let own = Self.compound(pieces, document, of: holder)
          add(holder, own, self.label(own))
        }
      } else {
        add(
          pieces.first.map { document.evidence[Int($0)].holder } ?? document.holder(of: found.first!), probabilities,
          label)
      }
    }
    let mean = whole.mean
    targets[index].score = whole.score
    targets[index].label = label(mean)
    targets[index].probability = decision.map { mean[$0.label(mean)] }
    targets[index].evidence = evidence.count + tellingWords
    if holders.count > 1 { holders.sort { $0.holder.order < $1.holder.order } }
    targets[index].holders = holders.map { ($0.holder, $0.sum.score) }
  }

  private static func mainHolder(_ pieces: ArraySlice<Int32>, _ document: Document) -> Holder? {
    let counts = Dictionary(pieces.map { (document.evidence[Int($0)].holder, 1) }, uniquingKeysWith: +)
    return counts.min { ($1.value, $0.key.order) < ($0.value, $1.key.order) }?.key
  }

  /// What pieces of evidence amount to; those of one holder, if one is given.
  private static func compound(
    _ pieces: ArraySlice<Int32>, _ document: Document, of holder: Holder? = nil
  ) -> Probabilities {
    var sum = 0.0
    for piece in pieces where holder == nil || document.evidence[Int(piece)].holder == holder {
      sum += document.evidence[Int(piece)].contribution
    }
    return Probabilities(score: Scales.compound(sum))
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
  fileprivate func holder(of index: Int32) -> Holder {
    let actor = readings[Int(index)].actor
    let holder = holder(at: mentions[Int(readings[Int(index)].mention)].first)
    return holder == .actor(actor) ? .article : holder
  }
}
