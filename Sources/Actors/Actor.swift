import TextModel

/// Someone or something that articles speak of and take a stance toward.
public struct Actor: Sendable {
  public enum Kind: String, BitwiseCopyable, CaseIterable, Sendable {
    case person, country, government, organisation, group, issue
  }

  public enum Gender: String, BitwiseCopyable, CaseIterable, Sendable { case m, f }

  /// An office held for a time: phrases that mean this actor between two days, both included.
  public struct Role: Sendable {
    public var titles: [String]
    public var from: Day?
    public var to: Day?

    public init(titles: [String], from: Day? = nil, to: Day? = nil) {
      (self.titles, self.from, self.to) = (titles, from, to)
    }

    public func isHeld(on day: Day) -> Bool { (from.map { $0 <= day } ?? true) && (to.map { day <= $0 } ?? true) }
  }

  public var id: String
  public var name: String
  public var kind: Kind
  /// Of a person, for pronouns.
  public var gender: Gender?
  /// Id of the actor it belongs to.
  public var belongsTo: String?
  public var aliases: [String]
  public var roles: [Role]

  public init(
    id: String, name: String, kind: Kind, gender: Gender? = nil, belongsTo: String? = nil, aliases: [String] = [],
    roles: [Role] = []
  ) {
    (self.id, self.name, self.kind, self.gender) = (id, name, kind, gender)
    (self.belongsTo, self.aliases, self.roles) = (belongsTo, aliases, roles)
  }
}
