import CPack
import Foundation

@testable import Corpus

/// Dumps of known articles in every format, and ways to spoil them.
enum Dumps {
  struct Item: Equatable {
    var id: String
    var title: String
    var text: String
  }

  /// Texts with all that formats stumble over: quotes, delimiters, line breaks, markup, several scripts.
  static let items: [Item] = (0..<40).map { number in
    let texts = [
      "Talks in Sochi, \"long\" ones; nobody spoke of money — at all.\nA second line follows, as lines do.",
      "Навальный остался под стражей; <b>об этом</b> написали все газеты, и не раз.",
      "Tab\there, comma, semicolon; pipe | and \"quotes \"\"doubled\"\"\", all of it in one long text.",
      "A & B said: 'x < y > z', which is mathematics and no markup, whatever a parser may think.",
    ]
    return Item(id: "a\(number)", title: "Title \(number)", text: texts[number % texts.count] + " №\(number)")
  }

  static func dump(_ format: InputFormat, _ items: [Item] = items) -> [UInt8] {
    let objects = items.map { ["id": $0.id, "title": $0.title, "text": $0.text] }
    func json(_ object: Any, _ options: JSONSerialization.WritingOptions = []) -> String {
      String(decoding: try! JSONSerialization.data(withJSONObject: object, options: options), as: UTF8.self)
    }
    switch format {
    case .jsonl, .auto: return Array(objects.map { json($0) + "\n" }.joined().utf8)
    case .json: return Array(json(objects, .prettyPrinted).utf8)
    case .csv, .tsv:
      let delimiter = format == .csv ? "," : "\t"
      let rows = items.map { item in
        [item.id, item.title, item.text].map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }
          .joined(separator: delimiter) + "\r\n"
      }
      return Array((["id", "title", "text"].joined(separator: delimiter) + "\r\n" + rows.joined()).utf8)
    case .text: return Array((items[0].title + "\n\n" + items[0].text).utf8)
    case .html: return Array(page(items[0]).utf8)
    case .warc: return items.flatMap(crawled)
    case .mediawiki:
      let pages = items.map { item in
        """
          <page>
            <title>\(escaped(item.title))</title><ns>0</ns><id>\(item.id)</id>
            <revision><timestamp>2021-02-22T10:00:00Z</timestamp><text>\(escaped(item.text))</text></revision>
          </page>

        """
      }
      return Array("<mediawiki>\n<siteinfo/>\n\(pages.joined())</mediawiki>\n".utf8)
    case .lexis:
      let articles = items.enumerated().map { number, item in
        """
                                       \(number + 1) of \(items.count) DOCUMENTS

                                      The Daily
                               February 22, 2021 Monday

        \(item.title)

        BYLINE: A Writer

        LENGTH: 9 words

        \(item.text)

        LOAD-DATE: February 23, 2021

        LANGUAGE: ENGLISH


        """
      }
      return Array(("Download Request: all\n\n" + articles.joined()).utf8)
    case .factiva:
      let articles = items.map { item in
        """
        HD\t\(item.title)
        WC\t9 words
        PD\t22 February 2021
        SN\tThe Daily
        LA\tEnglish
        TD
        \(item.text)

        AN\tDocument \(accessionNumber(item))


        """
      }
      return Array((articles.joined() + "Search Summary\nText\tanything\n").utf8)
    }
  }

  static func accessionNumber(_ item: Item) -> String {
    "DAILY00020210222" + String(repeating: "0", count: 9 - item.id.utf8.count) + item.id
  }

  static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }

  static func page(_ item: Item) -> String {
    """
    <!DOCTYPE html><html><head><title>\(escaped(item.title))</title><style>p { color: red }</style></head>
    <body><nav><ul><li><a href="/">A long list of links to other pages</a></li></ul></nav>
    <div class="content"><h1>\(escaped(item.title))</h1><p>\(escaped(item.text))</p></div>
    <div class="related"><p>Read also: another article that is not this one, but is long as well.</p></div>
    <script>var text = "a script is no text, however long it may be";</script></body></html>
    """
  }

  static func crawled(_ item: Item) -> [UInt8] {
    func record(_ type: String, _ block: String) -> String {
      "WARC/1.0\r\nWARC-Type: \(type)\r\nWARC-Target-URI: \(item.id)\r\nContent-Type: application/http; msgtype=\(type)"
        + "\r\nContent-Length: \(block.utf8.count)\r\n\r\n\(block)\r\n\r\n"
    }
    let reply = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page(item)
    return Array((record("request", "GET / HTTP/1.1\r\n\r\n") + record("response", reply)).utf8)
  }

  /// The items that a format can hold as they are: a page's text is on one line, wikitext loses its markup.
  static func expected(_ format: InputFormat) -> [Item] {
    switch format {
    case .text: [Item(id: "", title: items[0].title, text: items[0].text)]
    case .html: [Item(id: "", title: items[0].title, text: items[0].text.replacing("\n", with: " "))]
    case .warc:
      items.map { item in
        Item(
          id: item.id, title: item.title,
          text: item.text.replacing("\n", with: " ").replacing("\t", with: " "))
      }
    case .mediawiki:
      items.map { item in
        Item(
          id: item.id, title: item.title,
          text: item.text.replacing("<b>", with: "").replacing("</b>", with: ""))
      }
    case .lexis:
      items.enumerated().map { number, item in
        Item(id: "#\(number + 1)", title: item.title, text: item.text.replacing("\n", with: " "))
      }
    case .factiva:
      items.map { item in
        Item(id: accessionNumber(item), title: item.title, text: item.text.replacing("\n", with: "\n\n"))
      }
    default: items
    }
  }

  static func packed(_ bytes: [UInt8], _ kind: pack_kind) -> [UInt8] {
    var out = [UInt8](repeating: 0, count: bytes.count * 2 + 4096)
    let count = pack(kind, bytes, bytes.count, &out, out.count)
    precondition(count > 0)
    return Array(out.prefix(count))
  }

  /// What is read from a file: articles, and reasons of rejects.
  static func read(
    _ bytes: [UInt8], name: String, settings: BatchReader.Settings = .init(), replacesInvalid: Bool = false
  ) throws -> (items: [Item], rejects: [Reject], passedOver: Int) {
    try BatchReaderTests.withFile(bytes, name: name) { path in
      let reader = BatchReader(files: [path], settings: settings)
      let records = RecordReader(RecordSettings(replacesInvalid: replacesInvalid))
      var (items, rejects, passedOver) = ([Item](), [Reject](), 0)
      while let batch = reader.next() {
        for record in batch.records {
          do throws(Reject) {
            guard let article = try records.read(record, of: batch) else {
              passedOver += 1
              continue
            }
            items.append(
              Item(
                id: (article.id ?? "").replacing(path, with: ""), title: article.title ?? "",
                text: String(decoding: article.text, as: UTF8.self)))
          } catch {
            rejects.append(error)
          }
        }
      }
      return (items, rejects, passedOver)
    }
  }
}
