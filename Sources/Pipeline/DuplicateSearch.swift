import Corpus
import TextModel

/// Finds out which articles repeat earlier ones, in the order of the input and before they are analysed, so that dropped ones
/// cost no analysis and are in no sum.
///
/// Workers read batches and make the signatures, each at its pace. Whoever brings the batch that is next looks up its
/// articles, and those of the batches that waited for it, and they are then there for any worker to analyse. A lookup takes
/// microseconds; nobody waits for another's reading or analysis.
///
/// There is no state to keep for going on with a run: the articles that an earlier run is done with are read and looked up
/// again, but not analysed.
final class DuplicateSearch: Sendable {
  private struct State {
    let index: DuplicateIndex
    /// Batches that came before their turn.
    var waiting: [Int: ReadBatch] = [:]
    var nextNumber = 0
    /// Batches that can be analysed, in order.
    var ready: [ReadBatch] = []
    /// Lines of the output so far.
    var lines = 0
  }

  private let settings: DuplicateSettings
  private let state: Guarded<State>

  init(_ settings: DuplicateSettings) {
    self.settings = settings
    state = Guarded(State(index: DuplicateIndex(settings)))
  }

  /// Takes a batch that has been read.
  func add(_ batch: ReadBatch) {
    state.withLock { state in
      state.waiting[batch.result.number] = batch
      while var next = state.waiting.removeValue(forKey: state.nextNumber) {
        state.nextNumber += 1
        lookUp(&next, &state)
        state.ready.append(next)
      }
    }
  }

  /// Gives out the next batch to be analysed; nil where there is none yet.
  func next() -> ReadBatch? {
    state.withLock { $0.ready.isEmpty ? nil : $0.ready.removeFirst() }
  }

  /// Marks or drops duplicates, remembers the others, and takes out what an earlier run is done with.
  private func lookUp(_ batch: inout ReadBatch, _ state: inout State) {
    var kept: [ReadBatch.Item] = []
    for var item in batch.articles {
      item.duplicate = state.index.original(of: item.signature)
      if item.duplicate != nil, !item.isDone { batch.result.duplicates += 1 }
      if item.duplicate != nil, settings.drops {
        if !item.isDone { batch.result.dropped += 1 }
        continue
      }
      state.lines += 1
      if item.duplicate == nil {
        state.index.add(
          item.signature, id: item.article.id, idIsLiteral: item.article.idIsLiteral, line: state.lines)
      }
      if !item.isDone { kept.append(item) }
    }
    batch.articles = kept
  }
}
