import Dataset
import Statistics

/// What is compared, and how surely it is to be known.
public struct ComparisonSettings: Sendable {
  public enum Part: String, CaseIterable, Sendable {
    case contrasts, stance, frames, words, phrases
  }

  public var grouping: Grouping
  public var parts: Set<Part>
  /// Pairs of frames.
  public var contrasts: [(id: String, left: String, right: String)]
  /// Of the bootstrap.
  public var samples = 1000
  /// Of the permutation test; 0 for none.
  public var permutations = 999
  public var seed: UInt64 = 1
  /// Of intervals.
  public var level = 0.95
  /// Rows of a group on each side, those that are typical of it and those that are not.
  public var top = 25
  /// Occurrences that an item has at least, in group and reference together.
  public var leastCount = 5
  /// Articles that have it at least.
  public var leastArticles = 2
  /// Of the informative Dirichlet prior: a word's α is this, times its share of group and reference together.
  public var prior = 500.0
  /// Test words across articles as well.
  public var permutesItems = false

  public init(
    grouping: Grouping, parts: Set<Part>, contrasts: [(id: String, left: String, right: String)]
  ) {
    self.grouping = grouping
    self.parts = parts
    self.contrasts = contrasts
  }
}

/// Reads comparisons off an index, in one pass over its items.
public final class Comparison {
  let settings: ComparisonSettings
  let head: IndexHead
  let groups: [Group]
  private let keyness: KeynessSearch?
  private let stance: StanceComparison
  private let contrasts: ContrastComparison

  /// - Parameter index: one whose factors begin with the grouping's.
  public init(_ index: any SpeechIndex, _ settings: ComparisonSettings) throws {
    self.settings = settings
    head = index.head
    groups = settings.grouping.groups(of: head.cells)
    contrasts = ContrastComparison(head, groups, settings)
    stance = StanceComparison(head, groups, settings)
    let kinds = [ComparisonSettings.Part.words: ItemKind.word, .phrases: .phrase, .frames: .frame]
      .filter { settings.parts.contains($0.key) }.map(\.value)
    keyness = kinds.isEmpty ? nil : KeynessSearch(head, groups, settings, kinds: Set(kinds))
    while let item = try index.next() {
      switch item.kind {
      case .word, .phrase: keyness?.look(at: item)
      case .frame:
        keyness?.look(at: item)
        contrasts.take(frame: item)
      case .term: contrasts.take(term: item)
      case .stance: if settings.parts.contains(.stance) { stance.take(item) }
      case nil: break
      }
    }
  }

  /// A line a row, each with its `table`: contrasts, their differences, stance, its differences, keyness.
  public func write(to json: inout JSONBuffer) {
    if settings.parts.contains(.contrasts) { contrasts.write(to: &json) }
    if settings.parts.contains(.stance) { stance.write(to: &json) }
    keyness?.write(to: &json)
  }
}

extension JSONBuffer {
  /// The fields with which every row begins.
  mutating func beginRow(_ table: StaticString, _ group: Group, _ columns: [Factor]) {
    beginObject()
    key("table")
    value("\(table)")
    for (factor, label) in zip(columns, group.label.values) {
      key(factor.column)
      value(label)
    }
  }

  mutating func pair(_ name: StaticString, _ number: Int) {
    key(name)
    value(number)
  }

  /// null for what does not exist, infinities among it.
  mutating func pair(_ name: StaticString, _ number: Double?) {
    key(name)
    value(number.flatMap { $0.isFinite ? $0 : nil })
  }

  mutating func pair(_ name: StaticString, _ text: String?) {
    key(name)
    value(text)
  }

  mutating func pair(_ name: StaticString, _ texts: [String]) {
    key(name)
    beginArray()
    for text in texts { value(text) }
    endArray()
  }

  mutating func interval(_ interval: Bootstrap.Interval?) {
    pair("low", interval?.low)
    pair("high", interval?.high)
  }

  /// p and its adjusted values.
  mutating func tests(_ tests: AdjustedTests, _ p: Double?) {
    let adjusted = p.flatMap { tests[$0] }
    pair("p", p)
    pair("p_bonferroni", adjusted?.bonferroni)
    pair("p_holm", adjusted?.holm)
    pair("p_bh", adjusted?.benjaminiHochberg)
    pair("family", tests.family)
  }
}
