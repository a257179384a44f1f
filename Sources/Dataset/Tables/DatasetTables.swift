/// The tables that a dataset's folder can have. One more of them is one more line of `all`.
public enum DatasetTables {
  /// In the order in which they are written; a table stands after those it refers to.
  public static let all: [TableDefinition] =
    [
      articles, actors, stances, dyads, evidence, rhetoric, contrasts, dictionaries, categories,
    ] + comparisons + series + [rejects]

  /// Those whose rows are made of the articles' records.
  static let ofRecords = [
    articles, actors, stances, dyads, evidence, rhetoric, contrasts, dictionaries, categories,
  ]

  /// What stands for words that nobody speaks but the article, where a column names who uses a frame.
  static let voice = "voice"

  private static let articleNumber = TableDefinition.Column(
    "article", .integer, range: "1…", "Number of the article: its row in articles, its line in records.jsonl.")
  private static let ofArticle = TableDefinition.Reference("article", table: "articles", "article")
  private static let lowe = "Lowe et al. 2011, doi 10.1111/j.1939-9162.2010.00006.x"

  private static func ofActor(_ column: String) -> TableDefinition.Reference {
    .init(["article", column], table: "actors", ["article", "actor"])
  }

  private static func stance(mayBeNull: Bool, _ meaning: String) -> TableDefinition.Column {
    .init(
      "stance", .number, range: "-1…1", mayBeNull: mayBeNull, meaning,
      formula: "mean of the sentences' scores; of each P(positive) - P(negative), or by rules alone "
        + "x / sqrt(x^2 + 15), x being the sum of the evidence's contributions",
      source: "sqrt(x^2 + 15): Hutto & Gilbert 2014, doi 10.1609/icwsm.v8i1.14550; stance apart from sentiment: "
        + "Bestvater & Monroe 2022, doi 10.1017/pan.2022.10")
  }

  public static let articles = TableDefinition(
    name: "articles", meaning: "One row an article, in the order of the input.",
    columns: [
      articleNumber,
      .init("id", .text, mayBeNull: true, "As in the input; for a text file its path. Not all need be different."),
      .init("date", .date, mayBeNull: true, "Day, month or year, with a time where the input gives one."),
      .init("outlet", .text, mayBeNull: true, "As in the input, its path or --outlet."),
      .init("language", .text, mayBeNull: true, "As in the input, or found; und where it can't be told."),
      .init("title", .text, mayBeNull: true, "As in the input."),
      .init(
        "duplicate_of", .integer, range: "1…", mayBeNull: true,
        "Number of the earlier article that this one repeats; null without one, or where none was looked for."),
      .init(
        "duplicate_similarity", .number, range: "0…1", mayBeNull: true, "How much of it both have.",
        formula: "share of runs of words that both have (Jaccard index), estimated by MinHash unless exact",
        source: "Broder 1997, doi 10.1109/SEQUEN.1997.666900"),
      .init("duplicate_exact", .boolean, mayBeNull: true, "The same words in the same order."),
      .init("sentences", .integer, range: "0…", "Sentences of the body."),
      .init("tokens", .integer, range: "0…", "Words and marks."),
      .init("words", .integer, range: "0…", "Tokens with a letter or digit."),
      .init("unpaired", .integer, range: "0…", "Quotation marks without their pair: who speaks may be misread."),
      .init("positive", .integer, range: "0…", "Valence terms that count as positive after negation and its like."),
      .init("negative", .integer, range: "0…", "Likewise for negative ones."),
      .init(
        "sentiment", .number, range: "-1…1", mayBeNull: true,
        "Of the text as a whole, toward nobody; null without a valence term.",
        formula: "(P - N) / (P + N), P and N the sums of positive and negative weights", source: lowe),
      .init("actors", .integer, range: "0…", "Actors that the article names: its rows in the table actors."),
    ],
    key: ["article"], references: [.init("duplicate_of", table: "articles", "article")],
    indices: ["date", "outlet", "language"])

  public static let actors = TableDefinition(
    name: "actors", meaning: "One row an article and an actor whom it names, in the order of first mention.",
    columns: [
      articleNumber,
      .init("actor", .text, "Id in the registry of actors."),
      .init("name", .text, "The actor's name there."),
      .init("mentions", .integer, range: "1…", "Names, titles and pronouns that mean the actor."),
      stance(mayBeNull: true, "Of all voices of the article toward the actor; null where no sentence tells any."),
      .init(
        "label", .text, range: "positive, neutral, negative", mayBeNull: true,
        "The stance as a class; null where there is none.",
        formula: "the calibration's decision; by rules alone, the score against the pipeline's 'neutral'"),
      .init(
        "probability", .number, range: "0…1", mayBeNull: true,
        "The label's, mean over the sentences; null without a calibration or a label."),
      .init("evidence", .integer, range: "0…", "Words that counted for or against the actor."),
      .init("positive_sentences", .integer, range: "0…", "Sentences whose score is positive."),
      .init("negative_sentences", .integer, range: "0…", "Sentences whose score is negative."),
      .init("neutral_sentences", .integer, range: "0…", "Sentences that are neither."),
    ],
    key: ["article", "actor"], references: [ofArticle], indices: ["actor"])

  public static let stances = TableDefinition(
    name: "stances", meaning: "One row an article, an actor and a voice that takes a stance toward the actor.",
    columns: [
      articleNumber,
      .init("actor", .text, "Toward whom."),
      .init(
        "holder", .text,
        "Whose stance: an actor's id, article (its own voice) or unresolved (quoted or reported, but no listed "
          + "actor)."),
      stance(mayBeNull: false, "Of this voice toward the actor."),
      .init("sentences", .integer, range: "1…", "Sentences that it is the mean of."),
    ],
    key: ["article", "actor", "holder"], references: [ofArticle, ofActor("actor")], indices: ["actor", "holder"])

  public static let dyads = TableDefinition(
    name: "dyads", meaning: "One row an article and an actor who takes a stance toward an actor.",
    columns: [
      articleNumber,
      .init("holder", .text, "Id of the actor who speaks."),
      .init("target", .text, "Id of the actor spoken of."),
      stance(mayBeNull: false, "Of the holder toward the target."),
      .init("sentences", .integer, range: "1…", "Sentences that it is the mean of."),
    ],
    key: ["article", "holder", "target"],
    references: [ofArticle, ofActor("holder"), ofActor("target")], indices: ["holder", "target"])

  public static let evidence = TableDefinition(
    name: "evidence", meaning: "With --evidence: one row a word or phrase that counts for or against an actor.",
    columns: [
      articleNumber,
      .init("piece", .integer, range: "1…", "Number of the piece in its article."),
      .init("actor", .text, "For or against whom."),
      .init("holder", .text, "Who says so, as in the table stances."),
      .init("sentence", .integer, range: "0…", "Sentence of the article, counted from 0."),
      .init("start_offset", .integer, range: "0…", "In Unicode scalars of the text, from 0."),
      .init("end_offset", .integer, range: "0…", "The first scalar that is not of it any more."),
      .init("text", .text, "The words as they stand."),
      .init("term", .text, "The lexicon's row."),
      .init("lexicon", .text, "The lexicon's path."),
      .init("weight", .number, range: "-4…4", "What the lexicon gives the term."),
      .init("rules", .list, "Rules that changed the weight, each with its factor, as in 'negation -0.74'."),
      .init(
        "contribution", .number, "What the piece adds to its sentence's x for the actor.",
        formula: "weight times the rules' factors"),
    ],
    key: ["article", "piece"], references: [ofArticle, ofActor("actor")], indices: ["actor", "holder", "term"])

  public static let rhetoric = TableDefinition(
    name: "rhetoric", meaning: "One row an article, a frame and one who uses it.",
    columns: [
      articleNumber,
      .init("frame", .text, "Id of a frame of the codebook."),
      .init("user", .text, "An actor's id; voice for the article's own words and those of nobody who is listed."),
      .init("uses", .integer, range: "1…", "Phrases of the frame in these words, those denied left out."),
      .init("terms", .list, "The phrases as they stand, each once."),
    ],
    key: ["article", "frame", "user"], references: [ofArticle], indices: ["frame", "user"])

  public static let contrasts = TableDefinition(
    name: "contrasts", meaning: "One row an article, a pair of frames and one who uses either.",
    columns: [
      articleNumber,
      .init("contrast", .text, "Id of a contrast of the pipeline."),
      .init("user", .text, "As in the table rhetoric."),
    ] + logit,
    key: ["article", "contrast", "user"], references: [ofArticle], indices: ["contrast", "user"])

  private static let logit: [TableDefinition.Column] = [
    .init("left", .integer, range: "0…", "Uses of the left frame."),
    .init("right", .integer, range: "0…", "Uses of the right frame."),
    .init(
      "logit", .number, "Above 0 for the left frame.", formula: "ln((left + 0.5) / (right + 0.5))", source: lowe),
    .init(
      "se", .number, range: "above 0", "Standard error of the logit.",
      formula: "sqrt(1 / (left + 0.5) + 1 / (right + 0.5))", source: lowe),
  ]

  public static let dictionaries = TableDefinition(
    name: "dictionaries", meaning: "With dictionaries: one row an article and a dictionary.",
    columns: [
      articleNumber,
      .init("dictionary", .text, "Its name."),
      .init("matches", .integer, range: "0…", "Over the same words in two categories: two."),
      .init("words", .integer, range: "0…", "Words with a match on them."),
      .init("sentences", .integer, range: "0…", "Sentences with a match."),
      .init("positive", .integer, range: "0…", mayBeNull: true, "Matches of the positive pole; null without poles."),
      .init("negative", .integer, range: "0…", mayBeNull: true, "Matches of the negative pole; null without poles."),
      .init(
        "logit", .number, mayBeNull: true, "Polarity; null without poles.", formula: "ln((P + 0.5) / (N + 0.5))",
        source: lowe),
      .init(
        "se", .number, range: "above 0", mayBeNull: true, "Standard error of the logit.",
        formula: "sqrt(1 / (P + 0.5) + 1 / (N + 0.5))", source: lowe),
      .init(
        "abspropdiff", .number, range: "-1…1", mayBeNull: true, "Polarity as a share of all words; null without words.",
        formula: "(P - N) / W, W the article's words",
        source: "Young & Soroka 2012, doi 10.1080/10584609.2012.671234"),
      .init(
        "relpropdiff", .number, range: "-1…1", mayBeNull: true, "Polarity among matches; null without a match.",
        formula: "(P - N) / (P + N)", source: lowe),
      .init(
        "janis_fadner", .number, range: "-1…1", mayBeNull: true, "Coefficient of imbalance; null without words.",
        formula: "(P^2 - P N) / ((P + N) W) if P > N; (P N - N^2) / ((P + N) W) if P < N; else 0",
        source: "Janis & Fadner 1943, doi 10.1007/BF02289250"),
      .init(
        "valence", .number, mayBeNull: true, "Mean weight of the matches that have one; null without.",
        formula: "sum of weights / number of weighted matches"),
    ],
    key: ["article", "dictionary"], references: [ofArticle], indices: ["dictionary"])

  public static let categories = TableDefinition(
    name: "categories", meaning: "With dictionaries: one row an article, a dictionary and a category that matches.",
    columns: [
      articleNumber,
      .init("dictionary", .text, "Its name."),
      .init("category", .text, "The category's path, parted by '/'."),
      .init("matches", .integer, range: "1…", "Those of its sub-categories included."),
    ],
    key: ["article", "dictionary", "category"],
    references: [ofArticle, .init(["article", "dictionary"], table: "dictionaries", ["article", "dictionary"])],
    indices: ["dictionary", "category"])

  /// Groups of comparisons are speakers in periods.
  public static let comparisons = ComparisonTables.comparisons([
    .init(
      "speaker", .text,
      "Whose words, or whose stance: an actor's id, 'article' for the article's own or unattributed words, "
        + "'unresolved', or '*' for all together."),
    .init(
      "period", .text, mayBeNull: true,
      "Day, week, month, quarter or year of the articles, as the pipeline says; null without a date, '*' for all."),
  ])

  public static let series = ComparisonTables.series([])

  public static let rejects = TableDefinition(
    name: "rejects", meaning: "One row a record that could not be read.",
    columns: [
      .init("source", .text, "File, or - for stdin."),
      .init("line", .integer, range: "0…", "Line of the file, from 1."),
      .init("byte", .integer, range: "0…", "Byte offset of what is wrong, where it is known, or of the record."),
      .init("reason", .text, "What is wrong, and how to mend it."),
      .init("excerpt", .text, "The record's beginning."),
    ],
    key: [])
}
