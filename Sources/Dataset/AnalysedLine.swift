import Corpus
import TextModel

/// An article record as `analyze` wrote it, read field by field as they are asked for.
///
/// Valid until its `JSONLine` parses the next one.
public struct AnalysedLine {
  private let value: JSONCursor
  private let actorList: JSONCursor
  private let rhetoricList: JSONCursor

  /// - Returns: nil for what is no article record.
  public init?(_ value: JSONCursor) {
    guard let actors = value["actors"], let rhetoric = value["rhetoric"], value["counts"] != nil else { return nil }
    self.value = value
    actorList = actors
    rhetoricList = rhetoric
  }

  /// As text, whatever it was in the input; nil where there is none.
  public var id: String? {
    guard let id = value["id"] else { return nil }
    if let text = id.string { return text }
    if let number = id.integer { return "\(number)" }
    if let number = id.number { return "\(number)" }
    return id.boolean.map { "\($0)" }
  }

  public var date: String? { value["date"]?.string }
  public var day: Day? { date.flatMap { Day(prefixOf: $0) } }
  public var outlet: String? { value["outlet"]?.string }
  public var language: String? { value["language"]?.string }
  public var title: String? { value["title"]?.string }

  /// A field of the input that was kept.
  public func field(_ name: String) -> String? {
    guard let field = value["fields"]?[name] else { return nil }
    return field.string ?? field.integer.map { "\($0)" } ?? field.number.map { "\($0)" }
      ?? field.boolean.map { "\($0)" }
  }

  /// Stance toward one actor, of all holders together or of one.
  public struct Stance {
    public var target: String
    public var name: String
    /// nil for all together.
    public var holder: String?
    /// −1…1; nil where nothing is said of the actor.
    public var score: Double?
    /// `positive`, `negative`, `neutral`; of all holders together only.
    public var label: String?
    public var mentions: Int
    public var sentences: Int
  }

  /// Each actor's stance, and then the same by holder.
  public func forEachStance(_ body: (Stance) -> Void) {
    for actor in actorList.elements {
      guard let target = actor["actor"]?.string, let stance = actor["stance"] else { continue }
      let sentences = stance["sentences"]
      let name = actor["name"]?.string ?? target
      body(
        Stance(
          target: target, name: name, holder: nil, score: stance["score"]?.number, label: stance["label"]?.string,
          mentions: actor["mentions"]?.integer ?? 0,
          sentences: (sentences?["positive"]?.integer ?? 0) + (sentences?["negative"]?.integer ?? 0)
            + (sentences?["neutral"]?.integer ?? 0)))
      guard let holders = actor["holders"] else { continue }
      for holder in holders.elements {
        guard let id = holder["holder"]?.string else { continue }
        body(
          Stance(
            target: target, name: name, holder: id, score: holder["score"]?.number, label: nil, mentions: 0,
            sentences: holder["sentences"]?.integer ?? 0))
      }
    }
  }

  /// Uses of one frame by one speaker.
  public struct Use {
    public var frame: String
    /// nil for the article's own or unattributed words.
    public var speaker: String?
    public var count: Int
    public var terms: [String]
  }

  public func forEachUse(_ body: (Use) -> Void) {
    for use in rhetoricList.elements {
      guard let frame = use["frame"]?.string else { continue }
      body(
        Use(
          frame: frame, speaker: use["actor"]?.string, count: use["count"]?.integer ?? 0,
          terms: use["terms"].map { $0.elements.compactMap(\.string) } ?? []))
    }
  }

  /// Words of one sentence and one holder.
  public struct Speech {
    public var holder: String
    public var actors: [String]
    public var frames: [String]
    /// As `SpeechRecord` writes them.
    public var words: UnsafeBufferPointer<UInt8>
  }

  /// - Returns: false where the record was written without its words.
  @discardableResult
  public func forEachSpeech(_ body: (Speech) -> Void) -> Bool {
    guard let list = value["speech"] else { return false }
    for part in list.elements {
      guard let holder = part["holder"]?.string, let words = part["words"]?.bytes else { continue }
      body(
        Speech(
          holder: holder, actors: part["actors"].map { $0.elements.compactMap(\.string) } ?? [],
          frames: part["frames"].map { $0.elements.compactMap(\.string) } ?? [], words: words))
    }
    return true
  }
}
