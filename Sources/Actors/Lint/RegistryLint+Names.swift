import Lexicon
import TextModel

extension RegistryLint {
  static func wordless(_ lint: RegistryLint) -> [LintFinding] {
    lint.entries.filter { lint.isLinted[$0.actor] && ($0.phrase < 0 || $0.letters == 0) }.map {
      lint.finding(.error, "no-word", at: $0, "'\($0.text)' has no letter in it", "leave it out")
    }
  }

  /// Who belongs to nobody that there is, or to himself in the end.
  static func owners(_ lint: RegistryLint) -> [LintFinding] {
    let ids = lint.registry.actors.map(\.id)
    var found: [LintFinding] = []
    for (number, actor) in lint.registry.actors.enumerated() where lint.isLinted[number] {
      guard let owner = actor.belongsTo else { continue }
      let place = lint.registry.places[number]
      func add(_ rule: String, _ what: String, _ mend: String) {
        found.append(LintFinding(.error, rule: rule, file: place.file, line: place.line, what: what, mend: mend))
      }
      if lint.registry.index(of: owner) == nil {
        let suggestion = YAMLValue.nearMiss(of: owner, among: ids).map { "did you mean '\($0)'?" }
        add(
          "unknown-of", "'\(actor.id)' belongs to '\(owner)', which no registry has",
          suggestion ?? "add that actor, or leave out 'of'")
        continue
      }
      var (at, steps) = (owner, 0)
      while at != actor.id, steps < ids.count, let next = lint.registry.index(of: at),
        let further = lint.registry.actors[next].belongsTo
      { (at, steps) = (further, steps + 1) }
      if at == actor.id {
        add("circle", "'\(actor.id)' belongs to '\(owner)', and that in the end to it", "leave out one 'of'")
      }
    }
    return found
  }

  /// Names that two actors have: a pipeline with both can't be loaded. A name that is another one's office takes it
  /// from him.
  static func sharedNames(_ lint: RegistryLint) -> [LintFinding] {
    var found: [LintFinding] = []
    for uses in lint.uses {
      guard let first = uses.first(where: { lint.entries[$0].form != .title }).map({ lint.entries[$0] }) else {
        continue
      }
      for use in uses {
        let entry = lint.entries[use]
        if entry.actor == first.actor { continue }
        // Told where it is to be mended: in a file that is looked at.
        let (at, other) = lint.isLinted[entry.actor] ? (entry, first) : (first, entry)
        guard lint.isLinted[at.actor] else { continue }
        let there = lint.place(other, seenFrom: at)
        if entry.form == .title {
          found.append(
            lint.finding(
              .warning, "name-takes-office", at: at,
              "'\(entry.text)' is an office of \(lint.id(entry.actor)) and a name of \(lint.id(first.actor)) (\(there)), who always gets it",
              "leave it to one of them"))
        } else {
          found.append(
            lint.finding(
              .error, "shared-name", at: at,
              "'\(at.text)' names \(lint.id(at.actor)), and \(lint.id(other.actor)) as well (\(there))",
              "leave it to one of them, or make both longer"))
        }
      }
    }
    return found
  }

  /// What stands twice with the same actor.
  static func repeats(_ lint: RegistryLint) -> [LintFinding] {
    var found: [LintFinding] = []
    for uses in lint.uses where uses.count > 1 {
      var first: [Int: Entry] = [:]
      for use in uses {
        let entry = lint.entries[use]
        guard lint.isLinted[entry.actor] else { continue }
        guard let known = first[entry.actor] else {
          first[entry.actor] = entry
          continue
        }
        if known.form == .title, entry.form == .title, known.span != entry.span { continue }
        let spelled = known.text == entry.text ? "" : ", as '\(known.text)'"
        found.append(
          lint.finding(
            .warning, "duplicate", at: entry,
            "'\(entry.text)' stands with \(lint.id(entry.actor)) already (\(lint.place(known, seenFrom: entry)))\(spelled)",
            "leave it out"))
      }
    }
    return found
  }

  /// Names so short that they are found in what is none.
  static func short(_ lint: RegistryLint) -> [LintFinding] {
    lint.entries.filter { lint.isLinted[$0.actor] && $0.phrase >= 0 }.compactMap { entry in
      if entry.letters == 1 {
        return lint.finding(
          .warning, "too-short", at: entry, "'\(entry.text)' is a single letter", "write the name out")
      }
      if entry.letters == 2, !entry.isShouted {
        return lint.finding(
          entry.asksForCapital ? .note : .warning, "too-short", at: entry,
          "'\(entry.text)' has two letters, and is no abbreviation in capitals",
          "make it longer, or write it in capitals if texts do")
      }
      return nil
    }
  }

  /// Names that are words of the lexicons: what they would say there is never looked up.
  static func ordinary(_ lint: RegistryLint) -> [LintFinding] {
    lint.entries.filter { lint.isLinted[$0.actor] && $0.phrase >= 0 && $0.words == 1 }.compactMap { entry in
      guard let kind = lint.words[Array(lint.phrases[entry.phrase])], !entry.isShouted else { return nil }
      if entry.asksForCapital {
        return lint.finding(
          .note, "ordinary-word", at: entry,
          "'\(entry.text)' is a word of the lexicons too (\(kind)): at the beginning of a sentence it is taken for the name",
          "leave it if the name is common, or make it longer")
      }
      // Groups and issues are called by ordinary words: there it is meant.
      let actorKind = lint.registry.actors[entry.actor].kind
      return lint.finding(
        actorKind == .group || actorKind == .issue ? .note : .warning, "ordinary-word", at: entry,
        "'\(entry.text)' is a word of the lexicons too (\(kind)), where it is not looked up any more",
        "make it longer, give it a capital, or take the word out of the lexicon")
    }
  }

  /// Case endings and other spellings that are worked out, and then belong to somebody else.
  static func swallowed(_ lint: RegistryLint) -> [LintFinding] {
    var found: [LintFinding] = []
    let cutter = NameCutter()
    for entry in lint.entries where lint.isLinted[entry.actor] && entry.form != .title && entry.phrase >= 0 {
      var forms = lint.derivation.cases(of: entry.text)
      if lint.registry.actors[entry.actor].kind == .person {
        forms += lint.derivation.transliterations(of: entry.text)
      }
      var told: Set<Int> = []
      for form in forms {
        guard let known = lint.phrases.known(cutter.phrase(of: form)), known != entry.phrase else { continue }
        for use in lint.uses[known] where lint.entries[use].actor != entry.actor && told.insert(use).inserted {
          let other = lint.entries[use]
          found.append(
            lint.finding(
              .note, "swallowed", at: entry,
              "'\(form)', a form of '\(entry.text)', is '\(other.text)' of \(lint.id(other.actor)), who gets it",
              "nothing, if that is meant; else make one of them longer"))
        }
      }
    }
    return found
  }
}
