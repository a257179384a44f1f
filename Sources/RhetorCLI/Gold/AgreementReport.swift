import Dataset
import Statistics

/// How far coders agree.
struct AgreementReport {
  struct Alpha {
    var level: KrippendorffAlpha.Level
    var value: Double?
    var resampled: Bootstrap.Resampled
  }

  struct Pair {
    var first, second: String
    var units: Int
    var agreement, kappa: Double?
  }

  struct Coder {
    var name: String
    var coded, missing: Int
  }

  let alphas: [Alpha]
  let pairs: [Pair]
  let coders: [Coder]
  /// Share of pairs of codes that are the same.
  let agreement: Double?
  let units: Int
  /// Units of two codes or more: those that tell of agreement.
  let compared: Int
  /// Pairs of codes of the same unit.
  let comparisons: Int
  let differing: Int
  /// By target: its units that tell, and alpha at the first level.
  let targets: [(name: String, compared: Int, agreement: Double?, alpha: Double?)]

  init(_ table: CodeTable, levels: [KrippendorffAlpha.Level], samples: Int, seed: UInt64) {
    let alpha = KrippendorffAlpha(units: table.codes)
    alphas = levels.map { level in
      Alpha(
        level: level, value: alpha?.value(level),
        resampled: alpha?.resampled(level, samples: samples, seed: seed)
          ?? .init(interval: nil, standardError: nil, undefined: samples))
    }
    units = table.units.count
    compared = alpha?.unitCount ?? 0
    agreement = PercentAgreement.pairwise(units: table.codes)
    comparisons = table.codes.reduce(0) { sum, unit in
      let count = unit.count { $0 != nil }
      return sum + count * (count - 1) / 2
    }
    differing = table.disagreements.count
    func column(_ coder: Int) -> [Double?] { table.codes.map { $0[coder] } }
    coders = table.coders.enumerated().map { number, name in
      let coded = column(number).count { $0 != nil }
      return Coder(name: name, coded: coded, missing: max(0, (table.given[name] ?? 0) - coded))
    }
    var pairs: [Pair] = []
    for second in table.coders.indices {
      for first in 0..<second {
        let (a, b) = (column(first), column(second))
        let both = zip(a, b).map { [$0, $1] }
        pairs.append(
          Pair(
            first: table.coders[first], second: table.coders[second],
            units: both.count { $0[0] != nil && $0[1] != nil },
            agreement: PercentAgreement.pairwise(units: both), kappa: CohenKappa.value(a, b)))
      }
    }
    self.pairs = pairs
    let names = Set(table.units.compactMap { table.rows[$0]?["target"] }).sorted()
    targets = names.map { name in
      let own = table.filtered { table.rows[$0]?["target"] == name }
      let alpha = KrippendorffAlpha(units: own.codes)
      return (
        name, alpha?.unitCount ?? 0, PercentAgreement.pairwise(units: own.codes),
        levels.first.flatMap { alpha?.value($0) }
      )
    }
  }

  // MARK: Output

  func write(to json: inout JSONBuffer) {
    json.beginObject()
    for (key, value) in [
      ("units", units), ("compared", compared), ("comparisons", comparisons), ("differing", differing),
    ] {
      json.key(key)
      json.value(value)
    }
    json.key("agreement")
    json.value(agreement)
    json.key("alpha")
    json.beginObject()
    for alpha in alphas {
      json.key(alpha.level.rawValue)
      json.beginObject()
      json.key("value")
      json.value(alpha.value)
      json.key("low")
      json.value(alpha.resampled.interval?.low)
      json.key("high")
      json.value(alpha.resampled.interval?.high)
      json.key("se")
      json.value(alpha.resampled.standardError)
      json.key("undefined")
      json.value(alpha.resampled.undefined)
      json.endObject()
    }
    json.endObject()
    json.key("coders")
    json.beginArray()
    for coder in coders {
      json.beginObject()
      json.key("coder")
      json.value(coder.name)
      json.key("coded")
      json.value(coder.coded)
      json.key("missing")
      json.value(coder.missing)
      json.endObject()
    }
    json.endArray()
    json.key("pairs")
    json.beginArray()
    for pair in pairs {
      json.beginObject()
      json.key("first")
      json.value(pair.first)
      json.key("second")
      json.value(pair.second)
      json.key("units")
      json.value(pair.units)
      json.key("agreement")
      json.value(pair.agreement)
      json.key("kappa")
      json.value(pair.kappa)
      json.endObject()
    }
    json.endArray()
    json.key("targets")
    json.beginArray()
    for target in targets {
      json.beginObject()
      json.key("target")
      json.value(target.name)
      json.key("compared")
      json.value(target.compared)
      json.key("agreement")
      json.value(target.agreement)
      json.key("alpha")
      json.value(target.alpha)
      json.endObject()
    }
    json.endArray()
    json.endObject()
  }

  var tables: [ReportTable] {
    var tables = [
      ReportTable(
        ["Krippendorff's alpha", "value", "95 %", "units"], words: 1,
        alphas.map {
          [$0.level.rawValue, Shown.number($0.value), Shown.interval($0.resampled.interval), "\(compared)"]
        }),
      ReportTable(
        ["coder", "coded", "without a code"], words: 1, coders.map { [$0.name, "\($0.coded)", "\($0.missing)"] }),
    ]
    if !pairs.isEmpty {
      tables.append(
        ReportTable(
          ["coder", "and", "units", "agreement", "Cohen's kappa"], words: 2,
          pairs.map {
            [$0.first, $0.second, "\($0.units)", Shown.percent($0.agreement), Shown.number($0.kappa)]
          }))
    }
    let told = targets.filter { $0.compared > 0 }
    if !told.isEmpty, let level = alphas.first?.level {
      tables.append(
        ReportTable(
          ["target", "units", "agreement", "alpha (\(level.rawValue))"], words: 1,
          told.map { [$0.name, "\($0.compared)", Shown.percent($0.agreement), Shown.number($0.alpha)] }))
    }
    return tables
  }

  var summary: String {
    "Units: \(units), coded twice or more: \(compared), on which coders differ: \(differing). "
      + "Pairs of codes: \(comparisons), the same: \(Shown.percent(agreement))."
  }
}
