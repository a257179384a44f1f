/// METHODS.md: a paragraph that can go into a paper, and the works that it cites.
extension FolderPages {
  private enum Work: String, CaseIterable {
    case bestvater = """
      Bestvater, S. E., & Monroe, B. L. (2022). Sentiment is not stance: Target-aware opinion classification for \
      political text analysis. Political Analysis. https://doi.org/10.1017/pan.2022.10
      """
    case broder = """
      Broder, A. Z. (1997). On the resemblance and containment of documents. Compression and Complexity of Sequences. \
      https://doi.org/10.1109/SEQUEN.1997.666900
      """
    case hanley = """
      Hanley, J. A., & MacGibbon, B. (2006). Creating non-parametric bootstrap samples using Poisson frequencies. Computer \
      Methods and Programs in Biomedicine. https://doi.org/10.1016/j.cmpb.2006.04.006
      """
    case killick = """
      Killick, R., Fearnhead, P., & Eckley, I. A. (2012). Optimal detection of changepoints with a linear computational \
      cost. Journal of the American Statistical Association. https://doi.org/10.1080/01621459.2012.737745
      """
    case monroe = """
      Monroe, B. L., Colaresi, M. P., & Quinn, K. M. (2008). Fightin' words: Lexical feature selection and evaluation for \
      identifying the content of political conflict. Political Analysis. https://doi.org/10.1093/pan/mpn018
      """
    case phipson = """
      Phipson, B., & Smyth, G. K. (2010). Permutation p-values should never be zero. Statistical Applications in Genetics \
      and Molecular Biology. https://doi.org/10.2202/1544-6115.1585
      """
    case grimmer = """
      Grimmer, J., & Stewart, B. M. (2013). Text as data: The promise and pitfalls of automatic content analysis methods \
      for political texts. Political Analysis, 21(3). https://doi.org/10.1093/pan/mps028
      """
    case hutto = """
      Hutto, C. J., & Gilbert, E. (2014). VADER: A parsimonious rule-based model for sentiment analysis of social media \
      text. ICWSM. https://doi.org/10.1609/icwsm.v8i1.14550
      """
    case janis = """
      Janis, I. L., & Fadner, R. H. (1943). A coefficient of imbalance for content analysis. Psychometrika. \
      https://doi.org/10.1007/BF02289250
      """
    case lowe = """
      Lowe, W., Benoit, K., Mikhaylov, S., & Laver, M. (2011). Scaling policy preferences from coded political texts. \
      Legislative Studies Quarterly. https://doi.org/10.1111/j.1939-9162.2010.00006.x
      """
    case atteveldt = """
      van Atteveldt, W., van der Velden, M. A. C. G., & Boukes, M. (2021). The validity of sentiment analysis. \
      Communication Methods and Measures. https://doi.org/10.1080/19312458.2020.1869198
      """
    case young = """
      Young, L., & Soroka, S. (2012). Affective news: The automated coding of sentiment in political texts. Political \
      Communication. https://doi.org/10.1080/10584609.2012.671234
      """
  }

  public var methods: String {
    let works = Work.allCases.filter { work in
      switch work {
      case .broder: facts.duplicateThreshold != nil
      case .hutto: facts.stages.contains("stance") && facts.calibrations.isEmpty
      case .janis, .young: figures.rows[DatasetTables.dictionaries.name] != nil
      case .bestvater: facts.stages.contains("stance")
      case .hanley, .killick, .monroe, .phipson: facts.stages.contains("rhetoric")
      case .lowe, .grimmer, .atteveldt: true
      }
    }
    let lexicons = facts.lexicons.map {
      "- \($0.head.name) (\($0.language), \($0.head.kind), \(number($0.head.rows, "row"))\(version($0.head.version)))"
        + ($0.head.sources.isEmpty ? "" : ": \($0.head.sources.joined(separator: "; "))")
        + ($0.head.licence.isEmpty ? "" : "; licence \($0.head.licence)")
    }
    let parts = [input, duplicates, actors, stance, rhetoric, comparisons, dictionaries, program]
    return """
      # Methods

      A paragraph for a paper, with the numbers of this run. Shorten it to what your question needs.

      \(parts.filter { !$0.isEmpty }.joined(separator: " "))

      ## What to add

      Nothing here was held against human coding of *these* articles. Reviewers ask for that (Grimmer & Stewart 2013; \
      van
      Atteveldt et al. 2021): code a sample, learn its reliability, and give precision, recall and F1 by class; `rhetor
      evaluate` computes them. Say how the articles were chosen.

      ## Lexicons

      \(lexicons.joined(separator: "\n"))

      ## References

      \(works.map { "- \($0.rawValue)" }.joined(separator: "\n"))

      """
  }

  private func version(_ version: String) -> String { version.isEmpty ? "" : ", version \(version)" }

  private var input: String {
    let counts = manifest.counts
    var text = "Of \(number(counts.records, "record")) in \(number(manifest.inputs.count, "input")), "
    text += "\(number(counts.articles, "article")) (\(number(counts.words, "word")), "
    text += "\(number(counts.sentences, "sentence"))) were analysed"
    var rest: [String] = []
    if counts.rejected > 0 {
      let reasons = counts.reasons.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        .map { "\($0.key): \(number($0.value))" }
      rest.append("\(number(counts.rejected)) could not be read (\(reasons.joined(separator: "; ")))")
    }
    if counts.passedOver > 0 { rest.append("\(number(counts.passedOver)) were no articles") }
    if counts.dropped > 0 { rest.append("\(number(counts.dropped)) were left out as duplicates") }
    text += rest.isEmpty ? "." : "; \(list(rest))."
    let languages = counts.languages.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { "\($0.key) \(number($0.value))" }
    if languages.count > 1 { text += " Articles by language: \(languages.joined(separator: ", "))." }
    if counts.unread > 0 {
      text += " \(number(counts.unread)) of them, in languages that the pipeline does not read, have counts only."
    }
    if counts.unknownDates > 0 { text += " \(number(counts.unknownDates)) had a date that could not be read." }
    return text
  }

  private var duplicates: String {
    guard let threshold = facts.duplicateThreshold, let found = manifest.counts.duplicates else { return "" }
    return
      "An article counted as a duplicate of an earlier one if the Jaccard index of their runs of words, estimated by "
      + "MinHash, was at least \(threshold) (Broder 1997); \(number(found)) did."
  }

  private var actors: String {
    guard facts.stages.contains("mentions") else { return "" }
    let pairs = figures.rows[DatasetTables.actors.name] ?? 0
    return
      "Actors were found by their names, offices and pronouns from a registry of \(number(facts.registered, "actor")): "
      + "\(number(figures.articlesWithActors, "article")) "
      + "(\(share(figures.articlesWithActors, of: manifest.counts.articles))) "
      + "named \(number(figures.actors.count)) of them, which makes \(number(pairs, "pair")) of article and actor."
  }

  private var stance: String {
    guard facts.stages.contains("stance") else { return "" }
    let pairs = figures.rows[DatasetTables.actors.name] ?? 0
    let told = pairs - (figures.labels[""] ?? 0)
    let labels = ["positive", "neutral", "negative"].map { "\(number(figures.labels[$0] ?? 0)) \($0)" }
    var text =
      "Stance toward each actor, as distinct from the sentiment of the text (Bestvater & Monroe 2022), was judged "
    text += "from words of valence and from verbs with roles, weighed by negation, hedges and distance"
    if facts.calibrations.isEmpty {
      text +=
        "; a sentence's score is x / sqrt(x^2 + 15), x being the sum of its evidence (Hutto & Gilbert 2014), and a "
      text += "stance within ±\(facts.neutral) is neutral. "
    } else {
      let sources = facts.calibrations.map { "\($0.language): \($0.source)" }
      text += ", and calibrated on coded sentences (\(sources.joined(separator: "; "))); a sentence's score is "
      text += "P(positive) - P(negative). "
    }
    text += "A stance is the mean over the sentences that tell one; \(number(told)) of these pairs "
    text += "(\(share(told, of: pairs))) had such sentences (\(labels.joined(separator: ", "))), "
    text += "the others have none, not a neutral one. Whose stance it is was told from quotations and reported speech: "
    text += "\(number(figures.rows[DatasetTables.dyads.name] ?? 0, "dyad")) of an actor toward an actor."
    return text
  }

  private var rhetoric: String {
    guard facts.stages.contains("rhetoric") else { return "" }
    var text =
      "Phrases of \(number(figures.frames.count, "frame")) occurred \(number(figures.uses, "time")); those denied "
    text += "are left out."
    if facts.contrasts > 0 {
      text +=
        " Pairs of frames (\(number(facts.contrasts))) were compared by the logit of their counts with 1/2 added to "
      text += "each (Lowe et al. 2011)."
    }
    return text
  }

  private var comparisons: String {
    guard facts.stages.contains("rhetoric") else { return "" }
    let seed = manifest.settings["comparisons.seed"] ?? "1"
    let samples = manifest.settings["comparisons.samples"] ?? ""
    let permutations = manifest.settings["comparisons.permutations"] ?? ""
    var text = "Speakers and periods were each held against all others: differences have percentile intervals from "
    text += "\(samples) bootstrap samples of whole articles (Poisson weights, Hanley & MacGibbon 2006; seed \(seed)) "
    text += "and p-values from \(permutations) permutations of groups among articles (Phipson & Smyth 2010), adjusted "
    let period = manifest.settings["comparisons.period"] ?? "period"
    text += "for their family; frames that are typical of a group were ranked by log-odds with an informative "
    text += "Dirichlet prior (Monroe et al. 2008); changes in the series by \(period) are found by PELT "
    text += "(Killick et al. 2012)."
    return text
  }

  private var dictionaries: String {
    guard figures.rows[DatasetTables.dictionaries.name] != nil else { return "" }
    return "Dictionaries were counted by category; polarity is given as logit (Lowe et al. 2011), as proportional "
      + "differences (Young & Soroka 2012) and as Janis and Fadner's (1943) coefficient."
  }

  private var program: String {
    let program = manifest.program
    return "The analysis was done with Rhetor \(program.rhetor) (Swift \(program.swift), ICU \(program.icu), "
      + "Unicode \(program.unicode)); the versions and SHA-256 of all lexicons, of the pipeline and of the inputs are "
      + "in manifest.json, and `rhetor rerun` repeats the run."
  }
}
