import Lexicon
import TextModel

/// What each alias can mean. A name means one actor; an office means whoever held it on the day; a surname means
/// someone already named in full.
public struct AliasTable: Sendable {
  public struct Candidate: BitwiseCopyable, Sendable {
    public var actor: Int
    public var form: Mention.Form
    /// For offices: when it was held.
    public var from: Day?
    public var to: Day?
  }

  private let phrases: PhraseTable
  /// By phrase: the capitals it asks for (`Matcher.Output.shape`).
  private let shapes: FlatList<UInt64>
  /// By phrase: where its candidates begin, and where the last one's end.
  let starts: FlatList<Int32>
  let all: FlatList<Candidate>
  private let surnames: SurnameIndex

  /// Works out all aliases: as written, with case endings, transliterated.
  /// - Throws: `ConfigurationError` where two actors share a name.
  public init(registry: ActorRegistry, declensions: [Declension], transliterations: Transliterations?) throws {
    var builder = AliasBuilder(registry: registry, declensions: declensions, transliterations: transliterations)
    try builder.build()
    (phrases, shapes, surnames) = (builder.phrases, FlatList(builder.shapes), builder.surnames)
    let (starts, all) = builder.flattened()
    (self.starts, self.all) = (FlatList(starts), FlatList(all))
  }

  /// A table that only tells what aliases mean, as one does that was read from an image: its matcher is there already.
  init(starts: FlatList<Int32>, all: FlatList<Candidate>) {
    (phrases, shapes, surnames) = (PhraseTable(), [], SurnameIndex())
    (self.starts, self.all) = (starts, all)
  }

  /// Entry numbers of alias hits are below it.
  public var count: Int { starts.count - 1 }

  /// What an alias can mean, by the entry number of its hits: one at least, all of the same form.
  public func candidates(of entry: Int) -> Slice<FlatList<Candidate>> {
    all[Int(starts[entry])..<Int(starts[entry + 1])]
  }

  /// The folded words of an alias.
  func words(of entry: Int) -> [[UInt8]] { phrases.words(of: entry) }

  /// Puts all aliases into a matcher.
  public func add(to matcher: inout MatcherBuilder, misspellings: Bool) {
    precondition(phrases.count == count)
    for number in 0..<count {
      matcher.add(phrases.words(of: number), kind: .alias, entry: number, shape: shapes[number])
    }
    if misspellings { surnames.add(to: &matcher) }
  }
}
