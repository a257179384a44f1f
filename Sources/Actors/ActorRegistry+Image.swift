import TextModel

/// Left out are aliases and titles, which are in the matcher and the table of aliases, and where actors were written down,
/// which only complaints about registries tell.
extension ActorRegistry: ImageStorable {
  private struct Row: BitwiseCopyable, Sendable {
    var kind: Actor.Kind
    var gender: Actor.Gender?
    /// The texts of an actor: id, name, owner.
    var hasOwner: Bool
  }

  public func write(to image: inout ImageWriter) throws {
    var texts = ByteStringList()
    let rows = actors.map { actor in
      for text in [actor.id, actor.name] + (actor.belongsTo.map { [$0] } ?? []) { texts.append(text) }
      return Row(kind: actor.kind, gender: actor.gender, hasOwner: actor.belongsTo != nil)
    }
    try image.write(rows)
    try texts.write(to: &image)
  }

  public init(from image: inout ImageReader) throws(ImageDamage) {
    self.init()
    let rows = try image.list(Row.self)
    let texts = try ByteStringList(from: &image)
    var text = 0
    func take() throws(ImageDamage) -> String {
      guard text < texts.count else { throw ImageDamage() }
      defer { text += 1 }
      return texts.text(text)
    }
    actors.reserveCapacity(rows.count)
    for row in rows {
      var actor = Actor(id: try take(), name: try take(), kind: row.kind, gender: row.gender)
      if row.hasOwner { actor.belongsTo = try take() }
      actors.append(actor)
    }
  }
}
