import Dispatch
import Glibc
import Synchronization

/// Ctrl-C: the first one lets the batches in flight finish, the second one is the system's.
final class Interrupt: @unchecked Sendable {
  private let source: (any DispatchSourceSignal)?
  private let raised = Atomic(false)

  var wasRaised: Bool { raised.load(ordering: .acquiring) }

  init(_ stop: @escaping @Sendable () -> Void) {
    // What a shell starts in the background does not hear of Ctrl-C.
    guard signal(SIGINT, SIG_IGN).map(Self.address) != Self.address(SIG_IGN) else {
      source = nil
      return
    }
    let source = DispatchSource.makeSignalSource(signal: SIGINT, queue: .global())
    self.source = source
    source.setEventHandler { [unowned self] in
      raised.store(true, ordering: .releasing)
      signal(SIGINT, SIG_DFL)
      stop()
    }
    source.resume()
  }

  deinit { source?.cancel() }

  private static func address(_ handler: __sighandler_t) -> Int { unsafeBitCast(handler, to: Int.self) }
}
