import Dispatch
import TextModel

/// The results of a task for 0..<`count`, found side by side.
/// - Throws: the error of the lowest number that failed.
func concurrentMap<Result: Sendable>(
  _ count: Int, _ task: @Sendable (Int) throws -> Result
) throws -> [Result] {
  let results = Guarded<[Swift.Result<Result, any Error>?]>(Array(repeating: nil, count: count))
  DispatchQueue.concurrentPerform(iterations: count) { number in
    let result = Swift.Result { try task(number) }
    results.withLock { $0[number] = result }
  }
  return try results.withLock { results in try results.map { try $0!.get() } }
}
