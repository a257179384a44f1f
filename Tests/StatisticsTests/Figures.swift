import Foundation

/// Figures that were recorded from other implementations, read from JSON as values of any shape.
@dynamicMemberLookup
struct Figures: Sendable, CustomStringConvertible {
  let json: JSON

  enum JSON: Decodable, Sendable, Equatable {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case array([JSON])
    case object([String: JSON])

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if container.decodeNil() {
        self = .null
      } else if let bool = try? container.decode(Bool.self) {
        self = .bool(bool)
      } else if let number = try? container.decode(Double.self) {
        self = .number(number)
      } else if let string = try? container.decode(String.self) {
        self = .string(string)
      } else if let array = try? container.decode([JSON].self) {
        self = .array(array)
      } else {
        self = .object(try container.decode([String: JSON].self))
      }
    }
  }

  init(_ json: JSON) { self.json = json }

  init(file: String) {
    do {
      self.json = try JSONDecoder().decode(JSON.self, from: Data(contentsOf: URL(fileURLWithPath: file)))
    } catch {
      fatalError("\(file): \(error)")
    }
  }

  static func recorded(_ name: String) -> Figures {
    Figures(
      file: URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Oracle/\(name).json")
        .path)
  }

  var description: String { String("\(json)".prefix(300)) }

  subscript(dynamicMember name: String) -> Figures { self[name] }

  /// What is missing is a mistake in the test or the file; null is a figure that does not exist.
  subscript(name: String) -> Figures {
    guard case .object(let members) = json, let value = members[name] else { fatalError("no \(name) in \(self)") }
    return Figures(value)
  }

  func has(_ name: String) -> Bool {
    if case .object(let members) = json { members[name] != nil } else { false }
  }

  var keys: [String] { if case .object(let members) = json { members.keys.sorted() } else { [] } }

  var number: Double? { if case .number(let number) = json { number } else { nil } }

  var int: Int {
    guard let number, let int = Int(exactly: number) else { fatalError("no whole number: \(self)") }
    return int
  }

  var list: [Figures] {
    guard case .array(let items) = json else { fatalError("no list: \(self)") }
    return items.map(Figures.init)
  }

  var numbers: [Double?] { list.map(\.number) }
  var ints: [Int] { list.map(\.int) }
}

/// Equal but for a share of the expected figure, or for an absolute difference where that is near 0; nil equals nil alone.
func agree(_ found: Double?, _ expected: Double?, relative: Double = 1e-9, absolute: Double = 1e-12) -> Bool {
  guard let found, let expected else { return found == nil && expected == nil }
  return found == expected || abs(found - expected) <= max(absolute, relative * abs(expected))
}
