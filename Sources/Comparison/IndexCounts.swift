/// Counts in the order in which they came.
struct IndexCounts {
  let settings: IndexSettings
  var lines = 0
  private(set) var items = ItemTable()
  private(set) var cells: [Cell] = []
  private var cellNumbers: [Cell: UInt32] = [:]
  private(set) var articles: [IndexedArticle] = []
  private(set) var parts: [Part] = []
  /// Places in `parts` of the article at hand, by cell.
  private var ownParts: [UInt32: Int] = [:]

  // Postings, a column each.
  private(set) var postingItems: [UInt32] = []
  private(set) var postingCells: [UInt32] = []
  private(set) var postingArticles: [UInt32] = []
  private(set) var postingCounts: [Int] = []
  /// By item: its last posting.
  private var last: [Int] = []

  init(_ settings: IndexSettings) { self.settings = settings }

  /// Bytes that grow with what is counted.
  var size: Int { items.size + postingItems.capacity * 20 + last.capacity * 8 }

  mutating func number(of cell: Cell) -> UInt32 {
    if let number = cellNumbers[cell] { return number }
    let number = UInt32(cells.count)
    cells.append(cell)
    cellNumbers[cell] = number
    return number
  }

  mutating func begin(_ article: IndexedArticle) { articles.append(article) }

  mutating func end() { ownParts.removeAll(keepingCapacity: true) }

  mutating func add(_ kind: ItemKind, _ name: String, _ cell: UInt32, _ count: Int) {
    var name = name
    name.withUTF8 { add(mark: kind.mark, $0, cell, count) }
  }

  mutating func add(mark: UInt8, _ name: UnsafeBufferPointer<UInt8>, _ cell: UInt32, _ count: Int) {
    let item = items.number(mark, name)
    let article = UInt32(articles.count - 1)
    if item < last.count {
      let place = last[item]
      if postingArticles[place] == article, postingCells[place] == cell {
        postingCounts[place] += count
        return
      }
      last[item] = postingItems.count
    } else {
      last.append(postingItems.count)
    }
    postingItems.append(UInt32(item))
    postingCells.append(cell)
    postingArticles.append(article)
    postingCounts.append(count)
  }

  mutating func addWords(_ words: SIMD4<Int32>, _ cell: UInt32) { parts[part(cell)].words &+= words }

  mutating func addUses(_ count: Int, _ cell: UInt32) { parts[part(cell)].uses += Int32(count) }

  private mutating func part(_ cell: UInt32) -> Int {
    if let place = ownParts[cell] { return place }
    ownParts[cell] = parts.count
    parts.append(Part(cell: cell, article: UInt32(articles.count - 1)))
    return parts.count - 1
  }
}

/// The same, brought into the order of an index.
final class CountedIndex: SpeechIndex {
  let head: IndexHead
  private let counts: IndexCounts
  private let cellRanks: [UInt32]
  private let articleRanks: [UInt32]
  /// Items in their order, and where each one's postings are in `order`.
  private let items: [Int]
  private let firsts: [Int]
  private let order: [UInt32]
  private var cursor = 0

  init(_ counts: IndexCounts) {
    self.counts = counts
    var merging = HeadMerger(counts.settings)
    (cellRanks, articleRanks) = merging.ranks(cells: counts.cells, articles: counts.articles)
    merging.add(counts.parts, cellRanks, articleRanks)
    merging.head.lines = counts.lines
    head = merging.finish()
    items = counts.items.sorted()
    // Postings by item, each item's in the order in which they came.
    var firsts = Array(repeating: 0, count: counts.items.count + 1)
    for item in counts.postingItems { firsts[Int(item) + 1] += 1 }
    for item in 0..<counts.items.count { firsts[item + 1] += firsts[item] }
    var next = firsts
    var order = Array(repeating: UInt32(0), count: counts.postingItems.count)
    for (place, item) in counts.postingItems.enumerated() {
      order[next[Int(item)]] = UInt32(place)
      next[Int(item)] += 1
    }
    self.firsts = firsts
    self.order = order
  }

  func next() -> IndexItem? {
    guard cursor < items.count else { return nil }
    let item = items[cursor]
    cursor += 1
    var postings = order[firsts[item]..<firsts[item + 1]].map { place in
      let place = Int(place)
      return Posting(
        cell: cellRanks[Int(counts.postingCells[place])],
        article: articleRanks[Int(counts.postingArticles[place])], count: counts.postingCounts[place])
    }
    Posting.combined(&postings)
    return IndexItem(bytes: Array(counts.items.bytes(item)), postings: postings)
  }
}
