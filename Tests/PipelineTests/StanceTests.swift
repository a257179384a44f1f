import Pipeline
import Support
import Testing
import TextModel

/// Mentions, holders and evidence of sentences under the shipped lexicons.
@Suite struct StanceTests {
  /// Evidence as "target < holder: text sign", in order.
  static func evidence(_ text: String) -> [String] {
    let document = Shipped.analyse(text)
    return document.evidence.map {
      let sign = $0.contribution > 0 ? "+" : $0.contribution < 0 ? "−" : "0"
      return
        "\(Shipped.id($0.actor)) < \(Shipped.id($0.holder)): \(document.text(first: $0.first, last: $0.last)) \(sign)"
    }
  }

  @Test func eachOpinionHasItsHolderAndTarget() {
    #expect(
      Self.evidence("Protesters condemned Lukashenko, but Putin praised him.") == [
        "lukashenko < protesters: condemned −", "lukashenko < putin: praised +",
      ])
  }

  @Test func namesAreNotOpinions() {
    let document = Shipped.analyse("The United States and the European Union agreed.")
    #expect(document.mentions.map { Shipped.id($0.actor) } == ["united-states", "european-union"])
    #expect(document.evidence.isEmpty)
    #expect(document.valence.isEmpty)
  }

  @Test func anAdmissionCountsAgainstWhoMakesIt() {
    #expect(
      Self.evidence("Svetlana Tikhanovskaya admitted defeat last week.") == [
        "tikhanovskaya < article: admitted defeat −"
      ])
  }

  @Test func contributionsAreWeightTimesFactors() {
    let document = Shipped.analyse(
      "It is plausible that Putin despises Lukashenko. Tikhanovskaya did not condemn the very brutal regime of Lukashenko."
    )
    #expect(!document.evidence.isEmpty)
    #expect(document.evidence.contains { $0.rules.contains { $0.rule == "hedge" } })
    for piece in document.evidence {
      #expect(piece.contribution == piece.rules.reduce(piece.weight) { $0 * $1.factor })
    }
  }

  @Test(arguments: [
    "[lukashenko:Lukashenka] met [putin:Vladimir Putin].",
    "[tikhanovskaya:Tichanovksaya] left for [lithuania:Lithuania].",
    "[putin:The Kremlin chief] received [lukashenko:the Belarusian leader].",
    "[lukashenko:Lukashenko] fears a revolution in Minsk; [belarus-government:Minsk] denied it.",
    "[tikhanovskaya:Opposition leader Svetlana Tikhanovskaya] left.",
    "[lukashenko:Lukashenko] met [putin:Putin]. [lukashenko:His] critic, [navalny:Alexei Navalny], was away while [navalny:he] slept.",
  ])
  func mentionsStandWhereTheyAreMarked(marked: String) {
    let expected = MarkedText(marked)
    let document = Shipped.analyse(expected.plain)
    let found = document.mentions.map {
      "\(Shipped.id($0.actor)): \(document.text(first: $0.first, last: $0.last))"
    }
    let wanted = expected.marks.map { mark in
      // A leading article belongs to the reader's eye, not to the name.
      "\(mark.label): \(mark.text.hasPrefix("The ") || mark.text.hasPrefix("the ") ? String(mark.text.dropFirst(4)) : mark.text)"
    }
    #expect(found == wanted)
  }
}
