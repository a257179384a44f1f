import ArgumentParser
import Foundation

/// A command as its definition describes it: what help, manual and suggestions are made of.
struct CommandPage {
  /// An option, a flag or an argument, as ArgumentParser tells of it.
  struct Argument: Decodable, Equatable {
    struct Name: Decodable, Equatable {
      var kind: String
      var name: String
    }

    var kind: String
    var names: [Name]?
    var valueName: String?
    var abstract: String?
    var allValues: [String]?
    var defaultValue: String?
    var shouldDisplay: Bool
    var isOptional: Bool
    var isRepeating: Bool

    var isPositional: Bool { kind == "positional" }
    var longName: String? { names?.first { $0.kind == "long" }?.name }

    /// `-j`, `--jobs`.
    var flags: [String] {
      let names = names ?? []
      return names.filter { $0.kind == "short" }.map { "-" + $0.name }
        + names.filter { $0.kind != "short" }.map { ($0.kind == "long" ? "--" : "-") + $0.name }
    }

    /// What it means and which values it takes.
    var meaning: String {
      let values = (allValues ?? []).isEmpty ? nil : "(\(allValues!.joined(separator: ", ")))"
      let fallback = defaultValue.map { "(default: \($0))" }
      return [abstract, values, fallback].compactMap(\.self).joined(separator: " ")
    }
  }

  private struct Definition: Decodable {
    var commandName: String
    var abstract: String?
    var discussion: String?
    var shouldDisplay: Bool
    var arguments: [Argument]?
    var subcommands: [Definition]?
  }

  private struct Tool: Decodable { var command: Definition }

  let type: any ParsableCommand.Type
  /// `rhetor`, `analyze`.
  let path: [String]
  let abstract: String
  let discussion: String
  let isShown: Bool
  /// Those that are to be shown; of a pair `--x`, `--no-x` the second follows the first.
  let arguments: [Argument]
  let subcommands: [CommandPage]

  static let rhetor: CommandPage = {
    guard let tool = try? JSONDecoder().decode(Tool.self, from: Data(Rhetor._dumpHelp().utf8)) else {
      preconditionFailure("ArgumentParser tells of commands in another form than this file reads")
    }
    return CommandPage(tool.command, Rhetor.self, parents: [])
  }()

  private init(_ definition: Definition, _ type: any ParsableCommand.Type, parents: [String]) {
    self.type = type
    let path = parents + [definition.commandName]
    self.path = path
    abstract = definition.abstract ?? ""
    discussion = definition.discussion ?? ""
    isShown = definition.shouldDisplay
    arguments = (definition.arguments ?? []).filter(\.shouldDisplay)
    subcommands = type.configuration.subcommands.compactMap { child in
      definition.subcommands?.first { $0.commandName == child._commandName }
        .map { CommandPage($0, child, parents: path) }
    }
  }

  /// The command that arguments name, `rhetor` itself where they name none.
  static func named(by arguments: [String]) -> CommandPage {
    var page = rhetor
    for argument in arguments {
      guard let next = page.subcommands.first(where: { $0.path.last == argument }) else { break }
      page = next
    }
    return page
  }

  /// Lines to be typed, the more common first.
  var examples: [String] {
    (type.configuration.usage ?? "").split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
      .filter { !$0.isEmpty }
  }

  /// `rhetor analyze [options] [<inputs> ...]`.
  var synopsis: String {
    var words = path
    let named = arguments.filter { !$0.isPositional }
    words += named.filter { !$0.isOptional }.map { "\($0.flags.last ?? "") <\($0.valueName ?? "value")>" }
    if !named.isEmpty { words.append("[options]") }
    words += arguments.filter(\.isPositional).map { argument in
      let name = "<\(argument.valueName ?? "value")>\(argument.isRepeating ? " ..." : "")"
      return argument.isOptional ? "[\(name)]" : name
    }
    if !subcommands.isEmpty { words.append("<command>") }
    return words.joined(separator: " ")
  }

  /// The commands at the ends of the tree, which are those that do something.
  var leaves: [CommandPage] {
    subcommands.isEmpty ? [self] : subcommands.filter(\.isShown).flatMap(\.leaves)
  }

  /// What stands in help for each argument; a flag and its counterpart are one: `--[no-]evidence`.
  var entries: [(label: String, argument: Argument)] {
    var entries: [(label: String, argument: Argument)] = []
    for argument in arguments {
      if let name = argument.longName, let last = entries.last?.argument.longName, name == "no-" + last {
        entries[entries.count - 1].label = "--[no-]" + last
        continue
      }
      let value = argument.kind == "flag" ? "" : "<\(argument.valueName ?? "value")>"
      entries.append(
        (
          argument.isPositional ? value : argument.flags.joined(separator: ", ") + (value.isEmpty ? "" : " " + value),
          argument
        ))
    }
    return entries
  }
}
