/// A page of a MediaWiki dump: title, date of its revision, and its wikitext.
final class WikiPage: MarkupHandler {
  private(set) var title = ""
  private(set) var id = ""
  private(set) var date = ""
  private(set) var namespace = ""
  private(set) var isRedirect = false
  private(set) var wikitext: [UInt8] = []
  /// What is wrong with its XML.
  private(set) var fault: String?
  private var path: [String] = []

  init(_ bytes: UnsafeBufferPointer<UInt8>) { fault = Markup.walkXML(bytes, self) }

  func start(_ name: String, _ attributes: [String: String]) {
    path.append(name)
    if name == "redirect" { isRedirect = true }
  }

  func end(_ name: String) { if !path.isEmpty { path.removeLast() } }

  func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    func string() -> String { String(decoding: bytes, as: UTF8.self) }
    switch path {
    case ["page", "title"]: title += string()
    case ["page", "ns"]: namespace += string()
    case ["page", "id"]: id += string()
    case ["page", "revision", "timestamp"]: date += string()
    case ["page", "revision", "text"]: wikitext += bytes
    default: break
    }
  }
}
