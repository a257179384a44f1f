import ArgumentParser
import Corpus
import Dataset
import Foundation
import Pipeline

struct RerunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rerun",
    abstract: "Repeats the run that wrote a dataset folder and says whether the bytes agree.",
    usage: """
      rhetor rerun Output/belarus-russia
             rhetor rerun results/ -o again/
      """,
    discussion: """
      The run is repeated from manifest.json: the same inputs, pipeline and settings; relative paths are looked for \
      from where you are. Files that differ are told, and what may have made them so: a changed input, lexicon, pipeline or \
      version. Ends with 0 if all agree, with 1 if not. A run over stdin or a pipe can't be repeated.
      """)

  @Argument(help: "A folder that 'rhetor run' wrote.", completion: .directory)
  var folder: String

  @Option(
    name: .joined("o"),
    help: ArgumentHelp("Keep the repeated run's folder here, instead of a temporary one.", valueName: "folder"),
    completion: .directory)
  var output: String?

  @Flag(name: .shortAndLong, help: "No summary.")
  var quiet = false

  @Option(
    help: ArgumentHelp("Folder that holds Lexicons/ and Pipelines/.", valueName: "folder"), completion: .directory)
  var home: String?

  func run() throws {
    let before = try Manifest(folder: folder)
    try checkInputs(of: before)
    let work = FileManager.default.temporaryDirectory.appendingPathComponent("rhetor-rerun-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: work, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: work) }
    let repeated = output ?? work + "/dataset"
    try Self.check(repeated, isApartFrom: folder)
    try run(before, work: work, into: repeated)
    try report(before, try Manifest(folder: repeated))
  }

  private func checkInputs(of manifest: Manifest) throws {
    if let input = manifest.inputs.first(where: { $0.sha256 == nil }) {
      let what = input.path == "-" ? "stdin" : "\(input.path), which was no file that can be read twice"
      throw InputOutputError(
        place: folder, what: "the run read \(what), and can't be repeated",
        mend: "save the input as a file, and run with its name")
    }
  }

  private static func check(_ repeated: String, isApartFrom folder: String) throws {
    func place(_ path: String) -> String { URL(fileURLWithPath: path).resolvingSymlinksInPath().path }
    if place(repeated) == place(folder) {
      throw CommandFault.usage("-o \(repeated): that is the folder to compare with: name another one")
    }
  }

  /// Runs it again, deaf to what the environment says of settings.
  private func run(_ manifest: Manifest, work: String, into repeated: String) throws {
    for name in ProcessInfo.processInfo.environment.keys where name.hasPrefix("RHETOR_") && name != "RHETOR_HOME" {
      unsetenv(name)
    }
    let list = work + "/inputs"
    try Data(manifest.inputs.map { $0.path + "\0" }.joined().utf8).write(to: URL(fileURLWithPath: list))
    var arguments = [manifest.pipeline.path, "-q", "-o", repeated, "--files-from", list, "-0"]
    arguments += manifest.arguments.filter { home == nil || !$0.hasPrefix("--home=") }
    if let home { arguments.append("--home=\(home)") }
    if manifest.output(DatasetFolder.rejects) == nil { arguments += ["--rejects", "/dev/null"] }
    do {
      try RunCommand.parse(arguments).run()
    } catch let end as ExitCode where end.rawValue == Exit.someRejected {
      // So it was the first time.
    }
  }

  private func report(_ before: Manifest, _ after: Manifest) throws {
    var differences: [String] = []
    for output in before.outputs where output.editable != true {
      guard let now = FileDigest(ofFile: "\(folder)/\(output.file)") else {
        differences.append("\(output.file): it is not there: restore it from the repeated run (-o keeps that)")
        continue
      }
      if now.sha256 == after.output(output.file)?.sha256 { continue }
      let wasEdited = now.sha256 != output.sha256
      differences.append(
        "\(output.file): the bytes differ: "
          + (wasEdited ? "it was changed after the run (see rhetor verify)" : "see the reasons below"))
    }
    let causes = Self.causes(before, after)
    let file = try OutputFile(path: nil)
    try file.write(Array((differences + causes).map { $0 + "\n" }.joined().utf8))
    try file.finish()
    if !quiet {
      let count = before.outputs.count { $0.editable != true }
      Terminal.say(
        differences.isEmpty
          ? "\(count) files, the same bytes" : "\(count) files, \(differences.count) differ")
    }
    if !differences.isEmpty { throw ExitCode(Exit.someRejected) }
  }

  /// What is not as it was.
  private static func causes(_ before: Manifest, _ after: Manifest) -> [String] {
    var causes: [String] = []
    if before.program != after.program {
      let programs = [before, after].map(\.program).map {
        "rhetor \($0.rhetor), Swift \($0.swift), ICU \($0.icu), Unicode \($0.unicode), SQLite \($0.sqlite)"
      }
      causes.append("the program: \(programs[0]); now \(programs[1]): repeat the run with that version")
    }
    if before.pipeline.sha256 != after.pipeline.sha256 {
      causes.append("\(before.pipeline.path): the pipeline has changed: the folder's pipeline.yaml is what it was")
    }
    for (input, now) in zip(before.inputs, after.inputs) where input != now {
      causes.append(
        "\(input.path): the input has changed: find the file whose SHA-256 is \(input.sha256 ?? "not known")")
    }
    let data = Dictionary(after.data.map { ($0.path, $0) }) { first, _ in first }
    for file in before.data where data[file.path]?.sha256 != file.sha256 {
      let version = file.version.map { ", version \($0)," } ?? ""
      let now = data[file.path] == nil ? "is not read any more" : "has changed"
      causes.append("\(file.path)\(version) \(now): find the file whose SHA-256 is \(file.sha256)")
    }
    let known = Set(before.data.map(\.path))
    for file in after.data where !known.contains(file.path) {
      causes.append("\(file.path): it was not read then: take it away")
    }
    return causes
  }
}
