extension NetworkGraph {
  /// Node-link JSON, as `networkx.node_link_graph(…, edges="edges")` and D3 read it.
  public func json() -> [UInt8] {
    var json = JSONBuffer()
    json.beginObject()
    json.key("directed")
    json.value(isDirected)
    json.key("multigraph")
    json.value(isMultigraph)
    json.key("graph")
    json.beginObject()
    json.key("articles")
    json.value(articles)
    json.endObject()
    json.key("nodes")
    json.beginArray()
    for node in nodes {
      json.newline()
      json.beginObject()
      json.key("id")
      json.value(node.id)
      json.key("name")
      json.value(node.name)
      Self.write(Self.nodeAttributes, node.values, &json)
      json.endObject()
    }
    json.endArray()
    json.key("edges")
    json.beginArray()
    for edge in edges {
      json.newline()
      json.beginObject()
      json.key("source")
      json.value(edge.source)
      json.key("target")
      json.value(edge.target)
      if isMultigraph {
        json.key("key")
        json.value(edge.kind.rawValue)
      }
      Self.write(edgeAttributes, edge.values, &json)
      json.endObject()
    }
    json.endArray()
    json.endObject()
    json.endLine()
    return json.bytes
  }

  /// What belongs to the other kind of edges is left out; what could not be said is null.
  private static func write(_ attributes: [Attribute], _ values: [Value?], _ json: inout JSONBuffer) {
    for (attribute, value) in zip(attributes, values) {
      if value == nil, attribute.name != "stance" { continue }
      json.key(attribute.name)
      switch value {
      case .text(let text): json.value(text)
      case .integer(let number): json.value(number)
      case .number(let number): json.value(number)
      case nil: json.null()
      }
    }
  }
}
