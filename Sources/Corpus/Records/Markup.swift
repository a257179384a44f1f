import CMarkup

/// What is told of a page's elements and text, in their order.
public protocol MarkupHandler: AnyObject {
  func start(_ name: String, _ attributes: [String: String])
  func end(_ name: String)
  func text(_ bytes: UnsafeBufferPointer<UInt8>)
}

public enum Markup {
  /// Elements within each other that a page may have.
  static let deepest = Int(markup_deepest)

  /// Walks an HTML page, however broken.
  /// - Parameter encoding: nil to believe the page.
  /// - Returns: false where it was left amid because it is nested too deep.
  static func walkHTML(_ bytes: UnsafeBufferPointer<UInt8>, encoding: String?, _ handler: any MarkupHandler) -> Bool {
    var callbacks = callbacks
    return withExtendedLifetime(Box(handler)) { box in
      let context = Unmanaged.passUnretained(box).toOpaque()
      guard let encoding else {
        return markup_walk_html(bytes.baseAddress, bytes.count, nil, &callbacks, context) != markup_too_deep
      }
      return markup_walk_html(bytes.baseAddress, bytes.count, encoding, &callbacks, context) != markup_too_deep
    }
  }

  /// Walks an XML element.
  /// - Returns: what is wrong with it, or nil.
  public static func walkXML(_ bytes: UnsafeBufferPointer<UInt8>, _ handler: any MarkupHandler) -> String? {
    var callbacks = callbacks
    return withExtendedLifetime(Box(handler)) { box in
      markup_walk_xml(bytes.baseAddress, bytes.count, &callbacks, Unmanaged.passUnretained(box).toOpaque())
        .map { String(cString: $0) }
    }
  }

  /// While an XML element is walked, the line of what is being told of; afterwards, of the fault that ended it.
  public static var line: Int { Int(markup_line()) }

  private final class Box {
    let handler: any MarkupHandler
    init(_ handler: any MarkupHandler) { self.handler = handler }

    static func handler(_ context: UnsafeMutableRawPointer?) -> any MarkupHandler {
      Unmanaged<Box>.fromOpaque(context!).takeUnretainedValue().handler
    }
  }

  private static var callbacks: markup_handler {
    markup_handler(
      start: { context, name, attributes in
        var found: [String: String] = [:]
        var next = attributes
        while let pair = next, let key = pair[0] {
          found[String(cString: key)] = pair[1].map { String(cString: $0) } ?? ""
          next = pair + 2
        }
        Box.handler(context).start(String(cString: name!), found)
      },
      end: { context, name in Box.handler(context).end(String(cString: name!)) },
      text: { context, bytes, count in
        bytes!.withMemoryRebound(to: UInt8.self, capacity: count) {
          Box.handler(context).text(UnsafeBufferPointer(start: $0, count: count))
        }
      })
  }
}
