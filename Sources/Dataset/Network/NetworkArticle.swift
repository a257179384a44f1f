import Foundation
import TextModel

/// What a network takes from an analysed line.
public struct NetworkArticle: Decodable, Sendable {
  public struct Mentioned: Decodable, Sendable {
    public struct Stance: Decodable, Sendable { public var score: Double? }

    public var actor: String
    public var name: String
    public var mentions: Int
    public var stance: Stance
  }

  public struct Dyad: Decodable, Sendable {
    public var holder: String
    public var target: String
    public var score: Double
    public var sentences: Int
  }

  public var date: String?
  public var outlet: String?
  public var actors: [Mentioned]
  public var dyads: [Dyad]

  /// Why a line is none.
  public struct Fault: Error {}

  /// More mentions or sentences of an actor than any article has.
  private static let most = 1 << 31

  /// - Throws: where the line is not what `rhetor analyze` writes.
  public init(line: ArraySlice<UInt8>) throws {
    self = try JSONDecoder().decode(NetworkArticle.self, from: Data(line))
    func isScore(_ score: Double) -> Bool { (-1...1).contains(score) }
    guard Set(actors.map(\.actor)).count == actors.count,
      actors.allSatisfy({ (0...Self.most).contains($0.mentions) && isScore($0.stance.score ?? 0) }),
      dyads.allSatisfy({ (1...Self.most).contains($0.sentences) && isScore($0.score) })
    else { throw Fault() }
  }
}

/// Which articles a network is made of.
public struct NetworkFilter: Sendable, Equatable {
  /// The first and the last day, month or year, as in `2020-08-09`, `2020-08` or `2020`; both belong to it.
  public var from: String?
  public var to: String?
  /// Empty for all.
  public var outlets: Set<String>

  public init(from: String? = nil, to: String? = nil, outlets: Set<String> = []) {
    self.from = from
    self.to = to
    self.outlets = outlets
  }

  /// Is a text a day, a month or a year?
  public static func isPeriod(_ text: String) -> Bool {
    let missing = ["0000-01-01": 10, "-01-01": 4, "-01": 7].first { $0.value == text.count }
    guard let missing else { return false }
    let day = text.count == 10 ? text : text + missing.key
    return day.utf8.count == 10 && Array(day.utf8)[4] == UInt8(ascii: "-") && Day(prefixOf: day) != nil
  }

  /// An article without a date is in no period, one without an outlet of no outlet.
  public func admits(_ article: NetworkArticle) -> Bool {
    if from != nil || to != nil {
      guard let date = article.date, Day(prefixOf: date) != nil else { return false }
      if let from, date.prefix(from.count) < from[...] { return false }
      if let to, date.prefix(to.count) > to[...] { return false }
    }
    if outlets.isEmpty { return true }
    return article.outlet.map { outlets.contains($0) } ?? false
  }
}
