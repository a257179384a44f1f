import TextModel

/// Candidates as actors, with what was seen of them as comments.
public struct RegistryDraft {
  public private(set) var actors: [Actor] = []
  /// By actor.
  public private(set) var comments: [[String]] = []

  /// - Parameter registry: whose ids and names are taken.
  public init(_ candidates: [NameCandidate], beside registry: ActorRegistry, spelling: NameDerivation) {
    var claims = NameClaims()
    for (number, actor) in registry.actors.enumerated() {
      for name in [actor.name] + actor.aliases { _ = claims.claim(name, by: number, during: .always) }
    }
    var ids = Set(registry.actors.map(\.id) + ActorRegistry.reservedIds)
    for candidate in candidates {
      let number = registry.actors.count + actors.count
      func isFree(_ name: String) -> Bool { claims.claim(name, by: number, during: .always) == .free }
      let names = ([candidate.name] + candidate.variants.map(\.text)).filter(isFree)
      guard let name = names.first else { continue }
      actors.append(
        Actor(
          id: Self.id(name, spelling, &ids), name: name, kind: candidate.kind, aliases: Array(names.dropFirst())))
      comments.append(Self.comment(candidate))
    }
  }

  private static func id(_ name: String, _ spelling: NameDerivation, _ taken: inout Set<String>) -> String {
    let stem =
      ([name] + spelling.transliterations(of: name)).lazy.compactMap { RegistryBuilder.identifier($0) }.first ?? "name"
    var (id, number) = (stem, 2)
    while !taken.insert(id).inserted {
      id = "\(stem)-\(number)"
      number += 1
    }
    return id
  }

  private static func comment(_ candidate: NameCandidate) -> [String] {
    var spread = ""
    if let value = candidate.spread { spread = ", spread \(hundredths(value))" }
    var lines = [
      "\(candidate.count) times in \(candidate.documents) articles\(spread) (\(candidate.language)); kind guessed"
    ]
    if !candidate.variants.isEmpty {
      lines.append(
        "with " + candidate.variants.map { "\($0.text) (\($0.reason.rawValue), \($0.count))" }.joined(separator: ", "))
    }
    for example in candidate.examples {
      lines.append("\(example.article ?? "without id"): \(example.sentence)")
    }
    return lines
  }

  /// Two decimals.
  private static func hundredths(_ value: Double) -> String {
    let number = Int((value * 100).rounded())
    return "\(number / 100).\(number % 100 < 10 ? "0" : "")\(number % 100)"
  }
}
