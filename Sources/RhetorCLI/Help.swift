import ArgumentParser
import Foundation
import Lexicon
import Pipeline

/// `-h` is short, `--help` tells all, examples first; both from the commands' definitions.
enum Help {
  /// What to print for a message that ArgumentParser has ready: its help in the form that was asked for, all else as it
  /// is.
  static func message(_ message: String, arguments: [String]) -> String {
    let arguments = Array(arguments.prefix { $0 != "--" })
    let isCommand = arguments.first == "help"
    let page = CommandPage.named(by: isCommand ? Array(arguments.dropFirst()) : arguments)
    guard message == page.type.message else { return message }
    return isCommand || arguments.contains("--help") ? long(page, message) : short(page)
  }

  private static func long(_ page: CommandPage, _ message: String) -> String {
    // The library has the examples for its line of usage, beginning with what the others are indented by.
    guard let usage = message.range(of: "USAGE: "), let end = message[usage.upperBound...].range(of: "\n\n") else {
      return message
    }
    let examples = page.examples.map { "  \($0)\n" }.joined()
    return (examples.isEmpty ? "" : "EXAMPLES:\n\(examples)\n") + message[..<usage.upperBound] + page.synopsis
      + message[end.lowerBound...]
  }

  /// A line a command or option.
  static func short(_ page: CommandPage) -> String {
    let commands = page.subcommands.filter(\.isShown).map { ($0.path.last ?? "", $0.abstract) }
    let options = page.entries.map { ($0.label, gist($0.argument.meaning)) }
    var text = "\(page.path.joined(separator: " ")): \(page.abstract)\nUsage: \(page.synopsis)\n"
    for rows in [commands, options] where !rows.isEmpty { text += "\n" + table(rows) }
    return text + "\nExamples, and more of each: \(page.path.joined(separator: " ")) --help"
  }

  private static func table(_ rows: [(label: String, meaning: String)]) -> String {
    let labels = min(34, rows.map(\.label.count).max() ?? 0)
    return rows.map { label, meaning in
      let column = label + String(repeating: " ", count: max(0, labels - label.count))
      return "  \(column)  \(cut(meaning, to: max(20, 76 - max(labels, label.count))))\n"
    }.joined()
  }

  /// The first clause.
  private static func gist(_ meaning: String) -> String {
    let ends = ["; ", ". ", " (", ": ", ", as "].compactMap { meaning.range(of: $0)?.lowerBound }
    return String(meaning[..<(ends.min() ?? meaning.endIndex)])
  }

  private static func cut(_ text: String, to width: Int) -> String {
    let text = text.hasSuffix(".") ? String(text.dropLast()) : text
    if text.count <= width { return text }
    let beginning = text.prefix(width - 1)
    return beginning[..<(beginning.lastIndex(of: " ") ?? beginning.endIndex)] + "…"
  }

  /// - Returns: a complaint where a word stands for a command and is none.
  static func unknownCommand(_ arguments: [String]) -> String? {
    let page = CommandPage.named(by: arguments)
    let words = arguments.dropFirst(page.path.count - 1)
    guard !page.subcommands.isEmpty, let word = words.first, !word.hasPrefix("-"), word != "help" else { return nil }
    let names = page.subcommands.filter(\.isShown).compactMap(\.path.last)
    return "'\(word)' is no command: \(YAMLValue.suggestion(for: word, among: names))"
  }
}

extension ParsableCommand {
  /// The library's help, as it writes it for this terminal.
  fileprivate static var message: String { Rhetor.helpMessage(for: self) }
}

extension CompletionKind {
  /// Pipelines of the home folder; files and folders here, or where the word so far leads.
  static var pipelines: CompletionKind {
    .custom { _, _, word in
      let folder = word.lastIndex(of: "/").map { String(word[...$0]) } ?? ""
      let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.isEmpty ? "." : folder)) ?? []
      let found = names.compactMap { name -> String? in
        let path = folder + name
        var isFolder = ObjCBool(false)
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !name.hasPrefix(".") else {
          return nil
        }
        if isFolder.boolValue { return path + "/" }
        return name.hasSuffix(".yaml") || name.hasSuffix(".yml") ? path : nil
      }
      let known = folder.isEmpty ? (try? Home().pipelineNames) ?? [] : []
      return (known + found).sorted()
    }
  }
}
