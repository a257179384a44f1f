import TextModel

/// Where its actors were written down is left out: only complaints about registries tell it.
extension ActorRegistry: ImageStorable {
  private struct Row: BitwiseCopyable, Sendable {
    var kind: Actor.Kind
    var gender: Actor.Gender?
    /// The texts of an actor: id, name, owner, so many aliases, and the titles of so many roles.
    var hasOwner: Bool
    var aliases: Int32
    var roles: Int32
  }

  private struct RoleRow: BitwiseCopyable, Sendable {
    var titles: Int32
    var from: Day?
    var to: Day?
  }

  public func write(to image: inout ImageWriter) throws {
    var texts = ByteStringList()
    var roles: [RoleRow] = []
    let rows = actors.map { actor in
      for text in [actor.id, actor.name] + (actor.belongsTo.map { [$0] } ?? []) + actor.aliases { texts.append(text) }
      for role in actor.roles {
        roles.append(RoleRow(titles: Int32(role.titles.count), from: role.from, to: role.to))
        for title in role.titles { texts.append(title) }
      }
      return Row(
        kind: actor.kind, gender: actor.gender, hasOwner: actor.belongsTo != nil, aliases: Int32(actor.aliases.count),
        roles: Int32(actor.roles.count))
    }
    try image.write(rows)
    try image.write(roles)
    try texts.write(to: &image)
  }

  public init(from image: inout ImageReader) throws(ImageDamage) {
    self.init()
    let rows = try image.list(Row.self)
    let roles = try image.list(RoleRow.self)
    let texts = try ByteStringList(from: &image)
    var (text, role) = (0, 0)
    func take() throws(ImageDamage) -> String {
      guard text < texts.count else { throw ImageDamage() }
      defer { text += 1 }
      return texts.text(text)
    }
    func take(_ count: Int32) throws(ImageDamage) -> [String] {
      var taken: [String] = []
      for _ in 0..<count { taken.append(try take()) }
      return taken
    }
    actors.reserveCapacity(rows.count)
    for row in rows {
      var actor = Actor(id: try take(), name: try take(), kind: row.kind, gender: row.gender)
      if row.hasOwner { actor.belongsTo = try take() }
      actor.aliases = try take(row.aliases)
      for _ in 0..<row.roles {
        guard role < roles.count else { throw ImageDamage() }
        actor.roles.append(
          .init(titles: try take(roles[role].titles), from: roles[role].from, to: roles[role].to))
        role += 1
      }
      actors.append(actor)
    }
  }
}
