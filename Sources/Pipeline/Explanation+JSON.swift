import Dataset
import TextModel

extension Explanation {
  /// A line of JSON; offsets count Unicode scalars, half-open.
  public func write(_ analysis: Analysis, to json: inout JSONBuffer) {
    var offsets = ScalarOffsets(document.article.text)
    func span(_ first: Int32, _ last: Int32) {
      json.key("start")
      json.value(offsets.scalars(before: Int(document.tokens[Int(first)].start)))
      json.key("end")
      json.value(offsets.scalars(before: Int(document.tokens[Int(last) - 1].end)))
      json.key("text")
      json.value(utf8: document.bytes(first: first, last: last))
    }
    let records = EvidenceRecord(
      actors: analysis.registry.actors, languages: analysis.languages.map(\.pack))
    json.beginObject()
    json.key("language")
    json.value(language)
    json.key("text")
    json.value(utf8: document.article.text[...])
    json.key("matches")
    json.beginArray()
    for candidate in candidates {
      json.beginObject()
      span(candidate.first, candidate.last)
      json.key("kind")
      json.value(candidate.kind == .alias ? "name" : candidate.kind.name)
      json.key("what")
      json.value(candidate.what)
      json.key("term")
      json.value(candidate.term)
      json.key("match")
      json.value(candidate.form.name)
      json.key("lexicon")
      json.value(candidate.file)
      json.key("line")
      if let line = candidate.line { json.value(line) } else { json.null() }
      json.key("weight")
      json.value(candidate.weight)
      json.key("meaning")
      json.value(candidate.meaning)
      json.key("counts")
      json.value(candidate.loss == nil)
      json.key("lost")
      json.value(candidate.loss?.name)
      json.key("why")
      json.value(candidate.loss.map { "\($0)" })
      json.endObject()
    }
    json.endArray()
    json.key("mentions")
    json.beginArray()
    for mention in document.mentions {
      json.beginObject()
      span(mention.first, mention.last)
      json.key("actor")
      json.value(records.id(of: mention.actor))
      json.key("form")
      json.value("\(mention.form)")
      json.key("confidence")
      json.value(mention.confidence)
      json.endObject()
    }
    json.endArray()
    records.write(document, to: &json)
    records.writeReadings(document, to: &json)
    json.key("unknown")
    json.beginArray()
    for (word, near) in unknown {
      json.beginObject()
      json.key("word")
      json.value(word)
      json.key("near")
      json.beginArray()
      for word in near { json.value(word) }
      json.endArray()
      json.endObject()
    }
    json.endArray()
    json.endObject()
    json.endLine()
  }
}
