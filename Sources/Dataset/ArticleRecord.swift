import Actors
import Lexicon
import Rhetoric
import Stance
import Statistics
import TextModel

/// Writes the record of an analysed article: one JSON line, keys in a fixed order (see `RecordSchema`).
public struct ArticleRecord: RecordWriter, Sendable {
  /// As JSON: ids and names of actors by their index, ids of frames.
  private let ids: EncodedTexts
  private let names: EncodedTexts
  private let frames: EncodedTexts
  /// The same of holders who are no actors: the article, one who is not resolved.
  private let holders: EncodedTexts
  private let evidence: EvidenceRecord
  private let dictionaries: DictionaryRecord
  private let contrasts: [Contrast]
  private let speech: SpeechRecord?
  private let kept: [String]
  private let withEvidence: Bool
  private let withDuplicates: Bool
  private let neutral: Double
  private let decisions: [Decision?]

  /// - Parameters:
  ///   - languages: by `Document.language`.
  ///   - frames: ids by the numbers in `FrameUse.frame`.
  ///   - withEvidence: write the evidence of every score.
  ///   - withSpeech: write the words, by whose they are.
  ///   - kept: names of `Article.kept`.
  ///   - withDuplicates: write which article each repeats.
  ///   - neutral: scores within ± this are labelled neutral where there is no calibration.
  ///   - decisions: of the languages' calibrations.
  public init(
    actors: [Actor], languages: [LanguagePack], frames: [String], contrasts: [Contrast], withEvidence: Bool,
    withSpeech: Bool, kept: [String] = [], withDuplicates: Bool, neutral: Double, decisions: [Decision?]
  ) {
    self.decisions = decisions
    ids = EncodedTexts(actors.lazy.map(\.id))
    names = EncodedTexts(actors.lazy.map(\.name))
    evidence = EvidenceRecord(actors: actors, languages: languages)
    holders = EncodedTexts([evidence.id(of: .article), evidence.id(of: .unresolved)])
    dictionaries = DictionaryRecord(languages: languages)
    self.frames = EncodedTexts(frames)
    self.kept = kept
    speech = withSpeech ? SpeechRecord(actors: actors, frames: frames) : nil
    self.contrasts = contrasts
    self.withEvidence = withEvidence
    self.withDuplicates = withDuplicates
    self.neutral = neutral
  }

  public func write(_ document: Document, to json: inout JSONBuffer) {
    let article = document.article
    let decision = document.language < 0 ? nil : decisions[document.language]
    let summary = StanceSummary(document, neutral: neutral, decision: decision)
    json.beginObject()
    json.key("id")
    json.identifier(article.id, isLiteral: article.idIsLiteral)
    json.key("date")
    json.value(article.date)
    json.key("outlet")
    json.value(article.outlet)
    json.key("language")
    json.value(article.language)
    json.key("title")
    json.value(article.title)
    if !kept.isEmpty { writeKept(article, &json) }
    if withDuplicates { write(document.duplicate, &json) }
    writeCounts(document, &json)
    writeSentiment(document, &json)
    json.key("actors")
    json.beginArray()
    for target in summary.targets { write(target, &json) }
    json.endArray()
    writeDyads(summary, &json)
    writeRhetoric(document, &json)
    writeContrasts(document, &json)
    if dictionaries.isWanted { dictionaries.write(document, to: &json) }
    speech?.write(document, to: &json)
    if withEvidence {
      evidence.write(document, to: &json)
      if decision != nil { evidence.writeReadings(document, to: &json) }
    }
    json.endObject()
    json.endLine()
  }

  /// A record of a form that has no such fields has null for each.
  private func writeKept(_ article: Article, _ json: inout JSONBuffer) {
    json.key("fields")
    json.beginObject()
    for (place, name) in kept.enumerated() {
      json.key(name)
      let value = article.kept.indices.contains(place) ? article.kept[place] : .init(text: nil)
      json.identifier(value.text, isLiteral: value.isLiteral)
    }
    json.endObject()
  }

  private func write(_ duplicate: Duplicate?, _ json: inout JSONBuffer) {
    json.key("duplicate")
    guard let duplicate else { return json.null() }
    json.beginObject()
    json.key("of")
    json.identifier(duplicate.id, isLiteral: duplicate.idIsLiteral)
    json.key("line")
    json.value(duplicate.line)
    json.key("similarity")
    // More digits than the estimate is good for would only be noise.
    json.value((duplicate.similarity * 100).rounded() / 100)
    json.key("exact")
    json.value(duplicate.isExact)
    json.endObject()
  }

  private func writeCounts(_ document: Document, _ json: inout JSONBuffer) {
    json.key("counts")
    json.beginObject()
    json.key("sentences")
    json.value(document.sentences.count)
    json.key("tokens")
    json.value(document.tokens.count)
    json.key("words")
    json.value(document.words)
    json.key("unpaired")
    json.value(document.unpairedQuotationMarks)
    json.endObject()
  }

  private func writeSentiment(_ document: Document, _ json: inout JSONBuffer) {
    var (positives, negatives) = (0, 0)
    var (positive, negative) = (0.0, 0.0)
    for weight in document.valence {
      if weight > 0 {
        positives += 1
        positive += weight
      } else if weight < 0 {
        negatives += 1
        negative -= weight
      }
    }
    json.key("sentiment")
    json.beginObject()
    json.key("positive")
    json.value(positives)
    json.key("negative")
    json.value(negatives)
    json.key("score")
    json.value(Scales.relativeDifference(positive: positive, negative: negative))
    json.endObject()
  }

  private func write(_ target: StanceSummary.Target, _ json: inout JSONBuffer) {
    json.beginObject()
    json.key("actor")
    json.literal(ids[Int(target.actor)])
    json.key("name")
    json.literal(names[Int(target.actor)])
    json.key("mentions")
    json.value(target.mentions)
    json.key("stance")
    json.beginObject()
    json.key("score")
    json.value(target.score?.value)
    json.key("label")
    json.value(target.label?.rawValue)
    json.key("probability")
    json.value(target.probability)
    json.key("evidence")
    json.value(target.evidence)
    json.key("sentences")
    json.beginObject()
    json.key("positive")
    json.value(target.score?.positive ?? 0)
    json.key("negative")
    json.value(target.score?.negative ?? 0)
    json.key("neutral")
    json.value(target.score?.neutral ?? 0)
    json.endObject()
    json.endObject()
    json.key("holders")
    json.beginArray()
    for (holder, score) in target.holders {
      json.beginObject()
      json.key("holder")
      write(holder, &json)
      json.key("score")
      json.value(score.value)
      json.key("sentences")
      json.value(score.sentences)
      json.endObject()
    }
    json.endArray()
    json.endObject()
  }

  private func write(_ holder: Holder, _ json: inout JSONBuffer) {
    switch holder {
    case .article: json.literal(holders[0])
    case .unresolved: json.literal(holders[1])
    case .actor(let index): json.literal(ids[Int(index)])
    }
  }

  /// The pairs of actors: holders who are actors themselves, by holder, then target.
  private func writeDyads(_ summary: StanceSummary, _ json: inout JSONBuffer) {
    json.key("dyads")
    json.beginArray()
    var dyads: [(holder: Int32, target: Int32, score: StanceSummary.Score)] = []
    for target in summary.targets {
      for (holder, score) in target.holders {
        if case .actor(let index) = holder { dyads.append((index, target.actor, score)) }
      }
    }
    dyads.sort { ($0.holder, $0.target) < ($1.holder, $1.target) }
    for dyad in dyads {
      json.beginObject()
      json.key("holder")
      json.literal(ids[Int(dyad.holder)])
      json.key("target")
      json.literal(ids[Int(dyad.target)])
      json.key("score")
      json.value(dyad.score.value)
      json.key("sentences")
      json.value(dyad.score.sentences)
      json.endObject()
    }
    json.endArray()
  }

  private func writeRhetoric(_ document: Document, _ json: inout JSONBuffer) {
    /// The article's own words first.
    func user(_ index: Int) -> Int32 { document.frameUses[index].actor ?? -1 }
    func frame(_ index: Int) -> UInt32 { document.frameUses[index].frame }
    var rest = document.frameUses.indices.sorted { (frame($0), user($0), $0) < (frame($1), user($1), $1) }[...]
    json.key("rhetoric")
    json.beginArray()
    while let first = rest.first {
      let uses = rest.prefix { frame($0) == frame(first) && user($0) == user(first) }
      rest = rest[uses.endIndex...]
      json.beginObject()
      json.key("frame")
      json.literal(frames[Int(frame(first))])
      json.key("actor")
      if user(first) < 0 { json.null() } else { json.literal(ids[Int(user(first))]) }
      json.key("count")
      json.value(uses.count)
      json.key("terms")
      json.beginArray()
      var written: [ArraySlice<UInt8>] = []
      for use in uses.lazy.map({ document.frameUses[$0] }) {
        let term = document.bytes(first: use.first, last: use.last)
        if written.contains(where: { Self.isSame($0, term) }) { continue }
        written.append(term)
        json.value(utf8: term)
      }
      json.endArray()
      json.endObject()
    }
    json.endArray()
  }

  /// The same text, in whichever of Unicode's ways it is written.
  private static func isSame(_ a: ArraySlice<UInt8>, _ b: ArraySlice<UInt8>) -> Bool {
    if a.elementsEqual(b) { return true }
    if a.allSatisfy({ $0 < 0x80 }), b.allSatisfy({ $0 < 0x80 }) { return false }
    return String(decoding: a, as: UTF8.self) == String(decoding: b, as: UTF8.self)
  }

  private func writeContrasts(_ document: Document, _ json: inout JSONBuffer) {
    json.key("contrasts")
    json.beginArray()
    for contrast in contrasts {
      for count in contrast.counts(document.frameUses) {
        json.beginObject()
        json.key("contrast")
        json.value(contrast.id)
        json.key("actor")
        if let actor = count.actor { json.literal(ids[Int(actor)]) } else { json.null() }
        json.writeLogit(left: count.left, right: count.right)
        json.endObject()
      }
    }
    json.endArray()
  }
}

extension JSONBuffer {
  /// An article's id, as it was in the input.
  mutating func identifier(_ id: String?, isLiteral: Bool) {
    if isLiteral, let id { literal(id) } else { value(id) }
  }

  /// The fields with which every row of a contrast ends: both counts, Lowe's logit and its standard error.
  mutating func writeLogit(left: Int, right: Int) {
    let logit = Scales.logit(left: left, right: right)
    key("left")
    value(left)
    key("right")
    value(right)
    key("logit")
    value(logit.value)
    key("se")
    value(logit.standardError)
  }
}
