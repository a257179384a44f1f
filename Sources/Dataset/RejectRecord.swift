import Corpus

/// Writes a reject as one JSON line: where, and why.
public enum RejectRecord {
  public static func write(_ reject: Reject, to json: inout JSONBuffer) {
    json.beginObject()
    json.key("source")
    json.value(reject.source)
    json.key("line")
    json.value(reject.line)
    json.key("byte")
    json.value(reject.byte)
    json.key("reason")
    json.value(reject.reason)
    json.key("excerpt")
    json.value(reject.excerpt)
    json.endObject()
    json.endLine()
  }
}
