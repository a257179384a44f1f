import Lexicon
import TextModel

/// PETRARCH's dictionaries of actors and of agents, which may stand in one file.
///
/// A code becomes an actor, as it is what PETRARCH codes. A phrase that has a code without dates is a name of it; one that has
/// it for a time is an office of it in that time ("Barack Obama" is USAGOV from 2009 to 2017). Of several codes of a
/// phrase the first that fits the day holds, in PETRARCH as well.
struct PetrarchImporter {
  private let codes: ActorCodes
  private var builder: RegistryBuilder
  private var record: Record?
  private var markers: [String: [String]] = [:]

  /// A phrase, its synonyms, and their codes in order.
  private struct Record {
    var phrases: [(text: String, line: Int)]
    var codes: [PetrarchCode] = []
    /// The code in the line of the phrase itself, which holds when no other one does.
    var fallback: PetrarchCode?
    /// Codes that could not be read, which have been told of.
    var faults = 0
  }

  static func read(_ file: ForeignText, codes: ActorCodes, into builder: RegistryBuilder) -> RegistryBuilder {
    var importer = PetrarchImporter(codes: codes, builder: builder)
    importer.read(file)
    return importer.builder
  }

  private init(codes: ActorCodes, builder: RegistryBuilder) {
    self.codes = codes
    self.builder = builder
  }

  private mutating func read(_ file: ForeignText) {
    var lines = PetrarchLines()
    let texts = file.lines.map { (number: $0.number, text: lines.text(of: $0.text).trimmed) }
    // Substitutions may stand behind their first use.
    for line in texts where line.text.begins(with: "!") { readMarker(line.text, line.number) }
    for (line, text) in texts where !text.isEmpty {
      if text.begins(with: "!"), Self.isMarker(text) { continue }
      if text.begins(with: "[") {
        readCodes(text, line)
      } else if text.begins(with: "+") {
        readSynonym(text.dropFirst().trimmed, line)
      } else {
        finish()
        readPhrase(text, line)
      }
    }
    finish()
  }

  // MARK: Actors

  private mutating func readPhrase(_ text: Substring, _ line: Int) {
    let phrase = text.prefix { $0 != "[" && $0 != "{" }.trimmed
    let rest = text[phrase.endIndex...].trimmed
    if rest.contains("{") || rest.contains("~") || phrase.contains("!") {
      return readAgent(phrase, rest, line)
    }
    record = Record(phrases: [(String(phrase), line)])
    guard !rest.isEmpty else { return }
    readCodes(rest, line)
    // A code of its own, without dates, is what holds by default.
    if let code = record?.codes.first, record?.codes.count == 1, code.span == .always {
      record?.fallback = code
      record?.codes = []
    }
  }

  private mutating func readSynonym(_ text: Substring, _ line: Int) {
    guard record != nil else {
      return builder.lose(.badLine, line, "'+\(text)' is a synonym of nothing", "put it below a phrase")
    }
    let phrase = text.prefix { $0 != "[" && $0 != "{" }.trimmed
    record!.phrases.append((String(phrase), line))
    let rest = text[phrase.endIndex...].trimmed
    if rest.isEmpty { return }
    builder.say(
      .warning, .code, line, "a code behind a synonym, '\(rest)', which is taken for one of the whole entry",
      "put it into a line of its own")
    readCodes(rest, line)
  }

  /// `[CODE] [CODE <990101] …`
  private mutating func readCodes(_ text: Substring, _ line: Int) {
    guard record != nil else {
      return builder.say(.error, .code, line, "'\(text)' is the code of nothing", "put it below a phrase")
    }
    var rest = text
    while let start = rest.firstIndex(of: "[") {
      let strange = rest[..<start].trimmed
      if !strange.isEmpty { tellStrange(strange, line) }
      guard let end = rest[start...].firstIndex(of: "]") else {
        builder.say(.error, .code, line, "'\(rest[start...])' is closed by no ']'", "close it")
        record!.faults += 1
        return
      }
      do throws(PetrarchFault) {
        record!.codes.append(try PetrarchCode(rest[rest.index(after: start)..<end], line: line))
      } catch {
        builder.say(.error, error.kind, line, error.what, error.mend)
        record!.faults += 1
      }
      rest = rest[rest.index(after: end)...]
    }
    if !rest.trimmed.isEmpty { tellStrange(rest.trimmed, line) }
  }

  private mutating func tellStrange(_ text: Substring, _ line: Int) {
    builder.say(
      .warning, .badLine, line, "'\(text)' is neither a phrase nor a code, and is left out", "write [CODE] for a code")
  }

  private mutating func finish() {
    guard let record else { return }
    self.record = nil
    let codes = record.codes + (record.fallback.map { [$0] } ?? [])
    if codes.isEmpty {
      let first = record.phrases[0]
      builder.lose(
        .code, first.line,
        record.faults > 0 ? "'\(first.text)' is left without a code" : "'\(first.text)' has no code",
        "write [CODE] behind it, or below it", count: record.phrases.count)
      return
    }
    let spans = settled(codes)
    for phrase in record.phrases {
      let name = PetrarchPhrase.name(phrase.text)
      if name.isShouted {
        builder.sum(
          .note, .literal, phrase.line, "names of up to three letters are found in capitals only, as abbreviations are",
          "write them as they stand in texts, where they are none")
      }
      for (code, spans) in zip(codes, spans) {
        if code.code.allSatisfy({ $0 == "-" }) {
          builder.lose(
            .code, code.line, "'\(name.text)' has the code '\(code.code)', which stands for no actor",
            "nothing is to be done, if that is meant")
          continue
        }
        if spans.isEmpty { builder.merge() }
        for span in spans { add(name.text, span, code.code, phrase.line) }
      }
    }
  }

  /// By code: the times that those before it leave to it.
  private mutating func settled(_ codes: [PetrarchCode]) -> [[TimeSpan]] {
    codes.indices.map { number in
      let code = codes[number]
      var left = [code.span]
      for earlier in codes[..<number] {
        let shared = left.compactMap { $0.overlap(earlier.span) }
        left = left.flatMap { $0.without(earlier.span) }
        guard !shared.isEmpty, code.span != .always, earlier.code != code.code else { continue }
        if shared.allSatisfy({ $0.from == $0.to }) {
          builder.sum(
            .note, .date, code.line, "a day that ends one code's time begins another's: it counts to the first",
            "nothing is to be done")
        } else {
          builder.say(
            .warning, .date, code.line,
            "the times of \(earlier.code) (line \(earlier.line)) and \(code.code) overlap: the first holds",
            "let one begin where the other ends")
        }
      }
      if left.isEmpty {
        builder.say(
          .warning, .date, code.line, "\(code.code) never holds, as codes before it cover all its time",
          "leave it out, or put it first")
      }
      return left
    }
  }

  private mutating func add(_ name: String, _ span: TimeSpan, _ code: String, _ line: Int) {
    builder.add(.init(name: name, span: span, line: line, rank: 0), to: code)
    let kind = codes.kind(cameo: code)
    builder.actor(code, line: line) { draft in
      draft.kind = kind
      if draft.owners.isEmpty, code.utf8.count > 3 { draft.owners = [String(code.prefix(3))] }
    }
  }

  // MARK: Agents

  /// `WORD {PLURAL} [~GOV]`
  private mutating func readAgent(_ phrase: Substring, _ rest: Substring, _ line: Int) {
    var rest = rest
    var plural: Substring?
    if rest.begins(with: "{") {
      guard let end = rest.firstIndex(of: "}") else {
        return builder.lose(.badLine, line, "'\(rest)' is closed by no '}'", "close it")
      }
      plural = rest[rest.index(after: rest.startIndex)..<end].trimmed
      rest = rest[rest.index(after: end)...].trimmed
    }
    guard rest.begins(with: "["), let end = rest.firstIndex(where: { $0 == "]" || $0 == "}" }) else {
      return builder.lose(.code, line, "'\(phrase)' has no code", "write [~CODE] behind it")
    }
    let code = rest[rest.index(after: rest.startIndex)..<end].filter { $0 != "~" }
    guard !code.isEmpty, !code.contains(where: \.isWhitespace) else {
      return builder.lose(.code, line, "'\(rest)' is no code of an agent", "write [~CODE]")
    }
    if phrase.contains(" ") {
      builder.sum(
        .note, .blanks, line,
        "other words may stand between an agent's words where a blank parts them: here they may not",
        "nothing is to be done")
    }
    var forms = [String(phrase)]
    if phrase.contains("!") {
      guard let spelledOut = spelledOut(phrase) else {
        return builder.lose(
          .unsupported, line, "'\(phrase)' has a marker that no line '!…! = …' explains", "add that line")
      }
      forms = spelledOut
    } else if let plural {
      if !plural.isEmpty { forms.append(String(plural)) }
    } else {
      forms.append(PetrarchPhrase.plural(of: phrase))
    }
    for form in forms { add(PetrarchPhrase.agent(form), .always, String(code), line) }
    builder.sum(
      .note, .approximated, line, "an agent is an actor of its own here, whatever country stands before it",
      "write 'of' and the countries' aliases into the registry, where it matters")
  }

  private static func isMarker(_ text: Substring) -> Bool {
    guard let (name, _) = text.cut(at: "=") else { return false }
    return name.trimmed.ends(with: "!")
  }

  /// `!PERSON! = MAN, MEN, WOMAN`
  private mutating func readMarker(_ text: Substring, _ line: Int) {
    guard Self.isMarker(text), let (name, list) = text.cut(at: "=") else { return }
    let words = list.parts(at: ",").map { String($0.trimmed) }.filter { !$0.isEmpty }
    if words.isEmpty {
      builder.say(.error, .badLine, line, "'\(name.trimmed)' stands for nothing", "list words behind '='")
    }
    markers[String(name.trimmed)] = words
  }

  private func spelledOut(_ phrase: Substring) -> [String]? {
    guard let start = phrase.firstIndex(of: "!"),
      let end = phrase[phrase.index(after: start)...].firstIndex(of: "!"),
      let words = markers[String(phrase[start...end])]
    else { return nil }
    return words.map { phrase[..<start] + $0 + phrase[phrase.index(after: end)...] }
  }
}
