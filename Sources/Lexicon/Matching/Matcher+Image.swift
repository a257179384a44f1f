import TextModel

extension Matcher {
  public func write(to image: inout ImageWriter) throws {
    try vocabulary.write(to: &image)
    try image.write(memory: UnsafeBufferPointer(roots))
    try image.write(memory: UnsafeBufferPointer(nodes))
    try image.write(memory: UnsafeBufferPointer(outputs))
    try image.write(memory: UnsafeBufferPointer(edges))
  }

  /// - Parameter stemmer: of the language, as when it was built.
  public convenience init(from image: inout ImageReader, stemmer: Stemmer?) throws(ImageDamage) {
    var vocabulary = try Vocabulary(from: &image)
    vocabulary.forms = TokenForms(stemmer: stemmer)
    let roots = try image.memory(of: UInt32.self)
    let nodes = try image.memory(of: Node.self)
    let outputs = try image.memory(of: Output.self)
    let edges = try image.memory(of: EdgeTable.Edge.self)
    guard roots.count == Int(vocabulary.count) + 1, nodes.count > 0, edges.count > 0,
      edges.count & (edges.count - 1) == 0
    else { throw ImageDamage() }
    self.init(vocabulary: vocabulary, roots: roots, nodes: nodes, outputs: outputs, edges: edges)
  }
}
