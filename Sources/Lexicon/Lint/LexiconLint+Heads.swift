extension LexiconLint {
  /// Whoever uses a lexicon must be able to say what it is, where it comes from and what may be done with it.
  static func heads(_ setting: LintSetting) -> [LintFinding] {
    var found: [LintFinding] = []
    for table in setting.tables where table.isLinted && !table.kindName.isEmpty {
      func add(_ severity: LintFinding.Severity, _ what: String, _ mend: String) {
        found.append(LintFinding(severity, rule: "head", file: table.path, line: nil, what: what, mend: mend))
      }
      for key in ["name", "version", "source", "licence"] {
        guard let value = table.head.first(where: { $0.key == key })?.value else {
          // Dictionaries can be read without, but for their names, which reading has missed already.
          if table.kind != .dictionary {
            add(.error, "no '# \(key):' in the head", "add the line; no pipeline reads the file without it")
          } else if key != "name" {
            add(.warning, "no '# \(key):' in the head", "add the line, so that others know what they may do with it")
          }
          continue
        }
        if value.isEmpty || value.lowercased().hasPrefix("unknown") {
          add(.warning, "the \(key) is not known", "find it out and write it in the head")
        }
      }
    }
    return found
  }
}
