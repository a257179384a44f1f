/// Ends the process where a promise is broken; unlike `precondition`, it says which in release builds too.
func promise(_ isKept: Bool, _ what: @autoclosure () -> String = "a place outside its bounds") {
  if !isKept { fatalError(what()) }
}
