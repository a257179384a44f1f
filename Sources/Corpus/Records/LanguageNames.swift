import CICU

/// Languages by other names than their tags: "English", "Russisch", "eng". Databases and tables write them so.
enum LanguageNames {
  /// The tag of a language that is named in words or by three letters; anything else as it stands.
  /// - Returns: nil for what is longer than any tag or name.
  static func tag(of text: String) -> String? {
    if text.utf8.count > longest { return nil }
    let isTag = text.utf8.count == 2 || text.contains("-") || text.contains("_")
    return isTag ? text : tags[text.lowercased()] ?? text
  }

  private static let longest = 100

  /// Languages in which names are understood, besides each language's own.
  private static let namedIn = ["en", "de", "fr", "es", "it", "pt", "pl", "nl", "ru", "uk"]

  private static let tags: [String: String] = {
    var tags: [String: String] = [:]
    var index: Int32 = 0
    var buffer = [UInt8](repeating: 0, count: 200)
    while let code = icu_language_code(index) {
      index += 1
      let tag = String(cString: code)
      guard tag.utf8.count == 2 else { continue }
      tags[String(cString: icu_language_code3(code))] = tag
      for locale in namedIn + [tag] {
        let count = icu_language_name(code, locale, &buffer, Int32(buffer.count))
        let name = String(decoding: buffer.prefix(Int(count)), as: UTF8.self).lowercased()
        // The first language that has a name keeps it.
        if !name.isEmpty, tags[name] == nil { tags[name] = tag }
      }
    }
    return tags
  }()
}
