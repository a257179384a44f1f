import Corpus
import Pipeline
import TextModel

/// The data this project ships, loaded once for all tests that hold rules and lexicons to real sentences.
public enum Shipped {
  /// The root of the checkout, from this file's own place.
  public static let root: String = {
    var parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    parts.removeLast(3)
    return parts.joined(separator: "/")
  }()

  public static let home = try! Home(option: root)

  public static let analysis: Analysis = {
    let path = root + "/Pipelines/belarus-russia.yaml"
    return try! Analysis(try! PipelineFile(parsing: readText(path)!, path: path), home: home)
  }()

  /// The layers of a text under the shipped data.
  public static func analyse(
    _ text: String, date: String = "2021-02-22", language: String = "en", with analysis: Analysis = Shipped.analysis
  ) -> Document {
    let worker = Worker(analysis, records: RecordSettings(), withEvidence: true)
    return worker.analyse(Article(date: date, language: language, text: Array(text.utf8)))
  }

  public static func id(_ actor: Int32, in analysis: Analysis = Shipped.analysis) -> String {
    analysis.registry.actors[Int(actor)].id
  }

  public static func id(_ holder: Holder) -> String {
    switch holder {
    case .article: return "article"
    case .unresolved: return "unresolved"
    case .actor(let index): return id(index)
    }
  }
}

/// Text with its expectations at their places: `[putin:The Kremlin chief] spoke.` says that "The Kremlin chief" is
/// labelled putin.
public struct MarkedText {
  public struct Mark: Equatable, CustomStringConvertible {
    public var label: String
    public var text: String
    /// Byte offset in the plain text.
    public var start: Int

    public init(label: String, text: String, start: Int) {
      self.label = label
      self.text = text
      self.start = start
    }

    public var description: String { "[\(label):\(text)]@\(start)" }
  }

  public private(set) var plain = ""
  public private(set) var marks: [Mark] = []

  public init(_ marked: String) {
    var label: String?
    var collected = ""
    for character in marked {
      switch character {
      case "[":
        label = ""
        collected = ""
      case ":" where label != nil && collected.isEmpty && label?.hasSuffix("\0") == false:
        label! += "\0"
      case "]" where label != nil:
        marks.append(Mark(label: String(label!.dropLast()), text: collected, start: plain.utf8.count))
        plain += collected
        label = nil
      default:
        if label == nil {
          plain.append(character)
        } else if label!.hasSuffix("\0") {
          collected.append(character)
        } else {
          label!.append(character)
        }
      }
    }
  }
}
