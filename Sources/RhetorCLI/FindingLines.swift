import Dataset
import Lexicon

extension JSONBuffer {
  /// One object, as text.
  static func object(_ body: (inout JSONBuffer) -> Void) -> String {
    var json = JSONBuffer()
    json.beginObject()
    body(&json)
    json.endObject()
    return String(decoding: json.bytes, as: UTF8.self)
  }
}

extension Finding {
  var json: String {
    JSONBuffer.object { json in
      json.key("file")
      json.value(file)
      json.key("line")
      if let line { json.value(line) } else { json.null() }
      json.key("severity")
      json.value(severity.rawValue)
      json.key("kind")
      json.value(kind.rawValue)
      json.key("message")
      json.value(message)
      json.key("mend")
      json.value(mend)
    }
  }
}

extension LintFinding {
  /// How many there are of each severity, as in "1 error, 0 warnings, 2 notes".
  static func counts(_ findings: [LintFinding]) -> String {
    Severity.allCases.map { severity in
      let count = findings.count { $0.severity == severity }
      return "\(count) \(severity)\(count == 1 ? "" : "s")"
    }.joined(separator: ", ")
  }

  static func lines(_ findings: [LintFinding]) -> [UInt8] {
    var json = JSONBuffer()
    for finding in findings {
      json.beginObject()
      json.key("severity")
      json.value(finding.severity.rawValue)
      json.key("rule")
      json.value(finding.rule)
      json.key("file")
      json.value(finding.file)
      json.key("line")
      if let line = finding.line { json.value(line) } else { json.null() }
      json.key("what")
      json.value(finding.what)
      json.key("mend")
      json.value(finding.mend)
      json.endObject()
      json.endLine()
    }
    return json.bytes
  }
}
