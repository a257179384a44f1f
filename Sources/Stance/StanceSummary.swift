import Statistics
import TextModel

/// The stance of an article toward its actors: evidence added up by sentence, sentences averaged.
///
/// A sentence's score is the compound (`Scales.compound`) of its contributions' sum; a stance is the mean over the
/// sentences that have evidence. Without evidence there is no score: nil, not zero.
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
    public var evidence: Int
    public var holders: [(holder: Holder, score: Score)]
  }

  /// Actors in the order in which the article first names them.
  public private(set) var targets: [Target] = []

  public init(_ document: Document, neutral: Double) {
    var order: [Int32: Int] = [:]
    for mention in document.mentions {
      if let index = order[mention.actor] {
        targets[index].mentions += 1
      } else {
        order[mention.actor] = targets.count
        targets.append(Target(actor: mention.actor, mentions: 1, score: nil, label: nil, evidence: 0, holders: []))
      }
    }
    guard !document.evidence.isEmpty else { return }
    var byTarget: [[Evidence]] = Array(repeating: [], count: targets.count)
    for piece in document.evidence {
      if let index = order[piece.actor] { byTarget[index].append(piece) }
    }
    for index in targets.indices where !byTarget[index].isEmpty {
      let pieces = byTarget[index]
      let score = Self.score(pieces, neutral: neutral)
      targets[index].score = score
      targets[index].evidence = pieces.count
      targets[index].label = score.value > neutral ? .positive : score.value < -neutral ? .negative : .neutral
      for holder in Set(pieces.map(\.holder)).sorted(by: { $0.order < $1.order }) {
        targets[index].holders.append(
          (holder, Self.score(pieces.filter { $0.holder == holder }, neutral: neutral)))
      }
    }
  }

  /// - Parameter pieces: evidence of one target in the order of its sentences; at least one.
  private static func score(_ pieces: [Evidence], neutral: Double) -> Score {
    var score = Score(value: 0)
    var total = 0.0
    var start = 0
    while start < pieces.count {
      var end = start
      var sum = 0.0
      while end < pieces.count, pieces[end].sentence == pieces[start].sentence {
        sum += pieces[end].contribution
        end += 1
      }
      let value = Scales.compound(sum)
      total += value
      if value > neutral {
        score.positive += 1
      } else if value < -neutral {
        score.negative += 1
      } else {
        score.neutral += 1
      }
      start = end
    }
    score.value = total / Double(score.sentences)
    return score
  }
}
