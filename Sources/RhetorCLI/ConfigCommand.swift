import ArgumentParser
import Dataset
import Foundation
import Pipeline

struct ConfigCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config",
    abstract: "Every setting of a run, its value, and what gave it.",
    usage: """
      rhetor config
             rhetor config -p belarus-russia --jobs 4 --no-evidence
             RHETOR_ENCODING=windows-1251 rhetor config --json | jq -c 'select(.from != "default")'
      """,
    discussion: """
      It takes the options of 'rhetor analyze' and reads nothing but the pipeline file. A flag wins over the environment \
      (RHETOR_ and the flag's name in capitals), that over the pipeline file, and that over the defaults. No file that \
      Rhetor reads can make it run a command.
      """)

  @Option(
    name: .joined("p"), help: "A pipeline file, or the name of one in Pipelines/ (default: news).",
    completion: .pipelines)
  var pipeline: String?

  @Flag(help: "Write lines of JSON {setting, value, from} instead of a table.")
  var json = false

  @OptionGroup var options: AnalysisOptions

  private struct Row {
    var setting, value, origin: String
  }

  func run() throws {
    let settings = try RunSettings(options, pipeline: pipeline)
    let rows = whereabouts(settings) + flags(settings) + Self.pipelineRows(settings.file)
    let output = try OutputFile(path: nil)
    try output.write(json ? Self.lines(rows) : Array(Self.table(rows).utf8))
    try output.finish()
  }

  /// Every setting that a result can depend on, with its value.
  static func values(_ settings: RunSettings) -> [String: String] {
    let flags = Setting.all.filter(\.matters).map { ($0.name, $0.state(settings.options, settings).value) }
    let rows = pipelineRows(settings.file).map { ($0.setting, $0.value) }
    let plan = settings.file.comparisons
    let drawn = [
      ("comparisons.seed", "\(plan.seed)"), ("comparisons.samples", "\(plan.samples)"),
      ("comparisons.permutations", "\(plan.permutations)"), ("comparisons.period", plan.period.rawValue),
    ]
    return Dictionary(flags + rows + drawn) { first, _ in first }
  }

  private func whereabouts(_ settings: RunSettings) -> [Row] {
    func origin(_ given: String?, _ name: String, otherwise: String) -> String {
      if given != nil { return "--\(name)" }
      return Terminal.environment(Setting.variable(name)) != nil ? Setting.variable(name) : otherwise
    }
    return [
      Row(
        setting: "home", value: settings.home.path,
        origin: origin(options.home, "home", otherwise: "found from the program")),
      Row(
        setting: "pipeline", value: settings.file.path, origin: origin(pipeline, "pipeline", otherwise: "default")),
    ]
  }

  private func flags(_ settings: RunSettings) -> [Row] {
    Setting.all.map { setting in
      let (value, origin) = setting.state(options, settings)
      return Row(setting: setting.name, value: value, origin: origin)
    }
  }

  /// What only a pipeline file says.
  private static func pipelineRows(_ file: PipelineFile) -> [Row] {
    func list(_ references: [PipelineFile.Reference]) -> String { references.map(\.path).joined(separator: ", ") }
    func row(_ key: String, _ value: String) -> Row {
      let places = Setting.lines(of: key, file).map { "\(file.path):\($0)" }
      return Row(
        setting: key, value: value.isEmpty ? "none" : value,
        origin: places.isEmpty ? "default" : places.joined(separator: ", "))
    }
    let known = Setting.all.compactMap(\.key)
    return [
      row("name", file.name), row("languages", list(file.languages)), row("lexicons", list(file.lexicons)),
      row("actors", list(file.actors)), row("transliterations", file.transliterations?.path ?? ""),
      row("stages", file.stages.map(\.rawValue).joined(separator: ", ")),
      row("contrasts", file.contrasts.map(\.id).joined(separator: ", ")),
    ]
      + (fields(file.mentions, "mentions") + fields(file.stance, "stance"))
      .filter { !known.contains($0.key) }.map { row($0.key, $0.value) }
  }

  /// A stage's settings under the names that the file has for them.
  private static func fields(_ settings: Any, _ stage: String) -> [(key: String, value: String)] {
    Mirror(reflecting: settings).children.map { field in
      let words = (field.label ?? "").map { $0.isUppercase ? "-\($0.lowercased())" : String($0) }
      return ("\(stage).\(words.joined())", "\(field.value)")
    }
  }

  private static func table(_ rows: [Row]) -> String {
    let rows = [Row(setting: "setting", value: "value", origin: "from")] + rows
    let widths = (rows.map(\.setting.count).max() ?? 0, rows.map(\.value.count).max() ?? 0)
    func padded(_ text: String, _ width: Int) -> String {
      text + String(repeating: " ", count: width - text.count)
    }
    return rows.map { "\(padded($0.setting, widths.0))  \(padded($0.value, widths.1))  \($0.origin)\n" }.joined()
  }

  private static func lines(_ rows: [Row]) -> [UInt8] {
    var json = JSONBuffer()
    for row in rows {
      json.beginObject()
      json.key("setting")
      json.value(row.setting)
      json.key("value")
      json.value(row.value)
      json.key("from")
      json.value(row.origin)
      json.endObject()
      json.endLine()
    }
    return json.bytes
  }
}
