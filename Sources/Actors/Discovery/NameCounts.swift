import Statistics
import TextModel

/// Counts names over a corpus in bounded memory: where there are too many, the rarest are forgotten, and what that may have
/// cost is known (Manku and Motwani's lossy counting).
struct NameCounts {
  struct Example: Equatable {
    /// nil where the article has no id.
    var article: String?
    var sentence: String
  }

  struct Name {
    /// As it stood where it was first seen.
    var text: String
    /// Index of its article's language.
    var language: Int
    /// Amid sentences, and where any word has a capital.
    var count = 0
    var initial = 0
    var documents = 0
    var lastDocument = -1
    /// How often it may have been found before it was remembered.
    var missed = 0
    /// By part of the corpus.
    var parts: [Int32] = []
    var examples: [Example] = []
  }

  /// Articles in a row are a part; there are never more than these.
  static let mostParts = 32
  private static let mostExamples = 3

  private(set) var names: [[UInt8]: Name] = [:]
  /// Words by part.
  private(set) var sizes: [Int] = []
  /// Articles in a part; doubled where there would be too many parts.
  private var partLength = 1
  private(set) var documents = 0
  private let capacity: Int
  /// Names found no more often than this may be missing, and all counts may be short by it.
  private(set) var forgotten = 0

  init(capacity: Int) { self.capacity = capacity }

  mutating func begin(words: Int) {
    if documents == partLength * Self.mostParts { halve() }
    if documents / partLength == sizes.count { sizes.append(0) }
    sizes[documents / partLength] += words
    documents += 1
  }

  /// - Parameter example: asked for only where one is wanted.
  mutating func add(_ key: [UInt8], text: String, language: Int, isInitial: Bool, example: () -> Example) {
    if names[key] == nil {
      if names.count >= capacity { forget() }
      names[key] = Name(text: text, language: language, missed: forgotten)
    }
    let part = (documents - 1) / partLength
    let document = documents - 1
    func change(_ name: inout Name) {
      if isInitial {
        name.initial += 1
      } else {
        // A name's own spelling is the one it has amid a sentence.
        if name.count == 0 { name.text = text }
        name.count += 1
      }
      while name.parts.count <= part { name.parts.append(0) }
      name.parts[part] += 1
      if name.lastDocument != document {
        name.lastDocument = document
        name.documents += 1
        if name.examples.count < Self.mostExamples {
          let example = example()
          if !name.examples.contains(where: { $0.sentence == example.sentence }) { name.examples.append(example) }
        }
      }
    }
    change(&names[key]!)
  }

  /// Leaves out the rarest until half of the room is free.
  private mutating func forget() {
    while names.count > capacity / 2 {
      forgotten += 1
      names = names.filter { $0.value.count + $0.value.initial + $0.value.missed > forgotten }
    }
  }

  private mutating func halve() {
    partLength *= 2
    sizes = stride(from: 0, to: sizes.count, by: 2).map { sizes[$0] + ($0 + 1 < sizes.count ? sizes[$0 + 1] : 0) }
    names = names.mapValues { name in
      var name = name
      let parts = name.parts
      name.parts = stride(from: 0, to: parts.count, by: 2).map {
        parts[$0] + ($0 + 1 < parts.count ? parts[$0 + 1] : 0)
      }
      return name
    }
  }

  /// How evenly a name is spread over the corpus: 1 less the deviation of proportions over its maximum; nil where the
  /// corpus has one part only.
  func spread(_ name: Name) -> Double? {
    let counts = sizes.indices.map { $0 < name.parts.count ? Int(name.parts[$0]) : 0 }
    let parts = sizes.indices.filter { sizes[$0] > 0 }
    return Dispersion(counts: parts.map { counts[$0] }, sizes: parts.map { sizes[$0] })?.normalisedDeviation
      .map { 1 - $0 }
  }
}
