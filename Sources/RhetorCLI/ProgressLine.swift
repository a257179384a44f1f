import Dispatch
import Pipeline

/// One line on the terminal that is written over and over: articles, articles a second, megabytes a second, rejects.
final class ProgressLine: @unchecked Sendable {
  private let runner: Runner
  private let began = DispatchTime.now()
  private let timer: any DispatchSourceTimer
  /// Runs one at a time, so that nothing is drawn after `end`.
  private let queue = DispatchQueue(label: "rhetor.progress")

  /// Whether there is a terminal for it.
  /// - Parameter besideRecords: the records go to a terminal too: the line would be drawn amid them.
  static func isFitting(besideRecords: Bool) -> Bool { Terminal.isTerminal && !Terminal.isDumb && !besideRecords }

  init(_ runner: Runner) {
    self.runner = runner
    timer = DispatchSource.makeTimerSource(queue: queue)
    timer.schedule(deadline: .now() + 0.3, repeating: 0.2)
    timer.setEventHandler { [weak self] in self?.draw() }
    timer.resume()
  }

  private func draw() {
    let totals = runner.totals
    let seconds = Double(DispatchTime.now().uptimeNanoseconds - began.uptimeNanoseconds) / 1e9
    let line =
      "\(totals.articles) articles · \(Int(Double(totals.articles) / seconds)) articles/s · "
      + "\(Figures.decimal(Double(totals.inputBytes) / 1e6 / seconds)) MB/s"
    let rejects = totals.rejected == 0 ? "" : " · \(totals.rejected) rejects"
    // A line that is too long would be left standing.
    let fits = line.count + rejects.count < Terminal.width
    Terminal.draw(
      fits ? line + (rejects.isEmpty ? "" : Terminal.red(rejects)) : String(line.prefix(Terminal.width - 1)))
  }

  /// Clears the line.
  func end() {
    timer.cancel()
    queue.sync {}
    Terminal.draw("")
  }
}

/// Numbers for reading.
enum Figures {
  /// One digit after the point.
  static func decimal(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return "\(tenths / 10).\(abs(tenths % 10))"
  }

  /// A signed score with two digits after the point.
  static func score(_ value: Double) -> String {
    let hundredths = Int((abs(value) * 100).rounded())
    let digits = hundredths % 100
    return "\(value < 0 && hundredths > 0 ? "−" : "+")\(hundredths / 100).\(digits < 10 ? "0" : "")\(digits)"
  }
}
