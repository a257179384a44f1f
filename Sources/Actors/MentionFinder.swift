import Lexicon
import TextModel

/// Turns alias hits into mentions of actors, article by article.
public struct MentionFinder: Sendable {
  public struct Settings: Sendable {
    /// Resolve he, she and they to the actor they stand for.
    public var pronouns = true
    /// Understand long surnames one edit away.
    public var misspellings = true
    /// Sentences that a pronoun may look back over.
    public var pronounWindow = 2

    public init() {}
  }

  private let registry: ActorRegistry
  private let aliases: AliasTable
  private let settings: Settings

  public init(registry: ActorRegistry, aliases: AliasTable, settings: Settings) {
    self.registry = registry
    self.aliases = aliases
    self.settings = settings
  }

  /// Fills in `mentions`, and takes out of `hits` the opinions that are only parts of names.
  public func find(_ document: inout Document, language: LanguagePack) {
    resolveNames(&document, language: language)
    if document.target != nil { setTarget(in: &document) }
    if !language.caseEndings.isEmpty {
      for index in document.mentions.indices {
        let mention = document.mentions[index]
        document.mentions[index].cases = language.caseEndings.cases(
          document, first: mention.first, last: mention.last)
      }
    }
    maskHits(&document)
    if settings.pronouns, !document.mentions.isEmpty {
      PronounResolver(registry: registry, window: settings.pronounWindow).resolve(&document, language: language)
    }
  }

  private func resolveNames(_ document: inout Document, language: LanguagePack) {
    let day = document.article.day
    var named: [Int32] = []
    /// An office just read that may be followed by the name of who holds it.
    var pendingRole: TermHit?
    /// The last preposition of place and the last title ("leader") read.
    var place: TermHit?
    var title: TermHit?
    var sentence = 0
    for hit in document.hits {
      // What stands before a name belongs to it in its own sentence only, though nothing may part them but a line's end.
      while document.sentences[sentence].last <= hit.first {
        sentence += 1
        (pendingRole, place, title) = (nil, nil, nil)
      }
      if hit.kind == .grammar, case .grammar(let word) = language.meaning(of: hit) {
        if word == .place { place = hit }
        if word == .title { title = hit }
      }
      guard hit.kind == .alias else { continue }
      let (form, meant) = aliases.withCandidates(of: Int(hit.entry)) { group in
        (group[0].form, actor(of: group, day: day, named: named))
      }
      let adjacentRole = pendingRole.flatMap { $0.last == hit.first ? $0 : nil }
      pendingRole = form == .role ? hit : nil
      guard let actor = meant else {
        // A surname of nobody named so far may be an ordinary word where every word has a capital.
        if form != .surname || document.sentences[sentence].first != hit.first {
          document.unresolvedNames.append(hit.first..<hit.last)
        }
        continue
      }
      let kind = registry.actors[actor].kind
      // "A revolution in Minsk" is in the city; what Minsk answers, its government does.
      if kind == .government, form == .name, hit.last - hit.first == 1, place?.last == hit.first {
        document.unresolvedNames.append(hit.first..<hit.last)
        continue
      }
      var mention = Mention(
        actor: Int32(actor), first: hit.first, last: hit.last, form: form,
        isPossessive: document.tokens[Int(hit.last) - 1].traits.contains(.possessive))
      if kind == .person, form != .role {
        // "Belarusian leader Alexander Lukashenko" is one mention, and the name decides whose.
        if let role = adjacentRole {
          if document.mentions.last?.first == role.first { document.mentions.removeLast() }
          mention.first = role.first
        }
        if let group = describingGroup(before: hit, title: title, document),
          group.first >= document.sentences[sentence].first
        {
          document.mentions.removeLast()
          mention.first = min(mention.first, group.first)
        }
      }
      if form == .name { named.append(Int32(actor)) }
      document.mentions.append(mention)
    }
  }

  /// The group that only describes the person named next: "opposition leader Tikhanovskaya", «лидер оппозиции Тихановская».
  private func describingGroup(before name: TermHit, title: TermHit?, _ document: Document) -> Mention? {
    guard let title, let last = document.mentions.last, registry.actors[Int(last.actor)].kind == .group else {
      return nil
    }
    let leads = title.first == last.last && title.last == name.first
    let follows = title.last == last.first && last.last == name.first
    return leads || follows ? last : nil
  }

  /// Puts the given target in the place of whatever was found there; other mentions of the same actor become its own.
  private func setTarget(in document: inout Document) {
    guard let target = document.target,
      let first = document.tokens.firstIndex(where: { $0.end > target.lowerBound }),
      document.tokens[first].start < target.upperBound
    else { return }
    // A target that a sentence break was read into ends there: all readings go sentence by sentence.
    let end = document.sentences.first { first < Int($0.last) }.map { Int($0.last) } ?? document.tokens.count
    let last = document.tokens[first..<end].firstIndex { $0.start >= target.upperBound } ?? end
    var mention = Mention(
      actor: Mention.given, first: Int32(first), last: Int32(last), form: .name,
      isPossessive: document.tokens[last - 1].traits.contains(.possessive))
    let covered = document.mentions.filter { $0.first < mention.last && mention.first < $0.last }
    document.mentions.removeAll { $0.first < mention.last && mention.first < $0.last }
    for index in document.mentions.indices where covered.contains(where: { $0.actor == document.mentions[index].actor })
    {
      document.mentions[index].actor = Mention.given
    }
    // "Lukashenko's" may be given without its ending.
    if last < document.tokens.count, covered.contains(where: { $0.isPossessive && $0.last == last }) {
      mention.isPossessive = true
    }
    let place = document.mentions.firstIndex { $0.first >= mention.first } ?? document.mentions.count
    document.mentions.insert(mention, at: place)
  }

  /// Who is meant, if that can be told.
  private func actor(of group: UnsafeBufferPointer<AliasTable.Candidate>, day: Day?, named: [Int32]) -> Int? {
    switch group[0].form {
    case .name, .pronoun: return group[0].actor
    case .surname:
      // Whoever of them was named last.
      return named.last { actor in group.contains { $0.actor == Int(actor) } }.map(Int.init)
    case .role:
      // Without a date an office is clear only if one actor has ever held it.
      var holder: Int?
      for candidate in group where day.map(candidate.isHeld) ?? true {
        if let holder, holder != candidate.actor { return nil }
        holder = candidate.actor
      }
      return holder
    }
  }

  private func maskHits(_ document: inout Document) {
    let (mentions, names) = (document.mentions, document.unresolvedNames)
    if mentions.isEmpty, names.isEmpty { return }
    // Hits come in order of their first token; a mention or name that ends before it is done with.
    var (mention, name, kept) = (0, 0, 0)
    for index in document.hits.indices {
      let hit = document.hits[index]
      if hit.kind.isMaskedByMentions {
        while mention < mentions.count, mentions[mention].last <= hit.first { mention += 1 }
        if mention < mentions.count, mentions[mention].first < hit.last { continue }
        while name < names.count, names[name].upperBound <= hit.first { name += 1 }
        // Grammar goes on being read: who is meant is open, but not what the words do in their sentence.
        if hit.kind != .grammar, name < names.count, names[name].lowerBound < hit.last { continue }
      }
      document.hits[kept] = hit
      kept += 1
    }
    document.hits.removeLast(document.hits.count - kept)
  }
}
