import Dataset
import Statistics

extension Validation {
  private static let names = ["negative", "neutral", "positive"]

  /// What a reader has to know before he believes the figures.
  var warnings: [String] {
    var warnings: [String] = []
    let origins = sample.gold.origins
    if agreement.compared == 0 {
      warnings.append(
        "no unit was coded twice: without agreement between coders nobody can tell how good the standard is, "
          + "nor the program; draw a sample with --coders 2 and an --overlap")
    } else if let ordinal = agreement.alphas.first(where: { $0.level == .ordinal }) {
      if ordinal.value == nil {
        warnings.append("alpha does not exist: all codes of units that were coded twice are the same")
      } else if let low = ordinal.resampled.interval?.low, low <= 0 {
        warnings.append("alpha's interval reaches 0: by these codes coders may agree no more than by chance")
      }
    }
    if origins.open > 0 {
      warnings.append(
        "units on which coders differ and nobody decided, so that they are left out, which flatters the figures: "
          + "\(origins.open); write them with 'rhetor gold agreement --disagreements adjudicated.csv', fill that in, "
          + "and leave it in the folder"
      )
    }
    if origins.uncoded > 0 { warnings.append("units without a code: \(origins.uncoded) of \(sample.keys.count)") }
    for (name, scores) in zip(Self.names, evaluation.classification.scores) where scores.support == 0 {
      warnings.append("no unit was coded \(name): its precision and recall say nothing")
    }
    let unseen = sample.note.strata.filter { $0.sampled == 0 }
    if !unseen.isEmpty {
      warnings.append(
        "\(unseen.count) of \(sample.note.strata.count) strata gave no unit; weighted figures are for the others' "
          + "\(Shown.percent(weighted.reached)) of all units")
    }
    if let outdated = sensitivity?.outdated, outdated > 0 {
      warnings.append(
        "\(outdated) predictions are others now than when the sample was drawn: data, settings or program have "
          + "changed; all but the last table goes by the old ones")
    }
    return warnings
  }

  var summary: String {
    let alpha = agreement.alphas.first { $0.level == .ordinal }
    return "\(items.count) units, alpha (ordinal) \(Shown.number(alpha?.value)), "
      + "macro-F1 \(Shown.number(evaluation.macroF1.value)), accuracy \(Shown.number(evaluation.accuracy.value))"
  }

  /// validation.md: what a reviewer reads.
  var page: String {
    var page = "# Validation\n\n"
    if !warnings.isEmpty { page += warnings.map { "* **Mind:** \($0).\n" }.joined() + "\n" }
    page += sections.map { "## \($0.title)\n\n\($0.body)" }.joined(separator: "\n")
    return page
  }

  private var sections: [(title: String, body: String)] {
    [
      ("Sample", sampleText), ("Coders", codersText), ("Classes", classesText), ("Baselines", baselinesText),
      ("Scores", scoresText), ("Coverage and holders", coverageText), ("By target", table(targets, "target")),
      ("By holder found", table(holders, "holder")), ("By language", table(languages, "language")),
      ("Sensitivity", sensitivityText),
    ]
  }

  private var sampleText: String {
    let note = sample.note
    let by = note.by.isEmpty ? "not stratified" : "stratified by \(note.by.joined(separator: ", "))"
    return """
      \(note.units) of \(note.population) units (an actor in a sentence that names him) from \(note.articles) \
      articles, \(by), \(note.allocation) allocation, \(note.strata.count) strata, seed \(note.seed). Pipeline \
      `\(note.pipeline)`\
      \(note.calibrated ? "" : ", no calibration"), data \(note.data), \(note.rhetor).

      """
  }

  private var codersText: String {
    let origins = sample.gold.origins
    return """
      \(agreement.summary) The code of a unit: \(GoldCodes.rule). Adjudicated: \(origins.adjudicated), several coders \
      agree: \(origins.agreed), one coder: \(origins.single), left out as undecided: \(origins.open), without a code: \
      \(origins.uncoded).


      """ + agreement.tables.map(\.markdown).joined(separator: "\n")
  }

  private func figure(_ figure: Evaluation.Figure) -> String {
    "\(Shown.number(figure.value)) \(Shown.interval(figure.interval))"
  }

  private var classesText: String {
    let classes = ReportTable(
      ["", "precision", "recall", "F1", "units"], words: 1,
      zip(Self.names.indices, evaluation.classes).map { index, figures in
        [
          Self.names[index], figure(figures.precision), figure(figures.recall), figure(figures.f1),
          "\(evaluation.classification.scores[index].support)",
        ]
      })
    let confusion = ReportTable(
      ["coded", "found negative", "neutral", "positive"], words: 1,
      zip(Self.names, evaluation.classification.confusion).map { [$0] + $1.map(String.init) })
    let whole = ReportTable(
      ["", "of the sample", "weighted: of all units"], words: 1,
      [
        ["macro-F1", figure(evaluation.macroF1), figure(weighted.macroF1)],
        ["micro-F1 = accuracy", figure(evaluation.accuracy), figure(weighted.accuracy)],
        ["F1 of positive, negative", figure(evaluation.f1PositiveNegative), ""],
        ["positive–negative flips", Shown.number(evaluation.classification.flips), ""],
      ]
        + zip(Self.names, weighted.scores).map { name, scores in
          ["F1 of \(name)", "", Shown.number(scores.f1)]
        })
    return """
      Intervals are 95 %, by drawing articles with replacement (\(evaluation.documents) articles). A unit without \
      evidence counts as neutral. Weights give each stratum its share of all units.


      """ + [classes, confusion, whole].map(\.markdown).joined(separator: "\n")
  }

  private var baselinesText: String {
    let program = [["the program", Shown.number(evaluation.accuracy.value), Shown.number(evaluation.macroF1.value)]]
    return ReportTable(
      ["", "accuracy", "macro-F1"], words: 1,
      program
        + baselines.map {
          [$0.name, Shown.number($0.classification.accuracy), Shown.number($0.classification.macroF1)]
        }
    ).markdown
  }

  private var scoresText: String {
    let limits = scores.limits
    let table = ReportTable(
      ["", "value"], words: 1,
      [
        ["Pearson's r of score and code", "\(Shown.number(scores.gold)) \(Shown.interval(scores.goldInterval))"],
        ["Pearson's r of score and length", Shown.number(scores.length)],
        ["bias (mean of score − code)", Shown.number(limits?.bias)],
        ["limits of agreement (Bland–Altman)", "[\(Shown.number(limits?.low)), \(Shown.number(limits?.high))]"],
        ["mean directional accuracy", Shown.number(scores.direction)],
        ["mean absolute error, share of the scale", Shown.number(scores.error)],
      ])
    let units = scores.influential.map { "\($0.unit) (\(Shown.number($0.distance)))" }
    return "Over the \(scores.units) units that have a score. Length is the sentence's number of words.\n\n"
      + table.markdown
      + (units.isEmpty ? "" : "\nUnits that move the line most (Cook's distance): \(units.joined(separator: ", ")).\n")
  }

  private var coverageText: String {
    let holders =
      holderUnits == 0
      ? "No unit has both a coded and a found holder."
      : "Of \(holderUnits) units with both a coded and a found holder, \(Shown.percent(holderAccuracy)) "
        + "\(Shown.interval(holderInterval)) have the same."
    return """
      \(Shown.percent(coverage)) of the units have evidence; of those that coders found negative or positive, \
      \(Shown.percent(coverageOfPolar)). \(holders)

      """
  }

  private func table(_ groups: [Group], _ name: String) -> String {
    ReportTable(
      [name, "units", "with evidence", "accuracy", "macro-F1", "mean code", "mean score"], words: 1,
      groups.map {
        [
          $0.name, "\($0.units)", Shown.percent($0.coverage), Shown.number($0.classification.accuracy),
          Shown.number($0.classification.macroF1), Shown.number($0.meanGold), Shown.number($0.meanScore),
        ]
      }
    ).markdown
  }

  private var sensitivityText: String {
    guard let sensitivity, let base = sensitivity.rows.first else { return "Not computed (`--no-sensitivity`).\n" }
    return "The same units scored again with one thing changed.\n\n"
      + ReportTable(
        ["changed", "how", "labels changed", "with evidence", "accuracy", "macro-F1", "difference"], words: 2,
        sensitivity.rows.map { row in
          [
            row.kind, row.setting, "\(row.changed)", Shown.percent(row.coverage),
            Shown.number(row.classification.accuracy), Shown.number(row.classification.macroF1),
            Shown.number(row.classification.macroF1 - base.classification.macroF1),
          ]
        }
      ).markdown
  }
}
