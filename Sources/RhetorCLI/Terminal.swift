import ArgumentParser
import Glibc
import TextModel

enum ColorChoice: String, CaseIterable, ExpressibleByArgument { case auto, always, never }

/// What is said on stderr, and what the terminal behind it can show.
enum Terminal {
  private struct State {
    var isColoured = Terminal.isColoured(environment("RHETOR_COLOR").flatMap(ColorChoice.init) ?? .auto)
    /// A line of progress stands there without its end.
    var hasProgress = false
  }

  private static let state = Guarded(State())

  static let isTerminal = isatty(STDERR_FILENO) == 1
  /// It can't go back to the start of a line, nor show colours.
  static let isDumb = environment("TERM") ?? "dumb" == "dumb"

  /// - Returns: nil where the variable is not set or empty.
  static func environment(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// Columns; as in the days of cards where nothing tells.
  static var width: Int { width(of: STDERR_FILENO) }

  static func width(of descriptor: Int32) -> Int {
    var size = winsize()
    return ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 ? Int(size.ws_col) : 80
  }

  /// Does a stream take colours, by the flag, the environment and what it is?
  static func showsColour(_ choice: ColorChoice?, on descriptor: Int32) -> Bool {
    switch choice ?? environment("RHETOR_COLOR").flatMap(ColorChoice.init) ?? .auto {
    case .always: true
    case .never: false
    case .auto: isatty(descriptor) == 1 && !isDumb && environment("NO_COLOR") == nil
    }
  }

  static func use(_ choice: ColorChoice) {
    state.withLock { $0.isColoured = isColoured(choice) }
  }

  private static func isColoured(_ choice: ColorChoice) -> Bool {
    switch choice {
    case .always: true
    case .never: false
    case .auto: isTerminal && !isDumb && environment("NO_COLOR") == nil
    }
  }

  static func say(_ text: String) {
    state.withLock { state in
      put((state.hasProgress ? "\r\u{1B}[K" : "") + text + "\n")
      state.hasProgress = false
    }
  }

  static func complain(_ text: String) { say(red("rhetor:") + " " + text) }

  static func red(_ text: String) -> String {
    state.withLock { $0.isColoured } ? "\u{1B}[31m\(text)\u{1B}[0m" : text
  }

  /// Draws a line over the one before; an empty one clears it.
  static func draw(_ line: String) {
    state.withLock { state in
      guard state.hasProgress || !line.isEmpty else { return }
      put("\r\u{1B}[K" + line)
      state.hasProgress = !line.isEmpty
    }
  }

  /// In one write, so that lines of two programs on one terminal do not mix.
  private static func put(_ text: String) {
    var text = text
    text.withUTF8 { _ = write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }
}
