import Lexicon
import Pipeline
import Support
import Testing
import TextModel

@Suite struct ExplainerTests {
  private static let sentences = [
    "Protesters condemned Lukashenko, but Putin praised him.",
    "The United States is not a corrupt regime, Navalny said; its sanctions failed to work.",
    "The Belarusian leader was accused of war crimes by the European Union's foreign ministers.",
    "Лукашенко осудил санкции Европейского союза, а Тихановская назвала его режим преступным.",
  ]

  /// What an explanation says counts is just what the pipeline's stages went by.
  @Test(arguments: sentences)
  func whatCountsIsWhatTheStagesSaw(sentence: String) throws {
    let explanation = try #require(
      try Explainer(Shipped.analysis).explain(sentence, date: "2021-02-22").first)
    let document = Shipped.analyse(sentence, language: explanation.language)
    let seen = Set(
      document.hits.filter { $0.kind != .alias }.map { "\($0.kind) \($0.first) \($0.last)" })
    let counted = Set(
      explanation.candidates.filter { $0.loss == nil && $0.kind != .alias }
        .map { "\($0.kind) \($0.first) \($0.last)" })
    #expect(!seen.isEmpty)
    #expect(counted == seen)
    #expect(explanation.document.evidence.map(\.contribution) == document.evidence.map(\.contribution))
  }

  @Test func whatLosesSaysToWhat() throws {
    let text = "The United States was accused of war crimes."
    let explanation = try #require(try Explainer(Shipped.analysis).explain(text, language: "en").first)
    let united = explanation.candidates.filter { $0.term == "united" }
    #expect(!united.isEmpty)
    #expect(united.allSatisfy { $0.loss != nil })
    let war = explanation.candidates.first { $0.kind == .valence && $0.term == "war" }
    #expect(war?.loss == .longer("war crimes"))
  }

  @Test func dictionariesFollowTheirOwnRules() throws {
    func outcomes(nested: String) throws -> [String] {
      let file = try LexiconFile(
        parsing: """
          # name: D
          # kind: dictionary
          # language: en
          # nested: \(nested)
          category\tterm\twhen
          a\tvery good\t
          b\tgood\t
          c\tgood\tnegated
          """, path: "d.tsv")
      let explainer = try Explainer(Shipped.analysis, dictionaries: [try ContentDictionary(file)])
      return try explainer.explain("It was very good.", language: "en")[0].candidates.filter { $0.kind == .dictionary }
        .map { "\($0.what) \($0.loss?.name ?? "counts")" }
    }
    #expect(try outcomes(nested: "key") == ["D: a counts", "D: b counts", "D: c condition"])
    #expect(try outcomes(nested: "dictionary") == ["D: a counts", "D: b later", "D: c condition"])
  }
}
