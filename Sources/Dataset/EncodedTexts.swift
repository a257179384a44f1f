/// Texts as JSON, for those that are written again and again by `JSONBuffer.literal`: one piece of memory for all.
struct EncodedTexts: Sendable {
  private let bytes: [UInt8]
  /// By text: where it begins and ends.
  private let places: [Range<Int>]

  init(_ texts: some Sequence<String>) {
    var json = JSONBuffer()
    places = texts.map { text in
      // Parted by commas.
      let start = json.count == 0 ? 0 : json.count + 1
      json.value(text)
      return start..<json.count
    }
    bytes = json.bytes
  }

  subscript(number: Int) -> ArraySlice<UInt8> { bytes[places[number]] }
}
