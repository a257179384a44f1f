/// Who codes what: some units all coders, the others one each.
public enum CoderPlan {
  /// For each unit, in random order, the numbers of its coders, ascending.
  ///
  /// `shared` of the units go to all; the others to each in turn, so that no coder gets two more than another.
  /// More units that one coder reads tell more of the program than the same ones read twice; those read twice tell how
  /// far the coding can be trusted. Source: Barberá et al. 2021, doi 10.1017/pan.2020.8.
  public static func coders(units: Int, coders: Int, shared: Int) -> [[Int]] {
    (0..<units).map { unit in unit < shared || coders == 1 ? Array(0..<coders) : [(unit - shared) % coders] }
  }

  /// How many units a share (0…1) is: the nearest whole number.
  public static func shared(_ share: Double, of units: Int) -> Int { Int((Double(units) * share).rounded()) }
}
