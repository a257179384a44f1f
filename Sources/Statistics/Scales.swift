#if canImport(Glibc)
  import Glibc
#endif

/// Scales that turn counts and sums into comparable scores. Pure functions; nothing is read or written.
public enum Scales {
  /// Lowe's logit of two counts, ln(left + ½) − ln(right + ½), with its standard error.
  ///
  /// Positive where the left count is the larger; 0 for two equal counts, also for none at all, where the standard
  /// error of 2 says how little is known.
  /// Source: Lowe, Benoit, Mikhaylov & Laver 2011, doi 10.1111/j.1939-9162.2010.00006.x.
  public static func logit(left: Int, right: Int) -> (value: Double, standardError: Double) {
    let (l, r) = (Double(left) + 0.5, Double(right) + 0.5)
    return (log(l) - log(r), (1 / l + 1 / r).squareRoot())
  }

  /// Lowe's logit of two counts, with another constant than ½ added to both.
  ///
  /// - Returns: ln(positive + smoothing) − ln(negative + smoothing), any finite number; nil where one of them is not above 0,
  ///   as without smoothing and without a count.
  /// Source: Lowe et al. 2011; `sent_logit` of quanteda.sentiment.
  public static func logit(positive: Double, negative: Double, smoothing: Double) -> Double? {
    let (p, n) = (positive + smoothing, negative + smoothing)
    guard p > 0, n > 0, p.isFinite, n.isFinite else { return nil }
    return log(p) - log(n)
  }

  /// x / √(x² + 15): squeezes a sum of valences (each −4…4) into −1…1.
  ///
  /// Source: the compound score of VADER (Hutto & Gilbert 2014).
  public static func compound(_ sum: Double) -> Double { sum / (sum * sum + 15).squareRoot() }

  /// (P − N) / (P + N), −1…1: the relative proportional difference; nil where both are zero.
  ///
  /// Source: Lowe et al. 2011.
  public static func relativeDifference(positive: Double, negative: Double) -> Double? {
    positive + negative == 0 ? nil : (positive - negative) / (positive + negative)
  }

  /// (P − N) / W, −1…1: the absolute proportional difference, with W all words; nil where there are no words.
  ///
  /// 0 without a hit among words: the formula's answer, and quanteda's. quanteda gives NaN for no words.
  /// Source: Lowe et al. 2011; Young & Soroka 2012, doi 10.1080/10584609.2012.671234 (tone).
  public static func absoluteDifference(positive: Double, negative: Double, words: Double) -> Double? {
    words > 0 ? (positive - negative) / words : nil
  }

  /// The coefficient of imbalance, −1…1: (P² − PN) / ((P + N)·W) where P > N, (PN − N²) / ((P + N)·W) where P < N, else 0;
  /// nil where there are no words.
  ///
  /// Like the absolute difference, but weighed by how one-sided the hits are.
  /// Source: Janis & Fadner 1943, A coefficient of imbalance for content analysis, Psychometrika 8.
  public static func janisFadner(positive: Double, negative: Double, words: Double) -> Double? {
    guard words > 0 else { return nil }
    guard positive != negative else { return 0 }
    let hits = (positive + negative) * words
    return max(positive, negative) * (positive - negative) / hits
  }

  /// Σ / √W: a sum of valences over the root of the number of words, so that long sentences count for more, but not in
  /// proportion; any finite number, nil where there are no words.
  ///
  /// Source: sentimentr (Rinker).
  public static func perRootWords(_ sum: Double, words: Int) -> Double? {
    words > 0 ? sum / Double(words).squareRoot() : nil
  }
}
