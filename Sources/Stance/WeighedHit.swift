import Attribution
import Lexicon
import TextModel

/// A valence word or a verb with roles, and what the words around it made of its weights.
struct WeighedHit {
  var first: Int32
  var last: Int32
  /// Valence after its rules; 0 for verbs.
  var valence = 0.0
  /// What a verb says of its subject and object, before all rules; 0 for other words.
  var subject = 0.0
  var object = 0.0
  /// Whom the verb's roles were found to be.
  var subjects: MentionGroup?
  var objects: MentionGroup?
}

extension WeighedHit {
  /// A hit whose surroundings are left alone.
  init(_ hit: TermHit, _ meaning: LexiconEntry.Meaning) {
    self.init(first: hit.first, last: hit.last)
    switch meaning {
    case .valence(let weight): valence = weight
    case .predicate(let subject, let object, _, _): (self.subject, self.object) = (subject, object)
    default: break
    }
  }
}
