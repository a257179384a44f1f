import Actors
import Segmentation
import TextModel

/// Writes an article's words by whose they are, so that they can be counted by speaker and by whom they are about.
struct SpeechRecord: Sendable {
  private let actors: [Actor]
  private let frames: [String]

  /// - Parameter frames: ids by the numbers in `FrameUse.frame`.
  init(actors: [Actor], frames: [String]) {
    self.actors = actors
    self.frames = frames
  }

  /// Writes the key "speech": runs of words of one sentence and one holder.
  func write(_ document: Document, to json: inout JSONBuffer) {
    json.key("speech")
    json.beginArray()
    var mention = 0
    var use = 0
    var words: [UInt8] = []
    var folded: [UInt8] = []
    for sentence in document.sentences {
      var targets: [Int32] = []
      for place in mention..<document.mentions.count {
        let named = document.mentions[place]
        if named.first >= sentence.last { break }
        if named.actor >= 0, !targets.contains(named.actor) { targets.append(named.actor) }
      }
      var token = sentence.first
      while token < sentence.last {
        let holder = document.holder(at: token)
        let first = token
        words.removeAll(keepingCapacity: true)
        while token < sentence.last, document.holder(at: token) == holder {
          while mention < document.mentions.count, document.mentions[mention].last <= token { mention += 1 }
          if mention < document.mentions.count, document.mentions[mention].first == token,
            let name = name(document.mentions[mention])
          {
            append(name, to: &words)
            // A name that goes on in another's words is still one name.
            token = max(token + 1, document.mentions[mention].last)
            continue
          }
          append(document, token, &folded, to: &words)
          token += 1
        }
        if words.last == UInt8(ascii: "|") { words.removeLast(min(2, words.count)) }
        guard !words.isEmpty else { continue }
        json.beginObject()
        json.key("holder")
        json.value(id(of: holder))
        json.key("actors")
        json.beginArray()
        for target in targets { json.value(actors[Int(target)].id) }
        json.endArray()
        json.key("frames")
        json.beginArray()
        while use < document.frameUses.count, document.frameUses[use].first < token {
          if document.frameUses[use].first >= first { json.value(frames[Int(document.frameUses[use].frame)]) }
          use += 1
        }
        json.endArray()
        json.key("words")
        json.value(utf8: words[...])
        json.endObject()
      }
    }
    json.endArray()
  }

  /// Names and offices stand for their actor; pronouns stay words.
  private func name(_ mention: Mention) -> [UInt8]? {
    guard mention.form != .pronoun, mention.actor >= 0 else { return nil }
    return [UInt8(ascii: "@")] + Array(actors[Int(mention.actor)].id.utf8)
  }

  private func append(_ document: Document, _ token: Int32, _ folded: inout [UInt8], to words: inout [UInt8]) {
    guard document.tokens[Int(token)].traits.contains(.word) else {
      if let last = words.last, last != UInt8(ascii: "|") { append([UInt8(ascii: "|")], to: &words) }
      return
    }
    document.bytes(first: token, last: token + 1).withUnsafeBufferPointer {
      Folder.shared.fold($0, into: &folded)
    }
    append(folded, to: &words)
  }

  private func append(_ word: [UInt8], to words: inout [UInt8]) {
    guard !word.isEmpty else { return }
    if !words.isEmpty { words.append(UInt8(ascii: " ")) }
    words.append(contentsOf: word)
  }

  private func id(of holder: Holder) -> String {
    switch holder {
    case .article: "article"
    case .unresolved: "unresolved"
    case .actor(let actor): actors[Int(actor)].id
    }
  }
}
