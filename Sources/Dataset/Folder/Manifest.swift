import Foundation

/// All that a dataset came from and consists of: enough to repeat the run, and to see whether a file was changed.
///
/// It holds no time of day and no place of the machine, so that a repeated run gives the same bytes.
public struct Manifest: Codable, Sendable, Equatable {
  public static let format = "rhetor-dataset-1"
  public static let file = "manifest.json"

  public struct Program: Codable, Sendable, Equatable {
    public var rhetor, swift, icu, unicode, sqlite: String

    public init(rhetor: String, swift: String, icu: String, unicode: String, sqlite: String) {
      self.rhetor = rhetor
      self.swift = swift
      self.icu = icu
      self.unicode = unicode
      self.sqlite = sqlite
    }
  }

  /// The pipeline, or a lexicon, registry, dictionary or calibration that it names.
  public struct DataFile: Codable, Sendable, Equatable {
    public var path: String
    public var bytes: Int
    public var sha256: String
    /// As the file's head says.
    public var name, version, licence: String?

    public init(
      path: String, digest: FileDigest, name: String? = nil, version: String? = nil, licence: String? = nil
    ) {
      self.path = path
      bytes = digest.bytes
      sha256 = digest.sha256
      self.name = name
      self.version = version
      self.licence = licence
    }
  }

  public struct Input: Codable, Sendable, Equatable {
    /// As it was named; `-` is stdin.
    public var path: String
    /// Left out for stdin, pipes and what could not be read: a run over these can't be repeated.
    public var bytes: Int?
    public var sha256: String?

    public init(path: String, digest: FileDigest?) {
      self.path = path
      bytes = digest?.bytes
      sha256 = digest?.sha256
    }
  }

  /// What became of the input's records.
  public struct Counts: Codable, Sendable, Equatable {
    /// All that were read.
    public var records = 0
    /// Those that are in the dataset.
    public var articles = 0
    public var rejected = 0
    /// Rejects by what was wrong with them.
    public var reasons: [String: Int] = [:]
    /// Records that are no articles.
    public var passedOver = 0
    /// Articles that repeat an earlier one; left out where none was looked for.
    public var duplicates: Int?
    /// Those of them that were left out.
    public var dropped = 0
    public var unknownDates = 0
    /// Articles in languages that the pipeline does not read.
    public var unread = 0
    /// Articles by language.
    public var languages: [String: Int] = [:]
    public var sentences = 0
    public var words = 0

    public init() {}

    enum CodingKeys: String, CodingKey {
      case records, articles, rejected, reasons
      case passedOver = "passed_over"
      case duplicates, dropped
      case unknownDates = "unknown_dates"
      case unread, languages, sentences, words
    }
  }

  public struct Output: Codable, Sendable, Equatable {
    /// Its path in the folder.
    public var file: String
    public var bytes: Int
    public var sha256: String
    /// Of a table, the lines of records.
    public var rows: Int?
    /// It is made to be changed by hand; checks pass over its hash.
    public var editable: Bool?

    public init(file: String, digest: FileDigest, rows: Int? = nil, editable: Bool = false) {
      self.file = file
      bytes = digest.bytes
      sha256 = digest.sha256
      self.rows = rows
      self.editable = editable ? true : nil
    }
  }

  public var format = Manifest.format
  public var name: String
  public var program: Program
  public var pipeline: DataFile
  /// What was typed that the result depends on, in one canonical form.
  public var arguments: [String]
  /// Every setting with its value, whatever gave it.
  public var settings: [String: String]
  /// Where a draw of numbers begins.
  public var seed: String
  public var inputs: [Input]
  public var data: [DataFile]
  public var counts: Counts
  public var outputs: [Output]

  public init(
    name: String, program: Program, pipeline: DataFile, arguments: [String], settings: [String: String],
    inputs: [Input], data: [DataFile], counts: Counts, outputs: [Output]
  ) {
    self.name = name
    self.program = program
    self.pipeline = pipeline
    self.arguments = arguments
    self.settings = settings
    seed = "none: nothing is drawn at random"
    self.inputs = inputs
    self.data = data
    self.counts = counts
    self.outputs = outputs
  }

  /// As JSON, keys sorted.
  public var json: [UInt8] {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      return Array(try encoder.encode(self)) + [10]
    }
  }

  public init(json: [UInt8]) throws { self = try JSONDecoder().decode(Manifest.self, from: Data(json)) }

  /// Tables that the folder has, in their order.
  public var tables: [TableDefinition] {
    DatasetTables.all.filter { table in outputs.contains { $0.file == "\(table.name).jsonl" } }
  }

  public func output(_ file: String) -> Output? { outputs.first { $0.file == file } }
}
