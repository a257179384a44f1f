/// The cases a word's form allows, in languages that show them by endings.
@frozen
public struct GrammaticalCases: OptionSet, BitwiseCopyable, Sendable {
  public let rawValue: UInt8
  @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

  @inlinable public static var nominative: GrammaticalCases { GrammaticalCases(rawValue: 1) }
  @inlinable public static var genitive: GrammaticalCases { GrammaticalCases(rawValue: 2) }
  @inlinable public static var dative: GrammaticalCases { GrammaticalCases(rawValue: 4) }
  @inlinable public static var accusative: GrammaticalCases { GrammaticalCases(rawValue: 8) }
  @inlinable public static var instrumental: GrammaticalCases { GrammaticalCases(rawValue: 16) }
  @inlinable public static var prepositional: GrammaticalCases { GrammaticalCases(rawValue: 32) }
  @inlinable public static var all: GrammaticalCases { GrammaticalCases(rawValue: 63) }

  /// In the order of their bits.
  public static let names = ["nominative", "genitive", "dative", "accusative", "instrumental", "prepositional"]

  public var count: Int { rawValue.nonzeroBitCount }
}
