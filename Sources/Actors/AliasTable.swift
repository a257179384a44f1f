import Lexicon
import TextModel

/// What each alias can mean. A name means one actor; an office means whoever held it on the day; a surname means
/// someone already named in full. All tables are flat, so that a hundred thousand aliases are no objects.
public struct AliasTable: Sendable {
  public struct Candidate: BitwiseCopyable, Sendable {
    private let number: Int32
    public let form: Mention.Form
    /// For offices: when it was held.
    public let from: Day?
    public let to: Day?

    /// Index in the registry.
    public var actor: Int { Int(number) }

    /// Of an office.
    func isHeld(on day: Day) -> Bool { (from.map { $0 <= day } ?? true) && (to.map { day <= $0 } ?? true) }

    init(actor: Int, form: Mention.Form, from: Day? = nil, to: Day? = nil) {
      number = Int32(actor)
      (self.form, self.from, self.to) = (form, from, to)
    }
  }

  private let phrases: PhraseTree
  /// By phrase: where its candidates begin, and where the last one's end.
  let starts: FlatList<Int32>
  let all: FlatList<Candidate>
  private let spellings: SpellingIndex

  /// Works out all aliases: as written, with case endings, transliterated.
  /// - Throws: `ConfigurationError` where two actors share a name.
  public init(registry: ActorRegistry, declensions: [Declension], transliterations: Transliterations?) throws {
    var builder = AliasBuilder(registry: registry, declensions: declensions, transliterations: transliterations)
    try builder.build()
    spellings = builder.spellings()
    let (starts, all) = builder.flattened()
    (self.starts, self.all) = (FlatList(starts), FlatList(all))
    phrases = builder.finish()
  }

  /// A table that only tells what aliases mean, as one does that was read from an image: its matcher is there already.
  init(starts: FlatList<Int32>, all: FlatList<Candidate>) {
    (phrases, spellings) = (PhraseTree(), SpellingIndex())
    (self.starts, self.all) = (starts, all)
  }

  /// Entry numbers of alias hits are below it.
  public var count: Int { starts.count - 1 }

  /// What an alias can mean, by the entry number of its hits: one at least, all of the same form.
  public func candidates(of entry: Int) -> Slice<FlatList<Candidate>> {
    all[Int(starts[entry])..<Int(starts[entry + 1])]
  }

  /// The same without a list made of them.
  func withCandidates<Result>(of entry: Int, _ body: (UnsafeBufferPointer<Candidate>) -> Result) -> Result {
    let range = Int(starts[entry])..<Int(starts[entry + 1])
    return all.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[range])) }
  }

  /// The folded words of an alias.
  func words(of entry: Int) -> [[UInt8]] { phrases.words(of: entry) }

  /// Puts all aliases into a matcher.
  public func add(to matcher: inout MatcherBuilder, misspellings: Bool) {
    precondition(phrases.count == count)
    matcher.add(phrases, kind: .alias)
    if misspellings { matcher.add(spellings) }
  }
}
