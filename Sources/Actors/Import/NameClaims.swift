import Segmentation

/// Who has which name, and when, as a text is looked up: a name without dates is one actor's, an office may be
/// another's at another time.
struct NameClaims {
  enum Answer: Equatable {
    case free
    /// There is no word in it.
    case empty
    /// The actor has it already.
    case twice
    case taken(by: Int)
  }

  private var phrases = PhraseTable()
  private var holders: [[(actor: Int, span: TimeSpan)]] = []
  private let cutter = NameCutter()

  var count: Int { phrases.count }

  /// Gives a name to an actor, unless another one has it.
  mutating func claim(_ name: String, by actor: Int, during span: TimeSpan) -> Answer {
    let phrase = cutter.phrase(of: name)
    if phrase.isEmpty || phrase[0] >= PhraseTable.separator { return .empty }
    let (number, isNew) = phrases.number(of: phrase)
    if isNew { holders.append([]) }
    for holder in holders[number] {
      if holder.actor == actor, holder.span == span || holder.span == .always { return .twice }
      // A name beats an office (`AliasTable`), so that one without dates would take it from all others.
      if holder.actor != actor, holder.span == .always || span == .always { return .taken(by: holder.actor) }
    }
    holders[number].append((actor, span))
    return .free
  }
}
