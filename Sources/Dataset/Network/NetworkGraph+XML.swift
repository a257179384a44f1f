extension NetworkGraph {
  /// GraphML (graphdrawing.org), as networkx, igraph, Gephi and yEd read it.
  public func graphML() -> [UInt8] {
    var xml = XMLText()
    xml.open(
      "graphml",
      [
        ("xmlns", "http://graphml.graphdrawing.org/xmlns"),
        ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
        (
          "xsi:schemaLocation",
          "http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd"
        ),
      ])
    xml.empty("key", Self.key("g0", "graph", Attribute(name: "articles", kind: .integer)))
    for (number, attribute) in Self.named.enumerated() { xml.empty("key", Self.key("n\(number)", "node", attribute)) }
    for (number, attribute) in edgeAttributes.enumerated() {
      xml.empty("key", Self.key("e\(number)", "edge", attribute))
    }
    xml.open("graph", [("id", "actors"), ("edgedefault", isDirected ? "directed" : "undirected")])
    xml.element("data", [("key", "g0")], "\(articles)")
    for node in nodes {
      xml.open("node", [("id", node.id)])
      for (number, value) in ([.text(node.name)] + node.values).enumerated() {
        if let value { xml.element("data", [("key", "n\(number)")], value.text) }
      }
      xml.close()
    }
    for (number, edge) in edges.enumerated() {
      xml.open("edge", [("id", "\(number)"), ("source", edge.source), ("target", edge.target)])
      for (number, value) in edge.values.enumerated() {
        if let value { xml.element("data", [("key", "e\(number)")], value.text) }
      }
      xml.close()
    }
    xml.close()
    xml.close()
    return xml.bytes
  }

  /// GEXF 1.3 (gexf.net), Gephi's own. An edge's weight is its number of articles.
  public func gexf() -> [UInt8] {
    var xml = XMLText()
    xml.open("gexf", [("xmlns", "http://gexf.net/1.3"), ("version", "1.3")])
    xml.open("meta", [])
    xml.element("creator", [], "rhetor")
    xml.element("description", [], "Actors in \(articles) articles")
    xml.close()
    xml.open("graph", [("mode", "static"), ("defaultedgetype", isDirected ? "directed" : "undirected")])
    Self.declare(Self.nodeAttributes, "node", &xml)
    Self.declare(edgeAttributes, "edge", &xml)
    xml.open("nodes", [("count", "\(nodes.count)")])
    for node in nodes {
      xml.open("node", [("id", node.id), ("label", node.name)])
      Self.write(node.values, &xml)
      xml.close()
    }
    xml.close()
    xml.open("edges", [("count", "\(edges.count)")])
    for (number, edge) in edges.enumerated() {
      xml.open(
        "edge",
        [
          ("id", "\(number)"), ("source", edge.source), ("target", edge.target), ("kind", edge.kind.rawValue),
          ("weight", edge.values[1]!.text),
        ])
      Self.write(edge.values, &xml)
      xml.close()
    }
    xml.close()
    xml.close()
    xml.close()
    return xml.bytes
  }

  private static let named = [Attribute(name: "name", kind: .text)] + nodeAttributes

  private static func key(_ id: String, _ of: String, _ attribute: Attribute) -> [(String, String)] {
    [("id", id), ("for", of), ("attr.name", attribute.name), ("attr.type", attribute.kind.xmlName)]
  }

  private static func declare(_ attributes: [Attribute], _ of: String, _ xml: inout XMLText) {
    xml.open("attributes", [("class", of)])
    for (number, attribute) in attributes.enumerated() {
      xml.empty(
        "attribute", [("id", "\(number)"), ("title", attribute.name), ("type", attribute.kind.xmlName)])
    }
    xml.close()
  }

  private static func write(_ values: [Value?], _ xml: inout XMLText) {
    xml.open("attvalues", [])
    for (number, value) in values.enumerated() {
      if let value { xml.empty("attvalue", [("for", "\(number)"), ("value", value.text)]) }
    }
    xml.close()
  }
}

extension NetworkGraph.Attribute.Kind {
  /// Both formats have types of these names.
  fileprivate var xmlName: String {
    switch self {
    case .text: "string"
    case .integer: "long"
    case .number: "double"
    }
  }
}

extension NetworkGraph.Value {
  fileprivate var text: String {
    switch self {
    case .text(let text): return text
    case .integer(let number): return "\(number)"
    case .number(let number):
      var json = JSONBuffer()
      json.value(number)
      return String(decoding: json.bytes, as: UTF8.self)
    }
  }
}

/// XML 1.0, an element a line.
struct XMLText {
  private(set) var bytes = Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".utf8)
  private var names: [String] = []

  typealias Attributes = [(name: String, value: String)]

  mutating func open(_ name: String, _ attributes: Attributes) {
    line("<" + Self.tag(name, attributes) + ">")
    names.append(name)
  }

  mutating func close() {
    let name = names.removeLast()
    line("</\(name)>")
  }

  mutating func empty(_ name: String, _ attributes: Attributes) { line("<" + Self.tag(name, attributes) + "/>") }

  mutating func element(_ name: String, _ attributes: Attributes, _ text: String) {
    line("<" + Self.tag(name, attributes) + ">" + Self.escaped(text) + "</\(name)>")
  }

  private mutating func line(_ text: String) {
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * names.count))
    bytes.append(contentsOf: text.utf8)
    bytes.append(10)
  }

  private static func tag(_ name: String, _ attributes: Attributes) -> String {
    name + attributes.map { " \($0.name)=\"\(escaped($0.value))\"" }.joined()
  }

  /// For text and attributes alike. What XML 1.0 has no place for, not even as a reference, becomes U+FFFD.
  static func escaped(_ text: String) -> String {
    var escaped = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x26: escaped.append(contentsOf: "&amp;".unicodeScalars)
      case 0x3C: escaped.append(contentsOf: "&lt;".unicodeScalars)
      case 0x3E: escaped.append(contentsOf: "&gt;".unicodeScalars)
      case 0x22: escaped.append(contentsOf: "&quot;".unicodeScalars)
      // As they stand, readers make blanks of them.
      case 0x09, 0x0A, 0x0D: escaped.append(contentsOf: "&#\(scalar.value);".unicodeScalars)
      case 0..<0x20, 0xFFFE, 0xFFFF: escaped.append("\u{FFFD}")
      default: escaped.append(scalar)
      }
    }
    return String(escaped)
  }
}
