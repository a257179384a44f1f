/// How a gold sample was drawn: `sample.json` in its folder.
public struct GoldSampleNote: Codable, Sendable {
  public struct Stratum: Codable, Sendable {
    public var stratum: [String]
    public var population: Int
    public var sampled: Int

    public init(stratum: [String], population: Int, sampled: Int) {
      self.stratum = stratum
      self.population = population
      self.sampled = sampled
    }
  }

  public var rhetor: String
  /// As it was named, and whether a calibration was to be used.
  public var pipeline: String
  public var calibrated: Bool
  /// Of all data files that predictions depend on.
  public var data: String
  /// Articles that were read, and units in them.
  public var articles: Int
  public var population: Int
  public var units: Int
  public var by: [String]
  public var period: String
  public var allocation: String
  public var seed: UInt64
  public var coders: Int
  /// Units that all coders code.
  public var shared: Int
  /// Sentences of context before and after.
  public var context: Int
  public var strata: [Stratum]

  public init(
    rhetor: String, pipeline: String, calibrated: Bool, data: String, articles: Int, population: Int, units: Int,
    by: [String],
    period: String, allocation: String, seed: UInt64, coders: Int, shared: Int, context: Int, strata: [Stratum]
  ) {
    self.rhetor = rhetor
    self.pipeline = pipeline
    self.calibrated = calibrated
    self.data = data
    self.articles = articles
    self.population = population
    self.units = units
    self.by = by
    self.period = period
    self.allocation = allocation
    self.seed = seed
    self.coders = coders
    self.shared = shared
    self.context = context
    self.strata = strata
  }

  public func write(to json: inout JSONBuffer) {
    json.beginObject()
    for (key, value) in [("rhetor", rhetor), ("pipeline", pipeline), ("data", data)] {
      json.key(key)
      json.value(value)
    }
    json.key("calibrated")
    json.value(calibrated)
    for (key, value) in [("articles", articles), ("population", population), ("units", units)] {
      json.key(key)
      json.value(value)
    }
    json.key("by")
    json.list(by)
    json.key("period")
    json.value(period)
    json.key("allocation")
    json.value(allocation)
    json.key("seed")
    json.literal("\(seed)")
    for (key, value) in [("coders", coders), ("shared", shared), ("context", context)] {
      json.key(key)
      json.value(value)
    }
    json.key("strata")
    json.beginArray()
    for row in strata {
      json.newline()
      json.beginObject()
      json.key("stratum")
      json.list(row.stratum)
      json.key("population")
      json.value(row.population)
      json.key("sampled")
      json.value(row.sampled)
      json.endObject()
    }
    json.endArray()
    json.endObject()
    json.endLine()
  }
}
