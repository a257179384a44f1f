import TextModel

extension RecordReader {
  /// Fills in what a record does not say: from its file's path, then from what holds for the whole run.
  func fillIn(_ article: inout Article, _ source: String) {
    func isMissing(_ value: String?) -> Bool {
      // To ask for a character's properties takes longer than to read the field.
      if let first = value?.utf8.first, first > 0x20, first < 0x7F { return false }
      return value?.allSatisfy(\.isWhitespace) ?? true
    }
    if settings.paths != nil {
      let path = pathFields(source)
      // A text's or page's own name is an id for want of a better one.
      if isMissing(article.id) || article.id == source { article.id = path[.id] ?? article.id }
      if isMissing(article.date) { article.date = path[.date] ?? article.date }
      if isMissing(article.outlet) { article.outlet = path[.outlet] ?? article.outlet }
      if isMissing(article.language) { article.language = path[.language] ?? article.language }
      if isMissing(article.title) { article.title = path[.title] ?? article.title }
    }
    if isMissing(article.outlet) { article.outlet = settings.outlet ?? article.outlet }
    if isMissing(article.language) { article.language = settings.language ?? article.language }
    if let language = article.language, !isMissing(language) { article.language = LanguageNames.tag(of: language) }
  }

  /// What the path of a source tells; asked for every record, so the last answer is kept.
  private func pathFields(_ source: String) -> [FieldMap.Field: String] {
    if source != lastPath?.source {
      lastPath = (source, settings.paths?.fields(of: source, dates: settings.dates) ?? [:])
    }
    return lastPath!.fields
  }
}
