import TextModel

/// Where a word stands as seen from a target of its sentence.
enum Place: String, CaseIterable {
  case beforeNear = "before-near"
  case beforeInClause = "before-in-clause"
  case beforeFar = "before-far"
  case afterNear = "after-near"
  case afterInClause = "after-in-clause"
  case afterFar = "after-far"

  static let count = 6

  /// Place in `allCases`.
  var number: Int {
    switch self {
    case .beforeNear: 0
    case .beforeInClause: 1
    case .beforeFar: 2
    case .afterNear: 3
    case .afterInClause: 4
    case .afterFar: 5
    }
  }

  var isBefore: Bool { self == .beforeNear || self == .beforeInClause || self == .beforeFar }
  var isFar: Bool { self == .beforeFar || self == .afterFar }

  /// At most so many words away is near.
  static let near = 3

  init(isBefore: Bool, words: Int, inClause: Bool) {
    if words <= Self.near {
      self = isBefore ? .beforeNear : .afterNear
    } else if inClause {
      self = isBefore ? .beforeInClause : .afterInClause
    } else {
      self = isBefore ? .beforeFar : .afterFar
    }
  }
}

/// What a calibration sees of a mention: sums of weights by source, place and sign, and facts of grammar. No feature
/// knows the target's name or any word of it.
public enum FeatureSpace {
  public static let names: [String] = {
    var names = ["bias"]
    for group in Group.allCases { for sign in signs { names.append("evidence.\(group.rawValue).\(sign)") } }
    for source in Source.allCases {
      for place in Place.allCases {
        for sign in signs { names.append("\(source.rawValue).\(place.rawValue).\(sign)") }
      }
    }
    for source in Source.allCases { for sign in signs { names.append("\(source.rawValue).speech.\(sign)") } }
    names += ["induced.sum", "intensity.sum"]
    names += Fact.allCases.map(\.rawValue)
    return names
  }()

  static let signs = ["positive", "negative"]
  static let evidenceStart = 1
  // Plain numbers: they are asked for in the innermost loops. A test holds them to the lists above.
  static let cellStart = evidenceStart + Group.count * 2
  static let speechStart = cellStart + Source.count * Place.count * 2
  static let sumStart = speechStart + Source.count * 2
  static let factStart = sumStart + 2
  public static let count = factStart + Fact.count
  /// A row with room for the logarithms of the regression's probabilities, which trees read.
  static let extendedCount = count + 3

  /// Sums of what the rules found.
  enum Group: String, CaseIterable {
    /// The target's evidence by role, that of the article's own voice, and all of it as a compound.
    case word, subject, object
    case ownVoice = "own-voice"
    case sum
    /// The same by role, with at most three words between.
    case wordNear = "word-near"
    case subjectNear = "subject-near"
    case objectNear = "object-near"
    /// What verbs that the target is the subject of say of their object, and the reverse.
    case ofItsObject = "of-its-object"
    case ofItsSubject = "of-its-subject"
    /// Evidence about other actors.
    case others
    /// The target's evidence from terms of several words, which mean one thing only.
    case phrase

    static let count = 12

    /// Place in `allCases`.
    var number: Int {
      switch self {
      case .word: 0
      case .subject: 1
      case .object: 2
      case .ownVoice: 3
      case .sum: 4
      case .wordNear: 5
      case .subjectNear: 6
      case .objectNear: 7
      case .ofItsObject: 8
      case .ofItsSubject: 9
      case .others: 10
      case .phrase: 11
      }
    }
  }

  /// Whose weights are summed up in cells.
  enum Source: String, CaseIterable {
    /// Words' valences; what verbs say of their subject and of their object; polarity and intensity as induced.
    case valence, subject, object, induced, intensity

    static let count = 5

    /// Place in `allCases`.
    var number: Int {
      switch self {
      case .valence: 0
      case .subject: 1
      case .object: 2
      case .induced: 3
      case .intensity: 4
      }
    }
  }

  enum Fact: String, CaseIterable {
    case isPossessive = "target.possessive"
    case isPronoun = "target.pronoun"
    case isRole = "target.role"
    case isFirst = "target.first-in-sentence"
    case opensSentence = "target.opens-sentence"
    case afterPreposition = "target.after-preposition"
    case afterAgent = "target.after-agent"
    case isQuoted = "target.in-quotation"
    case isReported = "target.in-report"
    case isSpeaker = "target.speaks"
    case isAlone = "target.alone"
    case verbAfter = "target.verb-after"
    case passiveAfter = "target.passive-after"
    case negated = "clause.negated"
    case hedged = "sentence.hedged"
    case contrasted = "sentence.contrast"
    case negators = "sentence.negators"
    case others = "sentence.other-actors"
    case length = "sentence.length"
    case subordinate = "clause.subordinate"
    case nominative = "target.nominative"
    case genitive = "target.genitive"
    case dative = "target.dative"
    case accusative = "target.accusative"
    case instrumental = "target.instrumental"
    case prepositional = "target.prepositional"
    case isLowercase = "target.lower-case"
    case isCapitals = "target.capitals"
    case isLong = "target.several-words"
    case isInMarks = "target.in-quotation-marks"

    static let count = 30

    /// Place in `allCases`.
    var number: Int {
      switch self {
      case .isPossessive: 0
      case .isPronoun: 1
      case .isRole: 2
      case .isFirst: 3
      case .opensSentence: 4
      case .afterPreposition: 5
      case .afterAgent: 6
      case .isQuoted: 7
      case .isReported: 8
      case .isSpeaker: 9
      case .isAlone: 10
      case .verbAfter: 11
      case .passiveAfter: 12
      case .negated: 13
      case .hedged: 14
      case .contrasted: 15
      case .negators: 16
      case .others: 17
      case .length: 18
      case .subordinate: 19
      case .nominative: 20
      case .genitive: 21
      case .dative: 22
      case .accusative: 23
      case .instrumental: 24
      case .prepositional: 25
      case .isLowercase: 26
      case .isCapitals: 27
      case .isLong: 28
      case .isInMarks: 29
      }
    }
  }

  static func evidence(_ group: Group, _ value: Double) -> Int {
    evidenceStart + group.number * 2 + (value < 0 ? 1 : 0)
  }

  static func cell(_ source: Source, _ place: Place, _ value: Double) -> Int {
    cellStart + (source.number * Place.count + place.number) * 2 + (value < 0 ? 1 : 0)
  }

  static func speech(_ source: Source, _ value: Double) -> Int {
    speechStart + source.number * 2 + (value < 0 ? 1 : 0)
  }

  /// The places of a row that can be less than 0: those of the sums, and of the logarithms behind the features.
  static var sums: Range<Int> { sumStart..<sumStart + 2 }
  static var logarithms: Range<Int> { count..<extendedCount }
  static func isSigned(place: Int) -> Bool { sums.contains(place) || logarithms.contains(place) }

  static func sum(_ source: Source) -> Int { source == .induced ? sumStart : sumStart + 1 }

  /// The cases of a mention, in the order of their bits.
  static let cases: [Fact] = [.nominative, .genitive, .dative, .accusative, .instrumental, .prepositional]

  /// Do the numbers above agree with the lists of names? Asked by tests.
  public static var isConsistent: Bool {
    names.count == count && Set(names).count == count && Place.allCases.map(\.number) == Array(0..<Place.count)
      && Group.allCases.map(\.number) == Array(0..<Group.count)
      && Source.allCases.map(\.number) == Array(0..<Source.count)
      && Fact.allCases.map(\.number) == Array(0..<Fact.count) && names[factStart] == Fact.allCases[0].rawValue
  }

  /// Is it a sum over learned words in one place?
  static func isOfWords(_ feature: Int) -> Bool {
    let cells = Place.count * 2
    let (induced, end) = (Source.induced.number, Source.count)
    return (cellStart + induced * cells..<cellStart + end * cells).contains(feature)
      || (speechStart + induced * 2..<speechStart + end * 2).contains(feature)
  }

  /// What a term of a reading is called: its feature, or the place of its word.
  public static func name(of term: Reading.Term) -> String {
    term.token >= 0 ? wordNames[term.feature] : termNames[term.feature]
  }

  /// By number of a term.
  private static let termNames = names + treeNames.map { "tree." + $0 }
  private static let wordNames = names.map { name in
    name.split(separator: ".").dropFirst().first.map { "word." + $0 } ?? name
  }

  /// What trees see: all features, then the logarithms of the regression's probabilities. "bias" stands for the trees' roots.
  public static let treeNames =
    names + ["log-probability.negative", "log-probability.neutral", "log-probability.positive"]
  /// Numbers of terms from here on are those of trees.
  static let treeStart = count

  static func fact(_ fact: Fact) -> Int { factStart + fact.number }
}
