import ArgumentParser
import Corpus
import Glibc
import Pipeline
import TextModel

/// Exit codes, and the one road from an error to stderr.
enum Exit {
  static let done: Int32 = 0
  static let someRejected: Int32 = 1
  static let cannotGoOn: Int32 = 2
  static let usage: Int32 = 64
  static let configuration: Int32 = 78
  static let interrupted: Int32 = 130

  static let meanings = [
    (done, "Done."),
    (someRejected, "Done, but some records were rejected."),
    (cannotGoOn, "It can't go on: no such input, a full disk, a reject under --strict."),
    (usage, "Wrong arguments or variables."),
    (configuration, "A pipeline, lexicon or actor file is wrong."),
    (interrupted, "Interrupted; --resume goes on."),
  ]

  private static var arguments: [String] { Array(CommandLine.arguments.dropFirst()) }

  static func now(_ code: Int32) -> Never {
    fflush(nil)
    exit(code)
  }

  /// Says what went wrong and ends with the code that belongs to it.
  static func with(_ error: any Error) -> Never {
    switch error {
    case is OutputFile.ReaderGone: now(done)
    case CommandFault.nothingToDo(let what):
      Terminal.complain(what)
      now(done)
    case CommandFault.usage(let what):
      Terminal.complain(what)
      now(usage)
    case CommandFault.noInput(let mend):
      Terminal.complain("no input: \(mend)")
      Terminal.say("\n" + Help.short(CommandPage.named(by: arguments)))
      now(usage)
    case let error as ConfigurationError:
      Terminal.complain("\(error)")
      now(configuration)
    case let error as InputOutputError:
      Terminal.complain("\(error)")
      now(cannotGoOn)
    case let error as Reject:
      // Only --strict lets a reject come this far.
      Terminal.complain("\(error.source):\(error.line): \(error.reason)")
      now(cannotGoOn)
    default:
      // Help and version go to stdout with 0, usage errors to stderr with 64.
      let code = Rhetor.exitCode(for: error)
      let message = Rhetor.fullMessage(for: error)
      if code == .success {
        print(message == Versions.text ? Versions.long : Help.message(message, arguments: arguments))
      } else if let complaint = Help.unknownCommand(arguments) {
        Terminal.complain(complaint)
      } else {
        Terminal.say(message)
      }
      now(code.rawValue)
    }
  }
}

/// Signals a filter meets.
enum Signals {
  /// A closed pipe shows itself as EPIPE on writing.
  static func ignoreBrokenPipes() { signal(SIGPIPE, SIG_IGN) }

  /// A program that is started from a thread of libdispatch inherits that it hears of no signal.
  static func hearOfInterrupts() {
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&signals, number) }
    sigprocmask(SIG_UNBLOCK, &signals, nil)
  }
}
