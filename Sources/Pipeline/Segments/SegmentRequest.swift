import Dataset
import Segmentation

/// What is wanted of a segmenter's words and sentences.
public struct SegmentRequest: Sendable, Equatable {
  public enum Task: Sendable, Equatable {
    /// They are written.
    case write(SegmentRecord)
    /// The tables are held against ICU, and nothing is written.
    case check
  }

  public var task: Task
  /// By whose rules; nil for those of the article's language, or root's where the pipeline does not read it.
  public var locale: String?

  public init(_ task: Task, locale: String?) {
    self.task = task
    self.locale = locale
  }

  /// A pipeline without all that finds no words and no sentences.
  func needed(of file: PipelineFile) -> PipelineFile {
    var file = file
    file.stages = [.segment]
    file.kinds = ["abbreviations", "starters"]
    file.actors = []
    file.transliterations = nil
    file.dictionaries = []
    file.contrasts = []
    file.duplicates = nil
    file.stance.calibrated = false
    file.evidence = false
    file.speech = false
    return file
  }
}

/// A place where the tables and ICU differ.
public struct SegmentDifference: Sendable {
  /// The most that are told; all are counted.
  public static let told = 20

  public var source: String
  public var line: Int
  /// The article's.
  public var id: String?
  public var difference: BreakerDifference
}
