import ArgumentParser
import Dataset
import Pipeline

struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Checks a dataset folder: hashes, types, ranges, keys, references.",
    usage: """
      rhetor verify Output/belarus-russia
             rhetor verify --json results/ | jq -r .file | sort | uniq -c
      """,
    discussion: """
      Every file is held against its size and SHA-256 in manifest.json, every row of every table against the table's \
      definition: columns, types, ranges, nulls, keys, references to other tables. METHODS.md and CITATION.cff are meant \
      to be edited, so their hashes are passed over. Ends with 1 if there is a finding.
      """)

  @Argument(help: "A folder that 'rhetor run' wrote.", completion: .directory)
  var folder: String

  @Flag(help: "Write findings as lines of JSON.")
  var json = false

  @Flag(name: .shortAndLong, help: "No summary.")
  var quiet = false

  func run() throws {
    let check = try FolderCheck(folder: folder)
    let output = try OutputFile(path: nil)
    var lines = JSONBuffer()
    for finding in check.findings {
      if json {
        Self.write(finding, &lines)
      } else {
        try output.write(Array("\(finding)\n".utf8))
      }
    }
    try output.write(lines.bytes)
    try output.finish()
    if !quiet {
      let findings = check.findings.count
      Terminal.say(
        "\(check.manifest.outputs.count) files, \(check.rows) rows: "
          + (findings == 0 ? "all as it should be" : "\(findings) finding\(findings == 1 ? "" : "s")"))
    }
    if !check.findings.isEmpty { throw ExitCode(Exit.someRejected) }
  }

  private static func write(_ finding: FolderCheck.Finding, _ json: inout JSONBuffer) {
    json.beginObject()
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
}
