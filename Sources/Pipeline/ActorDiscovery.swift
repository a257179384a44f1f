import Actors
import Corpus
import Lexicon
import TextModel

/// Reads articles and finds names in them that no actor of the pipeline covers.
public struct ActorDiscovery {
  public let candidates: [NameCandidate]
  /// Articles read; those in languages that the pipeline does not read are among `passedOver`.
  public let articles: Int
  public let passedOver: Int
  public let rejects: [Reject]
  public let rejected: Int
  /// Names found no more often than this may be missing.
  public let forgotten: Int
  private let registry: ActorRegistry
  private let spelling: NameDerivation

  /// - Parameter inputs: as `InputList.expand` gives them.
  /// - Throws: `ConfigurationError` for whatever is wrong or missing in the data.
  public init(
    _ file: PipelineFile, home: Home, inputs: [String], settings: NameDiscovery.Settings,
    reader settingsOfReader: BatchReader.Settings
  ) throws {
    var file = file
    // Only names are looked for.
    file.stages = [.segment, .mentions]
    file.stance.calibrated = false
    file.dictionaries = []
    file.duplicates = nil
    file.contrasts = []
    let analysis = try Analysis(file, home: home)
    let loader = DataLoader(file: file, home: home)
    registry = analysis.registry
    let discovery = NameDiscovery(
      registry: registry, languages: analysis.languages.map(\.pack), transliterations: try loader.transliterations(),
      settings: settings)
    spelling = NameDerivation(declensions: [], transliterations: try loader.transliterations())
    let stages = analysis.languages.map { analysis.stages(for: $0) }
    let chooser = LanguageChooser(analysis.languages, profiles: analysis.profiles)
    let records = RecordReader(file.reading)
    let reader = BatchReader(files: inputs, settings: settingsOfReader)
    var document = Document()
    var (passedOver, rejected, rejects): (Int, Int, [Reject]) = (0, 0, [])
    while let batch = reader.next() {
      for span in batch.records {
        do throws(Reject) {
          guard var article = try records.read(span, of: batch), let language = chooser.choose(for: &article) else {
            passedOver += 1
            continue
          }
          document.begin(article)
          document.language = language
          for stage in stages[language] { stage.process(&document) }
          discovery.read(document)
        } catch {
          rejected += 1
          if rejects.count < RejectLimits.told { rejects.append(error) }
        }
      }
    }
    candidates = discovery.candidates()
    articles = discovery.documents
    forgotten = discovery.forgotten
    (self.passedOver, self.rejects, self.rejected) = (passedOver, rejects, rejected)
  }

  /// The candidates as a registry to be edited, which can be loaded beside those that are there.
  public func draft(source: String) -> String {
    let draft = RegistryDraft(candidates, beside: registry, spelling: spelling)
    var head = RegistryHead(name: "Draft", source: source, licence: "not stated")
    head.version = "0"
    return RegistryWriter.yaml(draft.actors, head, comments: draft.comments)
  }
}
