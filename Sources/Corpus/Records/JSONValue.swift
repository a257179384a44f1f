import CSimdJSON
import TextModel

/// A JSON text read as a whole, each value with the line it stands in: for files that are no dumps.
public struct JSONValue: Sendable {
  public enum Content: Sendable {
    case object([(key: String, value: JSONValue)])
    case array([JSONValue])
    case text(String)
    /// A number, true, false or null, as it stands.
    case scalar(String)
  }

  public var content: Content
  /// Counted from 1.
  public var line: Int

  /// - Parameter path: the file's name for error messages.
  /// - Throws: `ConfigurationError` for what is not JSON.
  public init(parsing bytes: [UInt8], path: String) throws {
    let walk = Walk(bytes)
    var at = 0
    let failure = bytes.withUnsafeBufferPointer { text in
      json_walk(
        text.baseAddress, text.count,
        { context, event, offset, bytes, count in
          Unmanaged<Walk>.fromOpaque(context!).takeUnretainedValue()
            .take(event, offset, UnsafeBufferPointer(start: bytes, count: count))
        }, Unmanaged.passUnretained(walk).toOpaque(), &at)
    }
    if let failure {
      throw ConfigurationError(
        file: path, line: walk.line(at), what: "not JSON: \(String(cString: failure))",
        mend: "save it anew, as a whole")
    }
    self = walk.root!
  }

  init(_ content: Content, line: Int) { (self.content, self.line) = (content, line) }

  public subscript(key: String) -> JSONValue? {
    guard case .object(let fields) = content else { return nil }
    return fields.first { $0.key == key }?.value
  }

  /// The fields of an object in their order; none of anything else.
  public var fields: [(key: String, value: JSONValue)] {
    if case .object(let fields) = content { return fields }
    return []
  }

  /// The values of an array; none of anything else.
  public var elements: [JSONValue] {
    if case .array(let values) = content { return values }
    return []
  }

  public var isArray: Bool { if case .array = content { true } else { false } }

  public var string: String? {
    if case .text(let text) = content { return text }
    return nil
  }

  public var integer: Int? {
    if case .scalar(let text) = content { return Int(text) }
    return nil
  }

  /// Builds values from the inside.
  private final class Walk {
    private struct Open {
      var line: Int
      var isObject: Bool
      var fields: [(key: String, value: JSONValue)] = []
      var values: [JSONValue] = []
      var key = ""
    }

    var root: JSONValue?
    private let bytes: [UInt8]
    private var open: [Open] = []
    /// Offsets only grow, so that lines are counted once.
    private var counted = (offset: 0, line: 1)

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    func line(_ offset: Int) -> Int {
      while counted.offset < min(offset, bytes.count) {
        if bytes[counted.offset] == 10 { counted.line += 1 }
        counted.offset += 1
      }
      return counted.line
    }

    func take(_ event: json_event, _ offset: Int, _ text: UnsafeBufferPointer<UInt8>) {
      switch event {
      case json_object_begins, json_array_begins:
        open.append(Open(line: line(offset), isObject: event == json_object_begins))
      case json_object_ends, json_array_ends:
        let ended = open.removeLast()
        put(JSONValue(ended.isObject ? .object(ended.fields) : .array(ended.values), line: ended.line))
      case json_key: open[open.count - 1].key = String(decoding: text, as: UTF8.self)
      case json_text: put(JSONValue(.text(String(decoding: text, as: UTF8.self)), line: line(offset)))
      default:
        // A number's token may hold the blanks behind it.
        let token = text.prefix { $0 > 0x20 }
        put(JSONValue(.scalar(String(decoding: token, as: UTF8.self)), line: line(offset)))
      }
    }

    private func put(_ value: JSONValue) {
      guard let last = open.indices.last else {
        root = value
        return
      }
      if open[last].isObject {
        open[last].fields.append((open[last].key, value))
      } else {
        open[last].values.append(value)
      }
    }
  }
}
