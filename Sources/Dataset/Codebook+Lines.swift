extension Codebook {
  /// The codebook as lines of JSON, each with its `part`: what programs read.
  /// - Parameter withPhrases: list each frame's phrases, not just their number.
  public func write(_ parts: [Part] = Part.allCases, withPhrases: Bool = true, to json: inout JSONBuffer) {
    for part in parts {
      switch part {
      case .variables: for variable in variables { Self.write(variable, to: &json) }
      case .frames: for frame in frames { Self.write(frame, withPhrases, to: &json) }
      case .contrasts: for contrast in contrasts { Self.write(contrast, to: &json) }
      case .lexicons: for lexicon in lexicons { Self.write(lexicon, to: &json) }
      }
    }
  }

  private static func begin(_ part: Part, _ json: inout JSONBuffer) {
    json.beginObject()
    json.key("part")
    json.value(part.rawValue)
  }

  private static func write(_ variable: RecordVariable, to json: inout JSONBuffer) {
    begin(.variables, &json)
    json.key("variable")
    json.value(variable.name)
    json.key("types")
    json.beginArray()
    for type in variable.types { json.value(type) }
    json.endArray()
    json.key("range")
    json.value(variable.range.isEmpty ? nil as String? : variable.range)
    json.key("null")
    json.value(variable.mayBeNull)
    json.key("optional")
    json.value(variable.mayBeAbsent)
    json.key("meaning")
    json.value(variable.meaning.isEmpty ? nil as String? : variable.meaning)
    json.endObject()
    json.endLine()
  }

  private static func write(_ frame: Frame, _ withPhrases: Bool, to json: inout JSONBuffer) {
    begin(.frames, &json)
    json.key("frame")
    json.value(frame.id)
    json.key("title")
    json.value(frame.definition?.title)
    json.key("family")
    json.value(frame.definition?.family)
    json.key("definition")
    json.value(frame.definition?.definition)
    json.key("coding")
    json.value(frame.definition?.coding)
    json.key("examples")
    json.beginArray()
    for example in frame.definition?.examples ?? [] {
      json.beginObject()
      json.key("language")
      json.value(example.language)
      json.key("positive")
      json.value(example.positive)
      json.key("negative")
      json.value(example.negative)
      json.endObject()
    }
    json.endArray()
    json.key("counts")
    json.beginObject()
    for (language, list) in frame.phrases {
      json.key(language)
      json.value(list.count)
    }
    json.endObject()
    if withPhrases { write(frame.phrases, to: &json) }
    json.endObject()
    json.endLine()
  }

  private static func write(_ phrases: [(language: String, list: [Frame.Phrase])], to json: inout JSONBuffer) {
    json.key("phrases")
    json.beginArray()
    for (language, list) in phrases {
      for phrase in list {
        json.beginObject()
        json.key("language")
        json.value(language)
        json.key("term")
        json.value(phrase.term)
        json.key("weight")
        json.value(phrase.weight)
        json.endObject()
      }
    }
    json.endArray()
  }

  private static func write(_ contrast: Contrast, to json: inout JSONBuffer) {
    begin(.contrasts, &json)
    json.key("contrast")
    json.value(contrast.id)
    json.key("left")
    json.value(contrast.left)
    json.key("right")
    json.value(contrast.right)
    json.key("description")
    json.value(contrast.description)
    json.endObject()
    json.endLine()
  }

  private static func write(_ lexicon: Lexicon, to json: inout JSONBuffer) {
    begin(.lexicons, &json)
    json.key("lexicon")
    json.value(lexicon.head.name)
    json.key("language")
    json.value(lexicon.language)
    json.key("kind")
    json.value(lexicon.head.kind)
    json.key("version")
    json.value(lexicon.head.version)
    json.key("rows")
    json.value(lexicon.head.rows)
    json.key("licence")
    json.value(lexicon.head.licence)
    json.key("sources")
    json.beginArray()
    for source in lexicon.head.sources { json.value(source) }
    json.endArray()
    json.endObject()
    json.endLine()
  }
}
