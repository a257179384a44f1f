/// The article of a web page: what its head says of it, and its main text without navigation, scripts and the like.
///
/// The main text is that of the element whose paragraphs are the longest and have the fewest links in them, unless the
/// page names its article itself. Source of the idea: Kohlschütter, Fankhauser & Nejdl 2010, doi 10.1145/1718487.1718542
/// (length and link density tell text from the rest).
final class WebPage: MarkupHandler {
  private(set) var title: String?
  private(set) var date: String?
  private(set) var outlet: String?
  private(set) var language: String?
  private(set) var url: String?
  /// false where its elements are nested so deep that it was read no further.
  private(set) var isWhole = true

  private struct Element {
    var name: String
    /// Of `containers`.
    var container: Int
    var isSkipped: Bool
    var isLink: Bool
  }

  /// An element that may hold the article.
  private struct Container {
    var parent: Int
    var isArticle: Bool
    var score = 0.0
    var bytes = 0
  }

  private struct Paragraph {
    var container: Int
    var text: [UInt8]
    var linkBytes: Int

    /// Words rather than links.
    var isText: Bool { text.count >= 25 && linkBytes * 2 <= text.count }
  }

  private var open: [Element] = []
  private var containers = [Container(parent: -1, isArticle: false)]
  private var paragraphs: [Paragraph] = []
  private var current = Paragraph(container: 0, text: [], linkBytes: 0)
  /// Text of the element being gathered for the head: title or h1.
  private var gathering: String?
  private var gathered: [UInt8] = []
  private var metaTitle: String?
  private var heading: String?
  /// Elements beyond this depth are not told apart: no page needs them, but a hostile one may have millions.
  private static let deepest = 500
  private var tooDeep = 0

  /// - Parameter encoding: of the bytes; nil to believe the page.
  init(_ bytes: UnsafeBufferPointer<UInt8>, encoding: String?) {
    isWhole = Markup.walkHTML(bytes, encoding: encoding, self)
    endParagraph()
    title = metaTitle ?? heading ?? title
  }

  /// The article's paragraphs, with blank lines between.
  var text: [UInt8] {
    let best = bestContainer
    var text: [UInt8] = []
    for paragraph in paragraphs where paragraph.isText && lies(paragraph.container, in: best) {
      if !text.isEmpty { text += [.lineFeed, .lineFeed] }
      text += paragraph.text
    }
    return text
  }

  // MARK: Choosing

  private var bestContainer: Int {
    for paragraph in paragraphs where paragraph.isText {
      let value = 1 + Double(min(paragraph.text.count, 300)) / 100
      containers[paragraph.container].score += value
      let parent = containers[paragraph.container].parent
      if parent >= 0 { containers[parent].score += value / 2 }
      var at = paragraph.container
      while at >= 0 {
        containers[at].bytes += paragraph.text.count
        at = containers[at].parent
      }
    }
    // Its own word counts where there is enough in it.
    let named = containers.indices.filter { containers[$0].isArticle && containers[$0].bytes >= 250 }
    if let article = named.max(by: { containers[$0].bytes < containers[$1].bytes }) { return article }
    return containers.indices.max { containers[$0].score < containers[$1].score } ?? 0
  }

  private func lies(_ container: Int, in ancestor: Int) -> Bool {
    var at = container
    while at >= 0 {
      if at == ancestor { return true }
      at = containers[at].parent
    }
    return false
  }

  // MARK: Walking

  func start(_ name: String, _ attributes: [String: String]) {
    if open.count == Self.deepest {
      tooDeep += 1
      return
    }
    readHead(name, attributes)
    if Self.breaks.contains(name) { endParagraph() }
    let parent = open.last
    var element = Element(
      name: name, container: parent?.container ?? 0, isSkipped: parent?.isSkipped ?? false,
      isLink: parent?.isLink ?? false || name == "a")
    if Self.skipped.contains(name) || Self.isAside(name, attributes) { element.isSkipped = true }
    if Self.containing.contains(name) {
      let isArticle =
        name == "article" || attributes["itemprop"] == "articleBody" || attributes["property"] == "articleBody"
      containers.append(Container(parent: element.container, isArticle: isArticle))
      element.container = containers.count - 1
    }
    open.append(element)
    if name == "br" { current.text.append(Self.lineBreak) }
    if (name == "title" && title == nil) || (name == "h1" && heading == nil) {
      gathering = name
      gathered.removeAll()
    }
  }

  func end(_ name: String) {
    if tooDeep > 0 {
      tooDeep -= 1
      return
    }
    if Self.breaks.contains(name) { endParagraph() }
    if gathering == name {
      let text = Self.collapsed(gathered)
      if !text.isEmpty {
        if name == "title" { title = String(decoding: text, as: UTF8.self) }
        if name == "h1" { heading = String(decoding: text, as: UTF8.self) }
      }
      gathering = nil
    }
    if let last = open.lastIndex(where: { $0.name == name }) { open.removeSubrange(last...) }
  }

  func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    if gathering != nil { gathered += bytes }
    guard let element = open.last, !element.isSkipped, element.name != "title" else { return }
    current.container = element.container
    current.text += bytes
    if element.isLink { current.linkBytes += bytes.count }
  }

  private func endParagraph() {
    current.text = Self.collapsed(current.text)
    if !current.text.isEmpty { paragraphs.append(current) }
    current = Paragraph(container: 0, text: [], linkBytes: 0)
  }

  private func readHead(_ name: String, _ attributes: [String: String]) {
    switch name {
    case "html": language = attributes["lang"] ?? attributes["xml:lang"] ?? language
    case "link" where attributes["rel"] == "canonical": url = attributes["href"] ?? url
    case "time": date = date ?? attributes["datetime"]
    case "meta":
      guard let content = attributes["content"], !content.isEmpty,
        let key = attributes["property"] ?? attributes["name"] ?? attributes["itemprop"]
      else { return }
      switch key.lowercased() {
      case "og:title": metaTitle = content
      case "article:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "pubdate":
        date = date ?? content
      case "og:site_name": outlet = content
      case "og:url": url = url ?? content
      default: break
      }
    default: break
    }
  }

  /// What stands for `<br>` until the paragraph is done.
  private static let lineBreak: UInt8 = 0x0B

  /// Runs of blanks become one space, `<br>` a line feed; none at the ends.
  private static func collapsed(_ bytes: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    var blank: UInt8?
    for byte in bytes {
      if byte > 0x20 {
        if let blank, !out.isEmpty { out.append(blank) }
        blank = nil
        out.append(byte)
      } else if byte == lineBreak {
        blank = .lineFeed
      } else {
        blank = blank ?? 0x20
      }
    }
    return out
  }

  // MARK: HTML

  private static let skipped: Set<String> = [
    "script", "style", "noscript", "template", "svg", "math", "nav", "header", "footer", "aside", "form", "button",
    "select", "textarea", "iframe", "object", "figure", "figcaption", "menu", "dialog", "head", "canvas", "audio",
    "video",
  ]
  private static let containing: Set<String> = ["div", "section", "article", "main", "td", "body", "li", "blockquote"]
  private static let breaks: Set<String> = [
    "p", "div", "section", "article", "main", "td", "tr", "th", "table", "body", "ul", "ol", "li", "dl", "dt", "dd",
    "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "nav", "header", "footer", "aside", "form", "figure",
    "figcaption", "fieldset", "address", "details", "summary",
  ]
  /// Parts of names of classes and ids that pages give to what is not their text.
  private static let asides: Set<String> = [
    "comment", "comments", "share", "sharing", "social", "related", "promo", "newsletter", "subscribe", "cookie",
    "cookies", "breadcrumb", "breadcrumbs", "sidebar", "footer", "nav", "navbar", "menu", "advert", "ads", "ad",
    "banner",
    "popup", "modal", "hidden", "byline", "tags", "recommended",
  ]

  private static func isAside(_ name: String, _ attributes: [String: String]) -> Bool {
    if name == "body" || name == "html" || name == "article" || name == "main" { return false }
    if attributes["hidden"] != nil || attributes["aria-hidden"] == "true" { return true }
    for key in ["class", "id", "role"] {
      for word in (attributes[key] ?? "").lowercased().split(whereSeparator: \.isWhitespace) {
        // "sidebar-left" is a sidebar, "has-sidebar" is the page beside it.
        let parts = word.split(whereSeparator: { !$0.isLetter })
        if let first = parts.first, asides.contains(String(first)) { return true }
      }
    }
    return false
  }
}
