import Corpus
import TextModel

/// A dump of which nothing is known, read under options that its first byte chooses.
struct FuzzedDump {
  private let bytes: ArraySlice<UInt8>
  private let choice: UInt8
  private let format: InputFormat

  init(_ input: [UInt8], _ format: InputFormat) {
    choice = input.first ?? 0
    bytes = input.dropFirst()
    self.format = format
  }

  private struct Outcome: Equatable {
    var texts: [[UInt8]] = []
    var places: [String] = []
    var inputBytes = 0
  }

  /// Reads it twice: what is read does not depend on the batches.
  func read() {
    let large = read(batchBytes: 1 << 18)
    let small = read(batchBytes: 1 + Int(choice >> 4) * 40)
    // Too long are records beyond what was read at once, so that a limit makes a difference.
    if choice & 8 == 0 {
      promise(large.places == small.places, "places depend on the batches: \(large.places) \(small.places)")
      promise(large.texts == small.texts, "articles depend on the batches")
    }
    promise(
      large.inputBytes == small.inputBytes, "bytes depend on the batches: \(large.inputBytes), \(small.inputBytes)")
  }

  private func read(batchBytes: Int) -> Outcome {
    var settings = RecordSettings(replacesInvalid: choice & 1 != 0)
    settings.decodesEntities = choice & 2 != 0
    let reader = BatchReader(
      files: [FuzzedFile.path(holding: bytes)],
      settings: .init(
        batchBytes: batchBytes, recordBytes: choice & 8 != 0 ? 2000 : 1 << 20, format: format,
        encoding: choice & 4 != 0 ? .auto : .utf8, unpack: UnpackLimits(bytes: 1 << 20)))
    let records = RecordReader(settings)
    var outcome = Outcome()
    while let batch = reader.next() {
      outcome.inputBytes += batch.inputBytes
      for record in batch.records {
        promise(record.start <= record.end && record.end <= batch.bytes.count)
        do throws(Reject) {
          guard let article = try records.read(record, of: batch) else {
            outcome.places.append("\(record.line)@\(record.byte) -")
            continue
          }
          promise(String(validating: article.text, as: UTF8.self) != nil, "a text that is no UTF-8")
          outcome.texts.append(article.text)
          outcome.places.append("\(record.line)@\(record.byte) +")
        } catch {
          promise(!error.reason.isEmpty)
          outcome.places.append("\(error.line)@\(error.byte) \(error.reason)")
        }
      }
    }
    return outcome
  }
}
