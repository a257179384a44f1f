extension Array {
  /// Takes an array out of the place that holds it, which is left empty: so it is known to be nobody else's, and keeps
  /// its room while it is filled.
  @inlinable
  public mutating func taken() -> [Element] {
    var taken: [Element] = []
    swap(&taken, &self)
    return taken
  }
}
