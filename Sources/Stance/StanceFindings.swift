import TextModel

/// The layers of a document that stance fills in, taken out of it while it is read.
struct StanceFindings {
  var evidence: [Evidence]
  /// Those of all evidence.
  var rules: [AppliedRule]
  var valence: [Double]
  var readings: [Reading]
  var terms: [Reading.Term]

  init(takenFrom document: inout Document) {
    evidence = document.evidence.taken()
    rules = document.rules.taken()
    valence = document.valence.taken()
    readings = document.readings.taken()
    terms = document.terms.taken()
  }

  func putBack(into document: inout Document) {
    document.evidence = evidence
    document.rules = rules
    document.valence = valence
    document.readings = readings
    document.terms = terms
  }
}
