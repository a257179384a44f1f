import Statistics
import TextModel

/// Two frames set against each other: "multinational state" on the left, "positive nationalism" on the right.
public struct Contrast: Sendable {
  public var id: String
  /// Numbers of the frames.
  public var left: UInt32
  public var right: UInt32

  public init(id: String, left: UInt32, right: UInt32) {
    self.id = id
    self.left = left
    self.right = right
  }
}

/// How often each side of a contrast was used, and by whom.
public struct ContrastCount: Sendable {
  public var contrast: String
  /// Nil: the article's own words.
  public var actor: Int32?
  public var left: Int
  public var right: Int
}

extension Contrast {
  /// One count for each user of either frame, the article first, then actors by index.
  public func counts(_ uses: [FrameUse]) -> [ContrastCount] {
    var byActor: [Int32: (left: Int, right: Int)] = [:]
    for use in uses where use.frame == left || use.frame == right {
      let key = use.actor ?? -1
      if use.frame == left { byActor[key, default: (0, 0)].left += 1 }
      if use.frame == right { byActor[key, default: (0, 0)].right += 1 }
    }
    return byActor.sorted { $0.key < $1.key }.map {
      ContrastCount(contrast: id, actor: $0.key < 0 ? nil : $0.key, left: $0.value.left, right: $0.value.right)
    }
  }
}
