import Actors
import Lexicon
import Stance
import TextModel

/// Writes the evidence of scores: which words, whom they are about, and how their weight came to be what it is.
public struct EvidenceRecord: Sendable {
  let actors: [Actor]
  let languages: [LanguagePack]

  public init(actors: [Actor], languages: [LanguagePack]) {
    self.actors = actors
    self.languages = languages
  }

  /// What stands for an actor in the output; "target" for one that the input gave.
  public func id(of actor: Int32) -> String { actor == Mention.given ? "target" : actors[Int(actor)].id }

  public func id(of holder: Holder) -> String {
    switch holder {
    case .article: return "article"
    case .unresolved: return "unresolved"
    case .actor(let index): return id(of: index)
    }
  }

  /// Writes all pieces, or those of one actor, under the key "evidence".
  public func write(_ document: Document, only actor: Int32? = nil, to json: inout JSONBuffer) {
    var offsets = ScalarOffsets(document.article.text)
    json.key("evidence")
    json.beginArray()
    for piece in document.evidence where actor == nil || piece.actor == actor {
      // A text in a language that the pipeline does not read has none, and no evidence.
      let language = languages[document.language]
      let entry = language.entry(
        of: TermHit(first: piece.first, last: piece.last, kind: piece.kind, entry: piece.entry))
      json.beginObject()
      json.key("actor")
      json.value(id(of: piece.actor))
      json.key("holder")
      json.value(id(of: piece.holder))
      json.key("sentence")
      json.value(Int(piece.sentence))
      writeSpan(piece.first, piece.last, document, &offsets, &json)
      json.key("term")
      json.value(entry.term)
      json.key("lexicon")
      json.value(language.lexicons[entry.lexicon].path)
      json.key("weight")
      json.value(piece.weight)
      json.key("rules")
      json.beginArray()
      for rule in document.rules(of: piece) {
        json.beginObject()
        json.key("rule")
        json.value(rule.rule.rawValue)
        json.key("factor")
        json.value(rule.factor)
        json.endObject()
      }
      json.endArray()
      json.key("contribution")
      json.value(piece.contribution)
      json.endObject()
    }
    json.endArray()
  }

  /// Writes how the calibration came to its probabilities, mention by mention, under the key "readings".
  public func writeReadings(_ document: Document, only actor: Int32? = nil, to json: inout JSONBuffer) {
    var offsets = ScalarOffsets(document.article.text)
    json.key("readings")
    json.beginArray()
    for reading in document.readings where actor == nil || reading.actor == actor {
      let mention = document.mentions[Int(reading.mention)]
      json.beginObject()
      json.key("actor")
      json.value(id(of: reading.actor))
      json.key("sentence")
      json.value(Int(reading.sentence))
      writeSpan(mention.first, mention.last, document, &offsets, &json)
      json.key("probabilities")
      reading.probabilities.write(to: &json)
      json.key("terms")
      json.beginArray()
      for term in document.terms(of: reading) {
        json.beginObject()
        json.key("term")
        json.value(FeatureSpace.name(of: term))
        if term.token >= 0 { writeSpan(term.token, term.token + 1, document, &offsets, &json) }
        json.key("contribution")
        json.value(term.contribution)
        json.endObject()
      }
      json.endArray()
      json.endObject()
    }
    json.endArray()
  }

  private func writeSpan(
    _ first: Int32, _ last: Int32, _ document: Document, _ offsets: inout ScalarOffsets, _ json: inout JSONBuffer
  ) {
    json.key("start")
    json.value(offsets.scalars(before: Int(document.tokens[Int(first)].start)))
    json.key("end")
    json.value(offsets.scalars(before: Int(document.tokens[Int(last) - 1].end)))
    json.key("text")
    json.value(utf8: document.bytes(first: first, last: last))
  }
}

extension Probabilities {
  /// {"negative": …, "neutral": …, "positive": …}
  public func write(to json: inout JSONBuffer) {
    json.beginObject()
    json.key("negative")
    json.value(negative)
    json.key("neutral")
    json.value(neutral)
    json.key("positive")
    json.value(positive)
    json.endObject()
  }
}
