/// What the rows of comparisons and series are, column by column.
public enum ComparisonTables {
  private static let lowe = "Lowe, Benoit, Mikhaylov & Laver 2011, doi 10.1111/j.1939-9162.2010.00006.x"
  private static let bootstrap = "Hanley & MacGibbon 2006, doi 10.1016/j.cmpb.2006.04.006"
  private static let permutation = "Phipson & Smyth 2010, doi 10.2202/1544-6115.1585"

  /// Tables of comparisons.
  /// - Parameter groups: the columns that tell groups from each other.
  public static func comparisons(_ groups: [TableDefinition.Column]) -> [TableDefinition] {
    [contrasts, contrastDifferences, stance, stanceDifferences, keyness].map { of(groups, $0) }
  }

  /// Tables of series.
  public static func series(_ groups: [TableDefinition.Column]) -> [TableDefinition] {
    [points, changes].map { of(groups, $0) }
  }

  private static func of(_ groups: [TableDefinition.Column], _ table: TableDefinition) -> TableDefinition {
    var table = table
    table.columns = groups + table.columns
    table.key = groups.map(\.name) + table.key
    return table
  }

  private typealias Column = TableDefinition.Column

  private static let against = Column(
    "against", .text, "What the group is held against: 'rest', or values of the factors.")
  private static let intervals = [
    Column(
      "low", .number, mayBeNull: true, "Lower end of the interval; null for fewer than two articles.",
      formula: "percentiles of the bootstrap over articles, Poisson weights", source: bootstrap),
    Column("high", .number, mayBeNull: true, "Upper end of the interval."),
  ]

  private static func tests(_ test: String, _ source: String) -> [Column] {
    [
      Column("p", .number, range: "0…1", mayBeNull: true, "Two-sided p-value.", formula: test, source: source),
      Column(
        "p_bonferroni", .number, range: "0…1", mayBeNull: true, "p, adjusted for the family.", formula: "p · m",
        source: "Dunn 1961, doi 10.1080/01621459.1961.10482090"),
      Column(
        "p_holm", .number, range: "0…1", mayBeNull: true, "p, adjusted for the family.", formula: "step-down",
        source: "Holm 1979, jstor.org/stable/4615733"),
      Column(
        "p_bh", .number, range: "0…1", mayBeNull: true, "p, adjusted for the family.", formula: "false discovery rate",
        source: "Benjamini & Hochberg 1995, doi 10.1111/j.2517-6161.1995.tb02031.x"),
      Column("family", .integer, range: "0…", "Tests of the family: all that were looked at."),
    ]
  }

  static let contrasts = TableDefinition(
    name: "contrast_groups", meaning: "One contrast in one group: which of two frames it uses.",
    columns: [
      Column("contrast", .text, "Id of a contrast of the pipeline."),
      Column("articles", .integer, range: "1…", "Articles in which the group uses either frame."),
      Column("left", .integer, range: "0…", "Uses of the left frame."),
      Column("right", .integer, range: "0…", "Uses of the right frame."),
      Column(
        "share", .number, range: "0…1", mayBeNull: true, "Share of the left frame.", formula: "left / (left + right)"),
      Column(
        "logit", .number, "Above 0 for the left frame.", formula: "ln((left + ½) / (right + ½))", source: lowe),
      Column(
        "se", .number, range: "0…", "Standard error of the logit, words taken for independent.",
        formula: "√(1 / (left + ½) + 1 / (right + ½))", source: lowe),
    ] + intervals + [
      Column(
        "evidence", .list, "Up to three phrases a side that most articles have: in how many, and one of these.")
    ], key: ["contrast"])

  static let contrastDifferences = TableDefinition(
    name: "contrast_differences", meaning: "One contrast in one group, held against another.",
    columns: [
      against, Column("contrast", .text, "Id of a contrast of the pipeline."),
      Column("articles", .integer, range: "1…", "Articles in which the group uses either frame."),
      Column("left", .integer, range: "0…", "Uses of the left frame in the group."),
      Column("right", .integer, range: "0…", "Uses of the right frame in the group."),
      Column("against_articles", .integer, range: "1…", "The same of what it is held against."),
      Column("against_left", .integer, range: "0…", "The same of what it is held against."),
      Column("against_right", .integer, range: "0…", "The same of what it is held against."),
      Column("difference", .number, "Difference of the logits.", formula: "logit − logit of the other", source: lowe),
    ] + intervals
      + tests("permutation of the groups' labels among articles", permutation), key: ["contrast"])

  static let stance = TableDefinition(
    name: "stance_groups", meaning: "Stance toward one actor in one group.",
    columns: [
      Column("toward", .text, "The actor's id."),
      Column("articles", .integer, range: "1…", "Articles that say something of the actor."),
      Column("score", .number, range: "-1…1", mayBeNull: true, "Mean of the articles' scores."),
    ] + intervals + [
      Column("positive", .integer, range: "0…", "Stances with this label: by speaker, one an article and holder."),
      Column("negative", .integer, range: "0…", "Stances with this label: by speaker, one an article and holder."),
      Column("neutral", .integer, range: "0…", "Stances with this label: by speaker, one an article and holder."),
      Column("mentions", .integer, range: "0…", "Names, titles and pronouns; by speaker, all stand with the article."),
      Column("evidence", .list, "Up to three articles that pull the mean most to its side, with their scores."),
    ], key: ["toward"])

  static let stanceDifferences = TableDefinition(
    name: "stance_differences", meaning: "Stance toward one actor in one group, held against another.",
    columns: [
      against, Column("toward", .text, "The actor's id."),
      Column("articles", .integer, range: "1…", "Articles of the group that say something of the actor."),
      Column("score", .number, range: "-1…1", "Mean of their scores."),
      Column("against_articles", .integer, range: "1…", "The same of what it is held against."),
      Column("against_score", .number, range: "-1…1", "The same of what it is held against."),
      Column("difference", .number, range: "-2…2", "Difference of the means.", formula: "score − against_score"),
    ] + intervals
      + tests("permutation of the groups' labels among articles", permutation), key: ["toward"])

  static let keyness = TableDefinition(
    name: "keyness", meaning: "One word, phrase or frame that is typical of a group, or that it avoids.",
    columns: [
      against, Column("unit", .text, range: "word, phrase, frame", "What the item is."),
      Column("item", .text, "Folded; names are @ and the actor's id."),
      Column("count", .integer, range: "0…", "Occurrences in the group."),
      Column("total", .integer, range: "1…", "All words, phrases of as many words, or uses of frames in the group."),
      Column("against_count", .integer, range: "0…", "The same of what it is held against."),
      Column("against_total", .integer, range: "1…", "The same of what it is held against."),
      Column("articles", .integer, range: "0…", "Articles of the group that have it."),
      Column("articles_total", .integer, range: "1…", "Articles of the group that have any."),
      Column("against_articles", .integer, range: "0…", "The same of what it is held against."),
      Column("against_articles_total", .integer, range: "1…", "The same of what it is held against."),
      Column(
        "delta", .number, "Log-odds ratio with an informative Dirichlet prior.",
        formula: "ln((y₁ + α) / (n₁ + α₀ − y₁ − α)) − the same of the other",
        source: "Monroe, Colaresi & Quinn 2008, doi 10.1093/pan/mpn018"),
      Column("variance", .number, range: "0…", "Of delta.", formula: "1 / (y₁ + α) + 1 / (y₂ + α)"),
      Column("z", .number, "What rows are ordered by.", formula: "delta / √variance"),
      Column("prior", .number, range: "0…", "α: the prior's strength α₀ times the item's share of both together."),
      Column(
        "g2", .number, mayBeNull: true, "Log-likelihood ratio, negative where the group has it less.",
        formula: "2 Σ O ln(O / E)", source: "Dunning 1993, aclanthology.org/J93-1003"),
      Column("chi2", .number, mayBeNull: true, "Pearson's χ² without correction, signed likewise."),
    ] + tests("χ² of g2 with one degree of freedom", "Dunning 1993") + [
      Column(
        "p_fisher", .number, range: "0…1", "Fisher's exact test, two-sided.", source: "Fisher 1935, doi 10.2307/2342435"
      ),
      Column("odds_ratio", .number, mayBeNull: true, "Of the four counts."),
      Column(
        "log_ratio", .number, "How many times as frequent, as a power of two.",
        formula: "log₂(((count + ½) / (total + ½)) / the other's)", source: "Hardie 2014"),
      Column(
        "lrc", .number, mayBeNull: true,
        "Its conservative bound, adjusted for the family; 0: no difference is borne out.",
        source: "Evert 2022, osf.io/x8z9n"),
      Column("articles_g2", .number, mayBeNull: true, "The same of articles instead of words."),
      Column("articles_log_ratio", .number, mayBeNull: true, "The same of articles instead of words."),
      Column("articles_lrc", .number, mayBeNull: true, "The same of articles instead of words."),
      Column(
        "p_permutation", .number, range: "0…1", mayBeNull: true, "With --permute-items: across articles.",
        formula: "permutation of the groups' labels among articles", source: permutation),
      Column(
        "dp", .number, range: "0…1", mayBeNull: true, "Deviation of proportions over the group's articles: 0 is even.",
        source: "Gries 2008, doi 10.1075/ijcl.13.4.02gri"),
      Column(
        "juilland_d", .number, range: "0…1", mayBeNull: true, "Dispersion over the group's articles: 1 is even.",
        source: "Juilland, Brodin & Davidovitch 1970"),
      Column("evidence", .list, "Up to three articles that have it most often."),
    ], key: ["unit", "item"])

  private static let measure = [
    Column("measure", .text, range: "stance, frames", "Mean stance toward an actor, or a frame's share of all uses."),
    Column("item", .text, "Id of the actor or frame."),
  ]

  static let points = TableDefinition(
    name: "series", meaning: "One period of one series.",
    columns: measure + [
      Column("period", .text, "Day, week, month, quarter or year."),
      Column("articles", .integer, range: "0…", "Articles that count."),
      Column("value", .number, range: "-1…1", mayBeNull: true, "Null is a gap: no article counts."),
    ] + intervals + [
      Column(
        "segment_mean", .number, mayBeNull: true, "Mean between two changes.", formula: "PELT",
        source: "Killick, Fearnhead & Eckley 2012, doi 10.1080/01621459.2012.737745")
    ], key: ["measure", "item", "period"])

  static let changes = TableDefinition(
    name: "changes", meaning: "One change of the mean of one series.",
    columns: measure + [
      Column("from", .text, "First period before the change, from the last change on."),
      Column("last", .text, "Last period with a value before the change."),
      Column("period", .text, "First period with a value after the change."),
      Column("to", .text, "Last period with a value before the next change."),
      Column("before", .number, "Mean before it, articles counting alike."),
      Column("after", .number, "Mean after it."),
      Column("difference", .number, "after − before."),
      Column("periods_before", .integer, range: "1…", "Periods with a value."),
      Column("periods_after", .integer, range: "1…", "Periods with a value."),
      Column(
        "penalty", .number, range: "0…", "What a change must save.", formula: "2 σ² ln n",
        source: "Killick, Fearnhead & Eckley 2012"),
      Column("evidence", .list, "Up to three articles of the period that pull most toward the new mean."),
    ], key: ["measure", "item", "period"])
}
