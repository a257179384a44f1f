import Pipeline
import TextModel

/// The short table at the end of `run`: who is spoken of most, how, by whom, and in which rhetoric.
struct ActorTable {
  private static let rows = 12
  private let analysis: Analysis
  private let totals: Runner.Totals

  init(_ analysis: Analysis, _ totals: Runner.Totals) {
    self.analysis = analysis
    self.totals = totals
  }

  func print() {
    let most = totals.tallies.actors.sorted {
      ($0.value.mentions, -$0.key) > ($1.value.mentions, -$1.key)
    }.prefix(Self.rows)
    var lines = [["actor", "mentions", "articles", "for", "against", "held mostly by", "own rhetoric"]]
    for (actor, tally) in most {
      lines.append([
        analysis.registry.actors[Int(actor)].name, "\(tally.mentions)", "\(tally.articles)", "\(tally.positive)",
        "\(tally.negative)", holder(tally), frame(tally),
      ])
    }
    Terminal.say("\n" + TextTable(lines) { !(1...4).contains($0) }.text.dropLast())
    Terminal.say("\nfor, against: pieces of evidence in the actor's favour and to his disadvantage")
  }

  private func holder(_ tally: Tallies.Actor) -> String {
    guard let most = tally.holders.max(by: { ($0.value, -$0.key.order) < ($1.value, -$1.key.order) }) else {
      return "–"
    }
    switch most.key {
    case .article: return "the article"
    case .unresolved: return "unresolved"
    case .actor(let index): return analysis.registry.actors[Int(index)].name
    }
  }

  private func frame(_ tally: Tallies.Actor) -> String {
    guard let most = tally.frames.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }) else { return "–" }
    return "\(analysis.frames[Int(most.key)]) (\(most.value))"
  }
}
