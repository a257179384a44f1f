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

/// The results of two tasks, found side by side.
/// - Throws: the error of the first one, should both fail.
func concurrently<First: Sendable, Second: Sendable>(
  _ first: @Sendable () throws -> First, _ second: @Sendable () throws -> Second
) throws -> (First, Second) {
  let results = try concurrentMap(2) { number -> (First?, Second?) in
    number == 0 ? (try first(), nil) : (nil, try second())
  }
  return (results[0].0!, results[1].1!)
}

/// The results of three tasks, found side by side.
/// - Throws: the error of the first one, should several fail.
func concurrently<First: Sendable, Second: Sendable, Third: Sendable>(
  _ first: @Sendable () throws -> First, _ second: @Sendable () throws -> Second, _ third: @Sendable () throws -> Third
) throws -> (First, Second, Third) {
  let results = try concurrentMap(3) { number -> (First?, Second?, Third?) in
    switch number {
    case 0: (try first(), nil, nil)
    case 1: (nil, try second(), nil)
    default: (nil, nil, try third())
    }
  }
  return (results[0].0!, results[1].1!, results[2].2!)
}
