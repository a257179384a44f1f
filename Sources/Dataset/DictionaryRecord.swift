import Lexicon
import Statistics
import TextModel

/// Writes what dictionaries counted in an article, with the scales that are made of the counts.
struct DictionaryRecord: Sendable {
  /// By `Document.language`.
  let languages: [LanguagePack]

  /// Does any language have a dictionary? Otherwise records do without the key.
  var isWanted: Bool { languages.contains { !$0.dictionaries.isEmpty } }

  func write(_ document: Document, to json: inout JSONBuffer) {
    json.key("dictionaries")
    json.beginArray()
    if document.language >= 0 {
      for count in document.dictionaryCounts {
        write(count, languages[document.language].dictionaries[count.dictionary], words: document.words, &json)
      }
    }
    json.endArray()
  }

  private func write(
    _ count: DictionaryCount, _ dictionary: ContentDictionary, words: Int, _ json: inout JSONBuffer
  ) {
    json.beginObject()
    json.key("dictionary")
    json.value(dictionary.head.name)
    json.key("matches")
    json.value(count.matches)
    json.key("words")
    json.value(count.words)
    json.key("sentences")
    json.value(count.sentences)
    json.key("categories")
    json.beginObject()
    for (number, category) in count.categories.enumerated() where category.count > 0 {
      json.key(dictionary.categories[number])
      json.value(category.count)
    }
    json.endObject()
    json.key("polarity")
    if dictionary.positive.isEmpty || dictionary.negative.isEmpty {
      json.null()
    } else {
      writePolarity(count, words: words, &json)
    }
    json.key("valence")
    json.value(count.weighted == 0 ? nil : count.weight / Double(count.weighted))
    json.endObject()
  }

  private func writePolarity(_ count: DictionaryCount, words: Int, _ json: inout JSONBuffer) {
    let (positive, negative) = (count.positive, count.negative)
    json.beginObject()
    json.key("positive")
    json.value(positive)
    json.key("negative")
    json.value(negative)
    let logit = Scales.logit(left: positive, right: negative)
    json.key("logit")
    json.value(logit.value)
    json.key("se")
    json.value(logit.standardError)
    json.key("abspropdiff")
    json.value(Scales.absoluteDifference(positive: Double(positive), negative: Double(negative), words: Double(words)))
    json.key("relpropdiff")
    json.value(Scales.relativeDifference(positive: Double(positive), negative: Double(negative)))
    json.key("janis_fadner")
    json.value(Scales.janisFadner(positive: Double(positive), negative: Double(negative), words: Double(words)))
    json.endObject()
  }
}
