import Foundation
import Pipeline
import Stance
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
    #expect(document.rules.contains { $0.rule == .hedge })
    for piece in document.evidence {
      #expect(piece.contribution == document.rules(of: piece).reduce(piece.weight) { $0 * $1.factor })
    }
  }

  @Test(arguments: [
    "[lukashenko:Lukashenka] met [putin:Vladimir Putin].",
    "[tikhanovskaya:Tichanovksaya] left for [lithuania:Lithuania].",
    "[putin:The Kremlin chief] received [lukashenko:the Belarusian leader].",
    "[lukashenko:Lukashenko] fears a revolution in Minsk; [belarus-government:Minsk] denied it.",
    "[tikhanovskaya:Opposition leader Svetlana Tikhanovskaya] left.",
    // A line's end is a sentence's, over which no name reaches.
    "[putin:The Kremlin chief]\n[putin:Vladimir Putin] spoke.",
    "They met the [protesters:protesters]\nleader [tikhanovskaya:Svetlana Tikhanovskaya] left.",
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

  /// Each rule shows under its name where it applies.
  @Test(arguments: [
    ("negation", "Putin was never greedy."),
    ("shifter", "Putin fought corruption."),
    ("intensifier", "Putin is very corrupt."),
    ("hedge", "Putin is allegedly corrupt."),
    ("contrast", "Putin is corrupt, but Lukashenko is honest."),
    ("concession", "Although Putin is corrupt, the talks went on."),
    ("question", "Is Putin corrupt?"),
    ("conditional", "If Putin is corrupt, the court will say so."),
    ("irony", "Putin opened the \u{201C}honest\u{201D} elections."),
    ("irony", "The so-called success of Putin ended."),
    ("carried", "Putin spoke for an hour. The speech was a disgrace."),
    ("pronoun", "Putin left. Lukashenko stayed, and he was corrupt."),
  ])
  func rulesShowUnderTheirNames(rule: String, text: String) {
    let rules = Shipped.analyse(text).rules.map(\.rule.rawValue)
    #expect(rules.contains(rule), "\(rules)")
    let plain = Shipped.analyse("Putin is corrupt.")
    #expect(plain.evidence.map { plain.rules(of: $0).count } == [0])
  }

  @Test func whatIsCarriedDecaysAndEndsWithTheParagraph() {
    func carried(_ text: String) -> [Double] {
      Shipped.analyse(text).rules.filter { $0.rule == .carried }.map(\.factor)
    }
    #expect(carried("Putin spoke. It was a disgrace. It was a disaster.") == [0.5, 0.25])
    #expect(carried("Putin spoke. It rained. It rained. It was a disgrace.") == [])
    #expect(carried("Putin spoke.\n\nIt was a disgrace.") == [])
    #expect(carried("Putin spoke. Lukashenko's car was a disgrace.") == [])
  }

  /// Quotations as "first…last word", and the marks that have no pair.
  @Test(arguments: [
    ("Putin said: «Lies are «truth» to him» and left.", ["Lies…him"], 0),
    ("Putin said: «Lies are «truth to him» and left.", ["Lies…him"], 1),
    ("\u{201C}We won,\u{201D} Putin said. \"He lost.", ["We…won,"], 1),
    ("\u{201C}We won today.\n\n\u{201C}They lost today,\u{201D} Putin said.", ["We…today.", "They…today,"], 0),
    ("\u{201C}We won today.\n\nThey lost today, Putin said.", ["We…today."], 1),
    ("Putin left.\u{201D} Nobody stayed.", [], 1),
    ("The workers\u{2019} party lost.", [], 0),
  ])
  func quotationsArePaired(text: String, expected: [String], unpaired: Int) {
    let document = Shipped.analyse(text)
    let found = document.attributions.filter(\.isQuotation).map {
      "\(document.text(first: $0.first, last: $0.first + 1))…\(document.text(first: $0.first, last: $0.last).split(separator: " ").last ?? "")"
    }
    #expect(found == expected)
    #expect(document.unpairedQuotationMarks == unpaired)
  }

  /// Russian tells by case who acts and who is acted on, wherever they stand.
  @Test(arguments: [
    ("Лукашенко осудил Путина.", ["putin < lukashenko: осудил −"]),
    ("Навального осудил Лукашенко.", ["navalny < lukashenko: осудил −"]),
    ("Путин был осужден Тихановской.", ["putin < tikhanovskaya: осужден −"]),
    ("Тихановская выступила против Лукашенко.", ["lukashenko < tikhanovskaya: выступила против −"]),
    ("Арест Навального прошел ночью.", ["navalny < article: Арест −"]),
    ("Победа Путина была ясна.", ["putin < article: Победа +"]),
    ("Путин помог Лукашенко.", ["putin < article: помог +"]),
  ])
  func rolesFollowCases(text: String, expected: [String]) {
    let document = Shipped.analyse(text, language: "ru")
    let found = document.evidence.map {
      "\(Shipped.id($0.actor)) < \(Shipped.id($0.holder)): \(document.text(first: $0.first, last: $0.last)) \($0.contribution > 0 ? "+" : "−")"
    }
    #expect(found == expected)
  }
}

/// A calibration's readings, in the shipped data.
@Suite struct ReadingTests {
  static let analysis: Analysis = {
    let path = Shipped.root + "/Pipelines/belarus-russia.yaml"
    var file = try! PipelineFile(parsing: readText(path)!, path: path)
    file.evidence = true
    return try! Analysis(file, home: Shipped.home)
  }()

  static let texts = [
    ("en", "Protesters condemned Lukashenko, but Putin praised his honest and very brave speech."),
    (
      "en", "\u{201C}I never lied,\u{201D} Lukashenko said. Navalny called him a corrupt thief and a ruthless dictator."
    ),
    ("ru", "Тихановская обвинила Лукашенко в фальсификации выборов, а Путин его поддержал."),
  ]

  @Test(arguments: texts)
  func termsAddUpToTheOdds(language: String, text: String) {
    let document = Shipped.analyse(text, language: language, with: Self.analysis)
    #expect(document.readings.count == document.mentions.count)
    for reading in document.readings {
      let found = reading.probabilities
      #expect(abs(found.negative + found.neutral + found.positive - 1) < 1e-12)
      let sum = document.terms(of: reading).reduce(0) { $0 + $1.contribution }
      #expect(abs(sum - log(found.positive / found.negative)) < 1e-9)
    }
  }

  /// No learned word may be part of the target: another name gives the same reading.
  @Test func namesDoNotMatter() {
    func read(_ name: String) -> [Probabilities] {
      Shipped.analyse("\(name) lied to the court and robbed the poor.", with: Self.analysis).readings.map(
        \.probabilities)
    }
    #expect(read("Putin") == read("Lukashenko"))
    #expect(read("Putin").count == 1)
  }

  @Test func featuresHaveOneNumberEach() { #expect(FeatureSpace.isConsistent) }

  @Test func withoutTheCalibrationRulesDecide() throws {
    var file = Self.analysis.file
    file.stance.calibrated = false
    let rules = try Analysis(file, home: Shipped.home)
    let document = Shipped.analyse(Self.texts[0].1, with: rules)
    #expect(document.readings.isEmpty)
    #expect(!document.evidence.isEmpty)
  }
}
