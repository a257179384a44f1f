import Dataset
import Lexicon

extension Codebook {
  /// The codebook of what a pipeline finds. Nothing is compiled, and what was learned is not read.
  /// - Throws: `ConfigurationError` for whatever is wrong or missing in the lexicons and definitions.
  public init(_ file: PipelineFile, home: Home) throws {
    let loader = DataLoader(file: file, home: home)
    var packs = try loader.languagePacks()
    _ = try loader.addDictionaries(to: &packs)
    try self.init(
      name: file.name, packs: packs, definitions: try loader.frameCodebook(),
      contrasts: file.contrasts.map {
        Contrast(id: $0.id, left: $0.left, right: $0.right, description: $0.description)
      })
  }
}
