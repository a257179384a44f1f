import Dataset
import Statistics

extension Validation {
  /// validation.json: one object, keys in a fixed order. docs/validation.md says what each means.
  func write(to json: inout JSONBuffer) {
    json.beginObject()
    json.key("sample")
    writeSample(&json)
    json.newline()
    json.key("coding")
    writeCoding(&json)
    json.newline()
    json.key("agreement")
    agreement.write(to: &json)
    json.newline()
    json.key("classification")
    evaluation.write(to: &json, withClassIntervals: true)
    json.newline()
    json.key("weighted")
    writeWeighted(&json)
    json.newline()
    json.key("baselines")
    json.beginArray()
    for baseline in baselines {
      json.beginObject()
      json.key("baseline")
      json.value(baseline.name)
      json.write(baseline.classification)
      json.endObject()
    }
    json.endArray()
    json.newline()
    json.key("scores")
    writeScores(&json)
    json.newline()
    json.key("coverage")
    json.beginObject()
    json.key("units")
    json.value(coverage)
    json.key("polar_units")
    json.value(coverageOfPolar)
    json.endObject()
    json.newline()
    json.key("holder")
    json.beginObject()
    json.key("units")
    json.value(holderUnits)
    json.key("accuracy")
    json.value(holderAccuracy)
    json.key("low")
    json.value(holderInterval?.low)
    json.key("high")
    json.value(holderInterval?.high)
    json.endObject()
    for (name, groups) in [("by_target", targets), ("by_holder", holders), ("by_language", languages)] {
      json.newline()
      json.key(name)
      json.beginArray()
      for group in groups { write(group, &json) }
      json.endArray()
    }
    json.newline()
    json.key("sensitivity")
    writeSensitivity(&json)
    json.newline()
    json.key("warnings")
    json.list(warnings)
    json.endObject()
    json.endLine()
  }

  private func writeSample(_ json: inout JSONBuffer) {
    let note = sample.note
    json.beginObject()
    for (key, value) in [("rhetor", note.rhetor), ("pipeline", note.pipeline), ("data", note.data)] {
      json.key(key)
      json.value(value)
    }
    json.key("calibrated")
    json.value(note.calibrated)
    for (key, value) in [("articles", note.articles), ("population", note.population), ("units", note.units)] {
      json.key(key)
      json.value(value)
    }
    json.key("by")
    json.list(note.by)
    json.key("allocation")
    json.value(note.allocation)
    json.key("seed")
    json.literal("\(note.seed)")
    json.key("strata")
    json.value(note.strata.count)
    json.key("strata_without_units")
    json.value(note.strata.count { $0.sampled == 0 })
    json.endObject()
  }

  private func writeCoding(_ json: inout JSONBuffer) {
    let origins = sample.gold.origins
    json.beginObject()
    json.key("rule")
    json.value(GoldCodes.rule)
    for (key, value) in [
      ("coded", items.count), ("adjudicated", origins.adjudicated), ("agreed", origins.agreed),
      ("single", origins.single), ("open", origins.open), ("uncoded", origins.uncoded),
      ("faults", sample.faults.count),
    ] {
      json.key(key)
      json.value(value)
    }
    json.endObject()
  }

  private func writeWeighted(_ json: inout JSONBuffer) {
    json.beginObject()
    json.key("reached")
    json.value(weighted.reached)
    json.key("accuracy")
    json.write(weighted.accuracy)
    json.key("macro_f1")
    json.write(weighted.macroF1)
    json.key("classes")
    json.beginArray()
    for (polarity, scores) in zip(Classification.classes, weighted.scores) {
      json.beginObject()
      json.key("polarity")
      json.value(polarity)
      json.key("precision")
      json.value(scores.precision)
      json.key("recall")
      json.value(scores.recall)
      json.key("f1")
      json.value(scores.f1)
      json.endObject()
    }
    json.endArray()
    json.endObject()
  }

  private func writeScores(_ json: inout JSONBuffer) {
    json.beginObject()
    json.key("units")
    json.value(scores.units)
    for (key, value) in [
      ("r_gold", scores.gold), ("r_gold_low", scores.goldInterval?.low), ("r_gold_high", scores.goldInterval?.high),
      ("r_length", scores.length), ("bias", scores.limits?.bias), ("limit_low", scores.limits?.low),
      ("limit_high", scores.limits?.high), ("directional_accuracy", scores.direction),
      ("absolute_error", scores.error),
    ] {
      json.key(key)
      json.value(value)
    }
    json.key("influential")
    json.beginArray()
    for (unit, distance) in scores.influential {
      json.beginObject()
      json.key("unit")
      json.value(unit)
      json.key("cook_distance")
      json.value(distance)
      json.endObject()
    }
    json.endArray()
    json.endObject()
  }

  private func write(_ group: Group, _ json: inout JSONBuffer) {
    json.beginObject()
    json.key("group")
    json.value(group.name)
    json.key("units")
    json.value(group.units)
    json.key("coverage")
    json.value(group.coverage)
    json.write(group.classification)
    json.key("mean_code")
    json.value(group.meanGold)
    json.key("mean_score")
    json.value(group.meanScore)
    json.endObject()
  }

  private func writeSensitivity(_ json: inout JSONBuffer) {
    guard let sensitivity else { return json.null() }
    json.beginArray()
    for row in sensitivity.rows {
      json.newline()
      json.beginObject()
      json.key("kind")
      json.value(row.kind)
      json.key("setting")
      json.value(row.setting)
      json.write(row.classification)
      json.key("coverage")
      json.value(row.coverage)
      json.key("changed")
      json.value(row.changed)
      json.endObject()
    }
    json.endArray()
  }
}

extension JSONBuffer {
  /// Accuracy and macro-F1 alone.
  fileprivate mutating func write(_ classification: Classification) {
    key("accuracy")
    value(classification.accuracy)
    key("macro_f1")
    value(classification.macroF1)
  }
}
