import TextModel

/// Makes a tree of phrases as they come.
public struct PhraseTreeBuilder: Sendable {
  private var nodes = [PhraseTree.Node(parent: 0, word: 0)]
  private var words: ByteStringNumbers
  private var ends: [UInt32] = []
  private var shapes: [UInt64] = []
  /// By node: the phrase that ends there, or -1.
  private var phrases: [Int32] = [-1]
  /// By word: the node it leads to from the root, or 0.
  private var roots: [UInt32] = []
  /// All other nodes, found by their parent and word; 0 where the slot is free. A power of two, at most two thirds
  /// taken.
  private var slots: [UInt32]
  private var taken = 0

  /// - Parameter phrases: about how many there will be.
  public init(phrases count: Int) {
    words = ByteStringNumbers(capacity: count)
    var size = 1 << 10
    while size < count * 2 { size *= 2 }
    slots = Array(repeating: 0, count: size)
    nodes.reserveCapacity(count * 2)
    phrases.reserveCapacity(count * 2)
    ends.reserveCapacity(count)
    shapes.reserveCapacity(count)
  }

  public var count: Int { ends.count }

  /// The number of a folded word.
  public mutating func number(of word: UnsafeBufferPointer<UInt8>) -> UInt32 {
    let (number, isNew) = words.number(of: word)
    if isNew { roots.append(0) }
    return UInt32(number)
  }

  /// Is a word there?
  public func knows(_ word: UnsafeBufferPointer<UInt8>) -> Bool { words.known(word) != nil }

  /// The number of a phrase, and whether it is a new one.
  /// - Parameters:
  ///   - phrase: one word at least.
  ///   - shape: what capitals it asks for, if it is new.
  public mutating func number(of phrase: [UInt32], shape: UInt64) -> (number: Int, isNew: Bool) {
    var node: UInt32 = 0
    for word in phrase { node = next(node, word) }
    let known = phrases[Int(node)]
    if known >= 0 { return (Int(known), false) }
    phrases[Int(node)] = Int32(ends.count)
    ends.append(node)
    shapes.append(shape)
    return (ends.count - 1, true)
  }

  public consuming func finish() -> PhraseTree {
    var tree = PhraseTree()
    tree.words = words.strings
    (tree.nodes, tree.ends, tree.shapes) = (nodes, ends, shapes)
    return tree
  }

  private mutating func next(_ parent: UInt32, _ word: UInt32) -> UInt32 {
    let new = UInt32(nodes.count)
    if parent == 0 {
      let known = roots[Int(word)]
      if known != 0 { return known }
      roots[Int(word)] = new
    } else {
      let place = place(parent, word)
      if slots[place] != 0 { return slots[place] }
      slots[place] = new
      taken += 1
    }
    nodes.append(PhraseTree.Node(parent: parent, word: word))
    phrases.append(-1)
    if taken * 3 > slots.count * 2 { grow() }
    return new
  }

  /// Where a node stands, or could.
  private func place(_ parent: UInt32, _ word: UInt32) -> Int {
    slots.withUnsafeBufferPointer { slots in
      nodes.withUnsafeBufferPointer { nodes in
        var at = EdgeTable.slot(UInt64(parent) << 32 | UInt64(word)) & (slots.count - 1)
        while slots[at] != 0 {
          let node = nodes[Int(slots[at])]
          if node.parent == parent, node.word == word { break }
          at = (at + 1) & (slots.count - 1)
        }
        return at
      }
    }
  }

  private mutating func grow() {
    slots = Array(repeating: 0, count: slots.count * 2)
    for (number, node) in nodes.enumerated() where node.parent != 0 {
      slots[place(node.parent, node.word)] = UInt32(number)
    }
  }
}
