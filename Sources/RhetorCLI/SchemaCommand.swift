import ArgumentParser
import Dataset
import Pipeline

struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema", abstract: "Prints the JSON Schema of the article record.",
    usage: "rhetor schema > schema.json")

  func run() throws {
    let output = try OutputFile(path: nil)
    try output.write(Array(RecordSchema.article.utf8))
    try output.finish()
  }
}
