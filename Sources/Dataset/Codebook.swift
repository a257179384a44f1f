import Lexicon
import Rhetoric
import TextModel

/// What a dataset's readers need to know: its variables, its frames and contrasts, the lexicons it was made with.
public struct Codebook: Sendable {
  public enum Part: String, Sendable, CaseIterable { case variables, frames, contrasts, lexicons }

  /// A frame in use: one that has phrases.
  public struct Frame: Sendable {
    public struct Phrase: Sendable {
      public var term: String
      public var weight: Double
    }

    public var id: String
    /// Nil where no codebook defines it, as may be with a researcher's own.
    public var definition: FrameDefinition?
    /// One list for each language of the pipeline, heaviest phrases first; empty where the language has none.
    public var phrases: [(language: String, list: [Phrase])]
  }

  public struct Contrast: Sendable {
    public var id: String
    /// Ids of frames.
    public var left: String
    public var right: String
    public var description: String?

    public init(id: String, left: String, right: String, description: String?) {
      self.id = id
      self.left = left
      self.right = right
      self.description = description
    }
  }

  public struct Lexicon: Sendable {
    public var language: String
    public var head: LexiconHead
  }

  /// The pipeline's name.
  public let name: String
  public let variables: [RecordVariable]
  public let families: [FrameCodebook.Family]
  /// In the order of the definitions; those without one come last.
  public let frames: [Frame]
  public let contrasts: [Contrast]
  public let lexicons: [Lexicon]

  /// - Parameters:
  ///   - packs: the languages of the pipeline with all their tables.
  ///   - definitions: nil where there are none.
  public init(name: String, packs: [LanguagePack], definitions: FrameCodebook?, contrasts: [Contrast]) throws {
    self.name = name
    variables = try RecordVariable.all()
    families = definitions?.families ?? []
    self.contrasts = contrasts
    lexicons = packs.flatMap { pack in
      (pack.lexicons + pack.dictionaries.map(\.head)).map { Lexicon(language: pack.language, head: $0) }
    }
    let phrases = packs.map { (language: $0.language, byFrame: Self.phrases(of: $0)) }
    let used = Set(phrases.flatMap(\.byFrame.keys))
    let defined = definitions?.frames.map(\.id).filter(used.contains) ?? []
    frames = (defined + used.subtracting(defined).sorted()).map { id in
      Frame(
        id: id, definition: definitions?[id],
        phrases: phrases.map { (language: $0.language, list: $0.byFrame[id] ?? []) })
    }
  }

  private static func phrases(of pack: LanguagePack) -> [String: [Frame.Phrase]] {
    var phrases: [String: [Frame.Phrase]] = [:]
    for entry in pack.entries[Int(TermKind.frames.rawValue)] {
      guard case .frame(let frame, let weight) = entry.meaning else { continue }
      phrases[pack.frames[frame], default: []].append(.init(term: entry.term, weight: weight))
    }
    // The sort is stable: phrases of one weight keep the order of the file.
    return phrases.mapValues { $0.sorted { $0.weight > $1.weight } }
  }
}
