/// A question that is often asked of a dataset, as a view in its SQLite file.
struct SQLiteView {
  var name: String
  var meaning: String
  /// Tables without which there is no such view.
  var tables: Set<String>
  var select: String

  var sql: String { "CREATE VIEW \(name) AS\n\(select)" }

  static let all = [
    SQLiteView(
      name: "stance_by_month",
      meaning: "Stance toward each actor by month: articles that name the actor, mean stance, labels.",
      tables: ["articles", "actors"],
      select: """
        SELECT actors.actor, actors.name, substr(articles.date, 1, 7) AS month, count(*) AS articles,
          sum(actors.mentions) AS mentions, avg(actors.stance) AS stance,
          sum(actors.label IS 'positive') AS positive, sum(actors.label IS 'neutral') AS neutral,
          sum(actors.label IS 'negative') AS negative
        FROM actors JOIN articles USING (article)
        WHERE length(articles.date) >= 7
        GROUP BY actors.actor, month
        """),
    SQLiteView(
      name: "named_dyads",
      meaning: "Dyads with the names of both actors, the date and the outlet.",
      tables: ["articles", "actors", "dyads"],
      select: """
        SELECT dyads.article, articles.date, articles.outlet, dyads.holder, holders.name AS holder_name,
          dyads.target, targets.name AS target_name, dyads.stance, dyads.sentences
        FROM dyads JOIN articles USING (article)
          JOIN actors AS holders ON holders.article = dyads.article AND holders.actor = dyads.holder
          JOIN actors AS targets ON targets.article = dyads.article AND targets.actor = dyads.target
        """),
    SQLiteView(
      name: "evidence_in_articles",
      meaning: "Evidence with its article and the actor's name.",
      tables: ["articles", "actors", "evidence"],
      select: """
        SELECT articles.id, articles.date, articles.outlet, articles.title, actors.name, evidence.*
        FROM evidence JOIN articles USING (article)
          JOIN actors ON actors.article = evidence.article AND actors.actor = evidence.actor
        """),
  ]
}
