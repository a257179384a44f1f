import CMemory
import TextModel

/// A note beside an image: its file's entry as it was when all of the image was summed up and found whole. As long as the
/// entry is the same, nobody has written to the image since, and it need not be summed up again.
struct ImageSeal: BitwiseCopyable {
  private var state: FileState
  /// Of the state.
  private var sum: UInt64

  static let ending = ".checked"

  /// - Parameter state: of an image's file, looked at before it was summed up.
  init(_ state: FileState) {
    self.state = state
    sum = Self.sum(of: state)
  }

  private static func sum(of state: FileState) -> UInt64 {
    withUnsafeBytes(of: state) { memory_sum($0.baseAddress, $0.count) }
  }

  private static func path(of image: String) -> String { image + ending }

  /// Is there a note that an image's file was whole in this state?
  static func vouches(for state: FileState, image: String) -> Bool {
    guard let bytes = readBytes(path(of: image)), bytes.count == MemoryLayout<ImageSeal>.size else { return false }
    let seal = bytes.withUnsafeBytes { $0.loadUnaligned(as: ImageSeal.self) }
    return seal.sum == sum(of: seal.state) && seal.state.isSettled && seal.state.isSame(as: state)
  }

  /// Puts the note beside its image, if the folder can be written to.
  func write(image: String) {
    guard state.isSettled else { return }
    try? ImageFile.replace(Self.path(of: image)) { descriptor in
      if !writeWhole(withUnsafeBytes(of: self) { Array($0) }, to: descriptor) { throw ImageFile.Failure() }
    }
  }
}
