/// The pages of a folder that people read: README.md, METHODS.md and CITATION.cff, with the run's own numbers.
public struct FolderPages {
  public struct Facts: Sendable {
    /// The pipeline's settings that the text speaks of.
    public var stages: [String]
    public var neutral: Double
    /// Sources of the calibrations in use, by language; empty where rules alone decide.
    public var calibrations: [(language: String, source: String)]
    /// Least similarity of a duplicate; nil where none is looked for.
    public var duplicateThreshold: Double?
    public var lexicons: [Codebook.Lexicon]
    /// Actors in the registries.
    public var registered: Int
    public var contrasts: Int

    public init(
      stages: [String], neutral: Double, calibrations: [(language: String, source: String)],
      duplicateThreshold: Double?, lexicons: [Codebook.Lexicon], registered: Int, contrasts: Int
    ) {
      self.stages = stages
      self.neutral = neutral
      self.calibrations = calibrations
      self.duplicateThreshold = duplicateThreshold
      self.lexicons = lexicons
      self.registered = registered
      self.contrasts = contrasts
    }
  }

  let manifest: Manifest
  let figures: RecordTables.Figures
  let facts: Facts

  /// - Parameter manifest: its outputs need not be complete.
  public init(_ manifest: Manifest, _ figures: RecordTables.Figures, _ facts: Facts) {
    self.manifest = manifest
    self.figures = figures
    self.facts = facts
  }

  /// "12,345 articles", "1 article".
  func number(_ count: Int, _ noun: String = "") -> String {
    var digits = String(count)
    var at = digits.count - 3
    while at > 0 {
      digits.insert(",", at: digits.index(digits.startIndex, offsetBy: at))
      at -= 3
    }
    if noun.isEmpty { return digits }
    return "\(digits) \(noun)\(count == 1 ? "" : "s")"
  }

  /// "7.1 %", or "none" of nothing.
  func share(_ part: Int, of whole: Int) -> String {
    guard whole > 0 else { return "none" }
    let tenths = (Double(part) / Double(whole) * 1000).rounded()
    return "\(tenths / 10) %"
  }

  func list(_ parts: [String]) -> String {
    parts.count < 2
      ? parts.joined() : parts.dropLast().joined(separator: ", ") + " and " + parts.last!
  }

  // MARK: README.md

  public func readme(tables: [TableDefinition]) -> String {
    func row(_ file: String, _ what: String) -> String { "| `\(file)` | \(what) |\n" }
    let (csv, sqlite) = (
      manifest.output("articles.csv") != nil, manifest.output("dataset.sqlite") != nil
    )
    var page = """
      # \(manifest.name)

      A dataset of \(number(manifest.counts.articles, "article")), written by Rhetor \(manifest.program.rhetor).

      | file | what it holds |
      |---|---|

      """
    for table in tables { page += row("\(table.name).jsonl", table.meaning) }
    page += row("records.jsonl", "The same and more, one nested record an article; `rhetor compare` reads it.")
    if csv { page += row("*.csv", "The tables as CSV (UTF-8, RFC 4180).") }
    if sqlite {
      let names = Set(tables.map(\.name))
      let views = SQLiteView.all.filter { names.isSuperset(of: $0.tables) }.map { "`\($0.name)`" }
      page += row("dataset.sqlite", "The tables in one SQLite file, with the views \(list(views)).")
    }
    page += row("codebook.md", "Each variable: meaning, type, range, formula, source; frames, contrasts, lexicons.")
    page += row("METHODS.md", "A paragraph on methods for a paper, with this run's numbers; citations.")
    page += row("CITATION.cff", "How to cite the dataset: put your name in.")
    page += row("datapackage.json", "The tables as a Frictionless data package.")
    page += row("schema/", "A JSON Schema for each table, for records.jsonl and manifest.json.")
    page += row("pipeline.yaml", "The pipeline, as it was when it ran.")
    page += row("summary.json", "Counts of the run.")
    page += row("manifest.json", "Versions, inputs, lexicons, settings, and the SHA-256 of every file.")
    page += """

      Tables are joined by `article`, the number of an article. null is not 0: it says that there was nothing to go by.

          articles = pandas.read_json("articles.jsonl", lines=True)
          articles <- jsonlite::stream_in(file("articles.jsonl"))

      `rhetor verify .` checks hashes, types, ranges, keys and references; `rhetor rerun .` repeats the run and \
      compares.
      """
    if csv {
      page += """


        A cell of CSV is empty where the value is null. Titles and words come from the articles: a spreadsheet takes \
        one that
        begins with `=`, `+`, `-` or `@` for a formula, so import these columns as text.
        """
    }
    return page + "\n"
  }

  // MARK: CITATION.cff

  public var citation: String {
    let title = "\(manifest.name): actors, stance and rhetoric in \(number(manifest.counts.articles, "article"))"
    return """
      # Put in who made the dataset, and a doi if it has one. Checks pass over this file.
      cff-version: 1.2.0
      message: If you use this dataset, please cite it and the software it was made with.
      type: dataset
      title: \(TableValue.text(title).json)
      authors:
        - name: The authors of this dataset
      references:
        - type: software
          title: Rhetor
          version: \(TableValue.text(manifest.program.rhetor).json)
          license: MIT
          authors:
            - name: The developers of Rhetor

      """
  }
}
