import TextModel

/// Values of some factors, as in `speaker=putin|peskov,month=2021-02`: whose words are compared.
public struct GroupExpression: Sendable, Equatable {
  public struct Condition: Sendable, Equatable {
    public var factor: Factor
    /// One of these; the empty text stands for none.
    public var values: [String]
  }

  public let text: String
  public let conditions: [Condition]

  /// - Returns: nil for a text that is none.
  public init?(_ text: String) {
    self.text = text
    var conditions: [Condition] = []
    for part in text.split(separator: ",") {
      let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard sides.count == 2, let factor = Factor(String(sides[0])) else { return nil }
      conditions.append(
        Condition(
          factor: factor,
          values: sides[1].split(separator: "|", omittingEmptySubsequences: false).map(String.init)))
    }
    guard !conditions.isEmpty, Set(conditions.map(\.factor)).count == conditions.count else { return nil }
    self.conditions = conditions
  }

  func matches(_ cell: Cell, _ factors: [Factor]) -> Bool {
    conditions.allSatisfy { condition in
      guard let place = factors.firstIndex(of: condition.factor) else { return false }
      return condition.values.contains(cell.values[place] ?? "")
    }
  }
}

/// Which groups are made of an index's cells, and what each is held against.
public struct Grouping: Sendable, Equatable {
  /// A group for each value of these, or for each combination of values.
  public var by: [Factor]
  /// Only this group, in each of the others.
  public var group: GroupExpression?
  /// Held against this one instead of all the rest.
  public var against: GroupExpression?
  /// Also groups of all values of a factor together, which have `*` for it.
  public var withTotals: Bool

  public init(by: [Factor], group: GroupExpression? = nil, against: GroupExpression? = nil, withTotals: Bool = false) {
    self.by = by
    self.group = group
    self.against = against
    self.withTotals = withTotals
  }

  /// All factors that an index must have for it, in the order of the output's columns.
  public var factors: [Factor] {
    var all = by
    for condition in (group?.conditions ?? []) + (against?.conditions ?? []) where !all.contains(condition.factor) {
      all.append(condition.factor)
    }
    return all
  }

  /// What stands for all values of a factor.
  public static let all = "*"

  /// - Returns: the groups in the order of their values, totals first.
  public func groups(of cells: [Cell]) -> [Group] {
    let places = by.indices
    let subsets: [[Bool]] =
      withTotals ? (0..<(1 << by.count)).map { bits in places.map { bits >> $0 & 1 == 1 } } : [places.map { _ in true }]
    var groups: [Group] = []
    for isSplit in subsets {
      var byLabel: [Cell: [Int]] = [:]
      for (number, cell) in cells.enumerated() {
        let label = Cell(places.map { isSplit[$0] ? cell.values[$0] : Self.all })
        byLabel[label, default: []].append(number)
      }
      for (label, members) in byLabel { groups += group(label, members, cells) }
    }
    return groups.sorted { Self.order($0.label, $1.label) }
  }

  private func group(_ label: Cell, _ members: [Int], _ cells: [Cell]) -> [Group] {
    let factors = factors
    var values = label.values
    var target = members
    let isMember = Set(members)
    var rest = cells.indices.filter { !isMember.contains($0) }
    if let group {
      target = members.filter { group.matches(cells[$0], factors) }
      rest = members.filter { against?.matches(cells[$0], factors) ?? !group.matches(cells[$0], factors) }
    } else if let against {
      rest = cells.indices.filter { against.matches(cells[$0], factors) && !isMember.contains($0) }
    }
    for factor in factors.dropFirst(by.count) {
      values.append(group?.conditions.first { $0.factor == factor }?.values.joined(separator: "|") ?? Self.all)
    }
    guard !target.isEmpty else { return [] }
    return [
      Group(
        label: Cell(values), against: against?.text ?? "rest", cells: target, reference: rest,
        isAgainstRest: target.count + rest.count == cells.count)
    ]
  }

  private static func order(_ a: Cell, _ b: Cell) -> Bool {
    for (left, right) in zip(a.values, b.values) where left != right {
      if left == all { return true }
      if right == all { return false }
      return Cell([left]) < Cell([right])
    }
    return false
  }
}

/// Cells that are taken together, and those they are held against.
public struct Group: Sendable, Equatable {
  /// A value for each column; nil where articles say none.
  public var label: Cell
  public var against: String
  /// Places among the index's cells, in order.
  public var cells: [Int]
  /// Likewise; empty where there is nothing to hold it against.
  public var reference: [Int]
  /// The reference is all other cells.
  public var isAgainstRest: Bool
}
