import Dataset
import Pipeline

/// What a run does after its last article: everything in the dataset's folder but the records and the rejects.
struct DatasetJob {
  private let job: AnalysisJob
  /// As it was typed.
  private let pipeline: String
  private let folder: DatasetFolder

  init(_ job: AnalysisJob, pipeline: String, folder: DatasetFolder) {
    self.job = job
    self.pipeline = pipeline
    self.folder = folder
  }

  private var totals: Runner.Totals { job.runner.totals }
  private var file: PipelineFile { job.analysis.file }

  func write(csv: Bool, sqlite: Bool) throws {
    try folder.add(DatasetFolder.records, isLines: true)
    let figures = try folder.writeTables(
      withEvidence: file.evidence, withDictionaries: job.analysis.languages.contains { !$0.pack.dictionaries.isEmpty })
    try writeComparisons()
    if job.options.rejects == nil { try folder.add(DatasetTables.rejects) }
    if csv { try folder.writeCSV() }
    if sqlite { try folder.writeSQLite() }
    var summary = JSONBuffer()
    RunSummary(job, seconds: 0, isInterrupted: false).write(&summary)
    try folder.write(summary.bytes, as: "summary.json")
    try folder.write(
      DataPackage.json(
        name: file.name, description: "Actors, stance and rhetoric in \(totals.articles) articles, by Rhetor.",
        tables: folder.tables, outputs: folder.outputs), as: DataPackage.file)
    try writeSchemas()
    let codebook = try Codebook(file, home: job.settings.home)
    let page = codebook.markdown([.frames, .contrasts, .lexicons], tables: folder.tables)
    try folder.write(Array(page.utf8), as: "codebook.md")
    try folder.write(pipelineBytes, as: "pipeline.yaml")
    let pages = FolderPages(try manifest(csv: csv, sqlite: sqlite), figures, facts(codebook))
    try folder.write(Array(pages.methods.utf8), as: "METHODS.md", isEditable: true)
    try folder.write(Array(pages.citation.utf8), as: "CITATION.cff", isEditable: true)
    try folder.write(Array(pages.readme(tables: folder.tables).utf8), as: "README.md")
    try folder.finish(try manifest(csv: csv, sqlite: sqlite))
  }

  private func writeComparisons() throws {
    let rows = try file.comparisons.tables(
      folder.path(of: DatasetFolder.records), contrasts: file.contrasts, hasSpeech: file.speech)
    for table in DatasetTables.comparisons + DatasetTables.series {
      let output = try OutputFile(path: folder.path(of: "\(table.name).jsonl"))
      try output.write(rows[table.name] ?? [])
      try output.finish()
      try folder.add(table)
    }
  }

  private func writeSchemas() throws {
    for table in folder.tables {
      try folder.write(Array(table.jsonSchema.utf8), as: "schema/\(table.name).schema.json")
    }
    try folder.write(Array(RecordSchema.article.utf8), as: "schema/records.schema.json")
    try folder.write(Array(Manifest.jsonSchema.utf8), as: "schema/manifest.schema.json")
  }

  private var pipelineBytes: [UInt8] { Array((readText(file.path) ?? "").utf8) }

  // MARK: Manifest

  private func manifest(csv: Bool, sqlite: Bool) throws -> Manifest {
    var arguments = Setting.all.filter(\.matters).compactMap { $0.argument(job.options) }
    if let home = job.options.home { arguments.append("--home=\(home)") }
    if csv { arguments.append("--csv") }
    if sqlite { arguments.append("--sqlite") }
    let home = job.settings.home
    let definitions = home.lexicons + "/frames.yaml"
    let files =
      job.analysis.dataFiles
      + (readText(definitions) == nil ? [] : [Analysis.DataFile(path: definitions, shown: "frames.yaml")])
    return Manifest(
      name: file.name, program: Versions.program,
      pipeline: .init(path: pipeline, digest: FileDigest(of: pipelineBytes)), arguments: arguments,
      settings: ConfigCommand.values(job.settings),
      inputs: job.sources.map { Manifest.Input(path: $0, digest: $0 == "-" ? nil : FileDigest(ofFile: $0)) },
      data: files.compactMap { Manifest.DataFile($0) }, counts: counts, outputs: folder.outputs)
  }

  private var counts: Manifest.Counts {
    var counts = Manifest.Counts()
    counts.records = totals.records
    counts.articles = totals.articles
    counts.rejected = totals.rejected
    counts.reasons = totals.reasons
    counts.passedOver = totals.passedOver
    counts.duplicates = file.duplicates == nil ? nil : totals.duplicates
    counts.dropped = totals.dropped
    counts.unknownDates = totals.unknownDates
    counts.unread = totals.notes.unread
    counts.languages = totals.notes.languages
    counts.sentences = totals.tallies.sentences
    counts.words = totals.tallies.words
    return counts
  }

  private func facts(_ codebook: Codebook) -> FolderPages.Facts {
    .init(
      stages: file.stages.map(\.rawValue), neutral: file.stance.neutral,
      calibrations: job.analysis.languages.compactMap { language in
        language.calibration.map { (language.pack.language, $0.origin.source) }
      },
      duplicateThreshold: file.duplicates?.threshold, lexicons: codebook.lexicons,
      registered: job.analysis.registry.actors.count, contrasts: file.contrasts.count)
  }
}
