import Lexicon
import Pipeline
import Support
import Testing

@Suite struct LexiconCheckTests {
  private static func pipeline() throws -> PipelineFile {
    let path = Shipped.root + "/Pipelines/news.yaml"
    return try PipelineFile(parsing: readText(path)!, path: path)
  }

  @Test func shippedLexiconsHoldNoErrors() throws {
    let check = try LexiconCheck(Self.pipeline(), home: Shipped.home, paths: [])
    #expect(check.rows > 50_000)
    #expect(check.findings().filter { $0.severity == .error }.map(\.description) == [])
  }

  @Test func aFileOfThePipelineIsNotHeldAgainstItself() throws {
    let path = Shipped.root + "/Lexicons/en/negators.tsv"
    let check = try LexiconCheck(Self.pipeline(), home: Shipped.home, paths: [path])
    #expect(check.files == 1)
    #expect(check.findings().filter { $0.rule == "duplicate" }.map(\.description) == [])
  }
}
