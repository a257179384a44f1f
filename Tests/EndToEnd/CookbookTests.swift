import Foundation
import Testing

/// docs/cookbook.md: every recipe is run, and what it prints is what the page shows. `RHETOR_RECORD=1` writes the page
/// anew.
@Suite struct CookbookTests {
  static let page = ContractTests.root.appendingPathComponent("docs/cookbook.md")

  /// A fenced block: lines that are typed, each with what is printed.
  struct Recipe: CustomTestStringConvertible, Sendable {
    var heading: String
    var needs: [String]
    /// Lines of the page, the fences not counted.
    var lines: Range<Int>
    var steps: [(command: String, output: String)] = []

    var testDescription: String { "\(heading), line \(lines.lowerBound + 1)" }
  }

  static let lines = (try? String(contentsOf: page, encoding: .utf8))?.components(separatedBy: "\n") ?? []

  static let recipes: [Recipe] = {
    var recipes: [Recipe] = []
    var heading = ""
    var start: Int?
    for (number, line) in lines.enumerated() {
      if line.hasPrefix("## ") { heading = String(line.dropFirst(3)) }
      if line.hasPrefix("```console") { start = number + 1 }
      guard line == "```", let first = start else { continue }
      start = nil
      var recipe = Recipe(
        heading: heading, needs: lines[first - 1].split(separator: " ").dropFirst(2).map(String.init),
        lines: first..<number)
      for line in lines[recipe.lines] {
        if line.hasPrefix("$ ") {
          recipe.steps.append((String(line.dropFirst(2)), ""))
        } else if !recipe.steps.isEmpty {
          recipe.steps[recipe.steps.count - 1].output += line + "\n"
        }
      }
      recipes.append(recipe)
    }
    return recipes
  }()

  static let isRecording = ProcessInfo.processInfo.environment["RHETOR_RECORD"] == "1"

  @Test(.enabled(if: !isRecording), arguments: recipes)
  func printsWhatThePageShows(recipe: Recipe) throws {
    let missing = try Self.missing(recipe)
    if !missing.isEmpty {
      print("skipped: the recipe '\(recipe)' needs \(missing.joined(separator: ", ")): install it with apt-get")
      return
    }
    let outputs = try Self.run(recipe)
    for (step, output) in zip(recipe.steps, outputs) { #expect(output == step.output, "$ \(step.command)") }
    #expect(outputs.count == recipe.steps.count)
  }

  @Test func thereAreRecipesForEverySystem() {
    #expect(Self.recipes.count { $0.needs.isEmpty } >= 8)
    #expect(Self.recipes.allSatisfy { !$0.steps.isEmpty })
  }

  @Test(.enabled(if: isRecording)) func record() throws {
    var lines = Self.lines
    for recipe in Self.recipes.reversed() where try Self.missing(recipe).isEmpty {
      let printed = try zip(recipe.steps, Self.run(recipe)).flatMap { step, output in
        ["$ " + step.command] + output.components(separatedBy: "\n").dropLast()
      }
      lines.replaceSubrange(recipe.lines, with: printed)
    }
    try lines.joined(separator: "\n").write(to: Self.page, atomically: true, encoding: .utf8)
  }

  /// Programs the recipe needs that are not here.
  private static func missing(_ recipe: Recipe) throws -> [String] {
    try recipe.needs.filter { try CaseTests.shell("command -v \($0)", in: ContractTests.root).code != 0 }
  }

  /// What each step prints, stderr included, in a fresh folder that holds the samples as dump.jsonl.
  private static func run(_ recipe: Recipe) throws -> [String] {
    let folder = try ShellTests.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let bin = folder.appendingPathComponent("bin")
    try FileManager.default.createDirectory(at: bin, withIntermediateDirectories: true)
    // A program on the path, as xargs and parallel know no functions of the shell.
    try FileManager.default.createSymbolicLink(
      at: bin.appendingPathComponent("rhetor"), withDestinationURL: URL(fileURLWithPath: CaseTests.binary))
    let work = folder.appendingPathComponent("work")
    try FileManager.default.createDirectory(at: work, withIntermediateDirectories: true)
    try FileManager.default.copyItem(
      at: ContractTests.root.appendingPathComponent(ContractTests.samples),
      to: work.appendingPathComponent("dump.jsonl"))
    let end = "\u{1E}"
    let script = recipe.steps.map { "\($0.command)\nprintf '\(end)'\n" }.joined()
    let outcome = try CaseTests.shell(
      "unset -f rhetor; set +o pipefail; exec 2>&1; PATH=\"\(bin.path):$PATH\"\n" + script, in: work)
    return String(decoding: outcome.output, as: UTF8.self).components(separatedBy: end).dropLast()
  }
}
