import Attribution
import Corpus
import Pipeline
import Support
import Testing
import TextModel

/// The syntax that is laid over a document once: what it says of a sentence is told again, one by one.
@Suite struct SyntaxTests {
  /// Clauses between bars, over the shipped lexicons.
  @Test(arguments: [
    "Protesters condemned Lukashenko, | but Putin praised him.",
    "Lukashenko, | who met Putin |, left Sochi.",
    "Putin said | that Navalny was ill | because he ate nothing.",
    "Putin and Lukashenko met | when Navalny returned.",
    "He left |; Putin stayed.",
  ])
  func clauses(_ marked: String) {
    let document = Shipped.analyse(marked.replacing(" |", with: ""))
    let found = document.clauses.map { document.text(first: $0.first, last: $0.last) }
    let expected = marked.replacing(" |", with: "|").replacing("| ", with: "|").split(separator: "|")
    #expect(found == expected.map(String.init))
  }

  @Test func layersAgreeWithThoseTheyAreMadeOf() throws {
    let samples = try #require(readText(Shipped.root + "/Pipelines/samples/articles.jsonl"))
    // Whole lines as if they were texts: marks and names of all sorts, in all orders.
    var clauses = 0
    for line in samples.split(separator: "\n") {
      let document = Shipped.analyse(String(line))
      let (tokens, spans) = (document.tokens, document.spans)
      #expect(spans.map(\.sentence.tokens) == document.sentences.map(\.tokens))
      #expect(spans.map(\.index) == Array(document.sentences.indices))
      // All hits, mentions and clauses are some sentence's, and stand in it.
      #expect(spans.flatMap { Array($0.hits) } == Array(document.hits.indices))
      #expect(spans.flatMap { Array($0.mentions) } == Array(document.mentions.indices))
      #expect(spans.flatMap { Array($0.clauses) } == Array(document.clauses.indices))
      for span in spans {
        let sentence = Int32(span.sentence.first)..<span.sentence.last
        for hit in document.hits[span.hits] { #expect(sentence.contains(hit.first)) }
        for mention in document.mentions[span.mentions] { #expect(sentence.contains(mention.first)) }
        // Clauses follow each other without a gap, and inherit from those before them.
        let parts = document.clauses[span.clauses]
        #expect(parts.flatMap { Array($0.first..<$0.last) } == Array(sentence))
        for (index, clause) in parts.enumerated() { #expect(clause.inherits < index && clause.inherits >= -1) }
        clauses += parts.count
      }
      var words: Int32 = 0
      for (index, token) in tokens.enumerated() {
        #expect(document.wordsBefore[index] == words)
        #expect(document.marks[index].contains(.word) == token.traits.contains(.word))
        if token.traits.contains(.word) { words += 1 }
        let isNamed = document.mentions.contains { $0.first <= index && index < $0.last }
        #expect(document.marks[index].contains(.mention) == isNamed)
      }
      #expect(document.wordsBefore.last == words && Int(words) == document.words)
      document.withView { view in
        #expect(view.words(from: 0, to: Int32(tokens.count)) == document.words)
        for token in 0..<Int32(tokens.count) {
          #expect(view.holder(at: token) == document.holder(at: token))
          #expect(view.bytes(of: token).elementsEqual(document.bytes(first: token, last: token + 1)))
        }
      }
    }
    #expect(clauses > 500)
  }
}
