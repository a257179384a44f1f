import Foundation

/// Makes the tables' rows from articles' records, one after the other; nothing of a record is kept but a few sums.
public struct RecordTables {
  /// Numbers for the paragraph on methods.
  public struct Figures: Sendable, Equatable {
    /// Articles that name an actor.
    public var articlesWithActors = 0
    /// Ids of all actors that were named.
    public var actors: Set<String> = []
    /// Rows of `actors` by their label; "" for those without a stance.
    public var labels: [String: Int] = [:]
    /// Rows by table.
    public var rows: [String: Int] = [:]
    /// Distinct frames in use.
    public var frames: Set<String> = []
    public var uses = 0
  }

  /// The tables in use, in the order of `DatasetTables.all`.
  public let tables: [TableDefinition]
  public private(set) var figures = Figures()
  private var article = 0
  private let decoder = JSONDecoder()

  /// - Parameters:
  ///   - withEvidence: records have their evidence.
  ///   - withDictionaries: records have dictionaries' counts.
  public init(withEvidence: Bool, withDictionaries: Bool) {
    tables = DatasetTables.ofRecords.filter { table in
      switch table.name {
      case DatasetTables.evidence.name: withEvidence
      case DatasetTables.dictionaries.name, DatasetTables.categories.name: withDictionaries
      default: true
      }
    }
    for table in tables { figures.rows[table.name] = 0 }
  }

  /// The next record's rows.
  /// - Parameters:
  ///   - line: the record, without its line's end.
  ///   - add: called for each row with its table.
  /// - Throws: `DecodingError` for what is no record.
  public mutating func add(_ line: ArraySlice<UInt8>, _ add: (TableDefinition, [TableValue]) throws -> Void) throws {
    let record = try decoder.decode(AnalysedRecord.self, from: Data(line))
    let id = try AnalysedRecord.id(of: line)
    article += 1
    for table in tables {
      for row in rows(of: table, record, id: id) {
        try add(table, row)
        figures.rows[table.name]! += 1
      }
    }
    if !record.actors.isEmpty { figures.articlesWithActors += 1 }
    for actor in record.actors {
      figures.actors.insert(actor.actor)
      figures.labels[actor.stance.label ?? "", default: 0] += 1
    }
    for use in record.rhetoric {
      figures.frames.insert(use.frame)
      figures.uses += use.count
    }
  }

  private func rows(of table: TableDefinition, _ record: AnalysedRecord, id: String?) -> [[TableValue]] {
    switch table.name {
    case DatasetTables.articles.name: [self.row(record, id: id)]
    case DatasetTables.actors.name: record.actors.map(row)
    case DatasetTables.stances.name:
      record.actors.flatMap { actor in
        actor.holders.map { holder in
          [
            .integer(article), .text(actor.actor), .text(holder.holder), .number(holder.score),
            .integer(holder.sentences),
          ]
        }
      }
    case DatasetTables.dyads.name:
      record.dyads.map { dyad in
        [.integer(article), .text(dyad.holder), .text(dyad.target), .number(dyad.score), .integer(dyad.sentences)]
      }
    case DatasetTables.evidence.name:
      (record.evidence ?? []).enumerated().map { row($0.element, piece: $0.offset + 1) }
    case DatasetTables.rhetoric.name:
      record.rhetoric.map { use in
        [
          .integer(article), .text(use.frame), .text(use.actor ?? DatasetTables.voice), .integer(use.count),
          .list(use.terms),
        ]
      }
    case DatasetTables.contrasts.name:
      record.contrasts.map { contrast in
        [
          .integer(article), .text(contrast.contrast), .text(contrast.actor ?? DatasetTables.voice),
          .integer(contrast.left), .integer(contrast.right), .number(contrast.logit), .number(contrast.se),
        ]
      }
    case DatasetTables.dictionaries.name: (record.dictionaries ?? []).map(row)
    case DatasetTables.categories.name:
      (record.dictionaries ?? []).flatMap { dictionary in
        dictionary.categories.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.map { category in
          [.integer(article), .text(dictionary.dictionary), .text(category.key), .integer(category.value)]
        }
      }
    default: []
    }
  }

  private func row(_ record: AnalysedRecord, id: String?) -> [TableValue] {
    [
      .integer(article), .init(id), .init(record.date), .init(record.outlet), .init(record.language),
      .init(record.title), .init(record.duplicate?.line), .init(record.duplicate?.similarity),
      .init(record.duplicate?.exact), .integer(record.counts.sentences), .integer(record.counts.tokens),
      .integer(record.counts.words), .integer(record.counts.unpaired), .integer(record.sentiment.positive),
      .integer(record.sentiment.negative), .init(record.sentiment.score), .integer(record.actors.count),
    ]
  }

  private func row(_ actor: AnalysedRecord.Actor) -> [TableValue] {
    [
      .integer(article), .text(actor.actor), .text(actor.name), .integer(actor.mentions), .init(actor.stance.score),
      .init(actor.stance.label), .init(actor.stance.probability), .integer(actor.stance.evidence),
      .integer(actor.stance.sentences.positive), .integer(actor.stance.sentences.negative),
      .integer(actor.stance.sentences.neutral),
    ]
  }

  private func row(_ evidence: AnalysedRecord.Evidence, piece: Int) -> [TableValue] {
    let rules = evidence.rules.map { "\($0.rule) \(TableValue.number($0.factor).json)" }
    return [
      .integer(article), .integer(piece), .text(evidence.actor), .text(evidence.holder), .integer(evidence.sentence),
      .integer(evidence.start), .integer(evidence.end), .text(evidence.text), .text(evidence.term),
      .text(evidence.lexicon), .number(evidence.weight), .list(rules), .number(evidence.contribution),
    ]
  }

  private func row(_ count: AnalysedRecord.Dictionary) -> [TableValue] {
    [
      .integer(article), .text(count.dictionary), .integer(count.matches), .integer(count.words),
      .integer(count.sentences), .init(count.polarity?.positive), .init(count.polarity?.negative),
      .init(count.polarity?.logit), .init(count.polarity?.se), .init(count.polarity?.abspropdiff),
      .init(count.polarity?.relpropdiff), .init(count.polarity?.janisFadner), .init(count.valence),
    ]
  }
}
