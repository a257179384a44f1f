import Actors
import Dataset
import Lexicon
import Segmentation
import TextModel

/// A request made ready for searching: ids looked up, terms compiled for each language. All workers share it.
struct Concordance: Sendable {
  enum Query: Sendable, Equatable {
    case term
    case actor(Int32)
    case frame(UInt32)
  }

  let request: ConcordanceRequest
  let queries: [Query]
  /// By query: how its lines name what was looked for.
  let matches: [String]
  let holder: Holder?
  let actors: [Actor]
  /// Of the terms, by language; the last one is for languages that the pipeline does not read. Entries are the numbers
  /// of the queries.
  let matchers: [Matcher]

  var searchesTerms: Bool { queries.contains(.term) }
  var searchesActors: Bool {
    queries.contains { query in if case .actor = query { true } else { false } }
  }
  var searchesFrames: Bool {
    queries.contains { query in if case .frame = query { true } else { false } }
  }

  /// - Throws: `ConcordanceFault` for an id that nothing bears, a term that can't be read, a locale that is none.
  init(_ request: ConcordanceRequest, _ analysis: Analysis) throws(ConcordanceFault) {
    self.request = request
    actors = analysis.registry.actors
    let ids = ConcordanceIds(analysis)
    var queries: [Query] = []
    for text in request.queries { queries.append(try ids.query(text)) }
    self.queries = queries
    matches = zip(request.queries, queries).map { text, query in
      switch query {
      case .term: text
      case .actor(let index): analysis.registry.actors[Int(index)].id
      case .frame(let number): analysis.frames[Int(number)]
      }
    }
    holder = try request.holder.map { text throws(ConcordanceFault) in try ids.holder(text) }
    if Collator(tag: request.locale) == nil {
      throw ConcordanceFault(
        what: "--locale \(request.locale): ICU knows no such language",
        mend: "write a tag as in 'ru' or 'de-u-co-phonebk'")
    }
    matchers = try Self.matchers(request, queries, analysis)
    try checkStages(analysis.file)
  }

  private func checkStages(_ file: PipelineFile) throws(ConcordanceFault) {
    for (isNeeded, stage, what) in [
      (searchesActors, PipelineFile.StageName.mentions, "actors"), (searchesFrames, .rhetoric, "frames"),
      (holder != nil, .attribution, "holders"),
    ] where isNeeded && !file.stages.contains(stage) {
      throw ConcordanceFault(
        what: "\(file.path) finds no \(what)",
        mend: "add the stage '\(stage.rawValue)', or name another pipeline with -p")
    }
  }

  private static func matchers(
    _ request: ConcordanceRequest, _ queries: [Query], _ analysis: Analysis
  ) throws(ConcordanceFault) -> [Matcher] {
    var matchers: [Matcher] = []
    for pack in analysis.languages.map(\.pack) + [LanguagePack(language: "root")] {
      var builder = MatcherBuilder(stemmer: Stemmer(language: pack.language))
      let reader = PatternReader(locale: pack.language)
      // What no stemmer knows is compared as it stands.
      let form = pack.language == "root" ? request.form.subtracting(.stemmed) : request.form
      for (number, query) in queries.enumerated() where query == .term {
        let text = request.queries[number]
        do throws(TermFault) {
          for words in try reader.patterns(of: text, form: form) {
            builder.add(words, kind: .dictionary, entry: number)
          }
        } catch {
          throw ConcordanceFault(what: "'\(text)': \(error.what)", mend: error.mend)
        }
      }
      matchers.append(builder.compile(possessives: pack.possessives))
    }
    return matchers
  }

  func id(of holder: Holder) -> String {
    switch holder {
    case .article: "article"
    case .unresolved: "unresolved"
    case .actor(let index): actors[Int(index)].id
    }
  }
}

/// Who and what a pipeline has ids for.
struct ConcordanceIds {
  private let registry: ActorRegistry
  private let frames: [String]

  init(_ analysis: Analysis) {
    registry = analysis.registry
    frames = analysis.frames
  }

  init(registry: ActorRegistry, frames: [String]) {
    self.registry = registry
    self.frames = frames
  }

  /// `@id`, `@actor:id` and `@frame:id` are ids; anything else is a term.
  func query(_ text: String) throws(ConcordanceFault) -> Concordance.Query {
    guard text.hasPrefix("@") else { return .term }
    let id = String(text.dropFirst())
    if let rest = Self.rest(of: id, after: "actor:") { return .actor(try actor(rest, in: text)) }
    if let rest = Self.rest(of: id, after: "frame:") { return .frame(try frame(rest, in: text)) }
    switch (registry.index(of: id), frames.firstIndex(of: id)) {
    case (.some, .some):
      throw ConcordanceFault(
        what: "\(text): an actor and a frame have this id", mend: "write @actor:\(id) or @frame:\(id)")
    case (.some(let actor), nil): return .actor(Int32(actor))
    case (nil, .some(let frame)): return .frame(UInt32(frame))
    case (nil, nil):
      throw unknown(text, id, "actor or frame", registry.actors.map(\.id) + frames)
    }
  }

  /// `article`, `unresolved`, or an actor's id, with `@` or without.
  func holder(_ text: String) throws(ConcordanceFault) -> Holder {
    switch text {
    case "article": return .article
    case "unresolved": return .unresolved
    default:
      let id = text.hasPrefix("@") ? String(text.dropFirst()) : text
      return .actor(try actor(Self.rest(of: id, after: "actor:") ?? id, in: "--by-holder \(text)"))
    }
  }

  private func actor(_ id: String, in text: String) throws(ConcordanceFault) -> Int32 {
    guard let index = registry.index(of: id) else { throw unknown(text, id, "actor", registry.actors.map(\.id)) }
    return Int32(index)
  }

  private func frame(_ id: String, in text: String) throws(ConcordanceFault) -> UInt32 {
    guard let number = frames.firstIndex(of: id) else { throw unknown(text, id, "frame", frames) }
    return UInt32(number)
  }

  private func unknown(_ text: String, _ id: String, _ what: String, _ known: [String]) -> ConcordanceFault {
    let near = YAMLValue.nearMiss(of: id, among: known)
    return ConcordanceFault(
      what: "\(text): no \(what) of the pipeline has this id",
      mend: near.map { "did you mean '\($0)'?" }
        ?? "the registries in Lexicons/actors list actors, 'rhetor codebook' frames; '\\\(text)' is the word itself")
  }

  private static func rest(of text: String, after prefix: String) -> String? {
    text.hasPrefix(prefix) ? String(text.dropFirst(prefix.count)) : nil
  }
}
