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
    let uses = uses.filter { $0.frame == left || $0.frame == right }.sorted { ($0.actor ?? -1) < ($1.actor ?? -1) }
    var counts: [ContrastCount] = []
    for use in uses {
      if counts.isEmpty || counts[counts.count - 1].actor != use.actor {
        counts.append(ContrastCount(contrast: id, actor: use.actor, left: 0, right: 0))
      }
      if use.frame == left { counts[counts.count - 1].left += 1 }
      if use.frame == right { counts[counts.count - 1].right += 1 }
    }
    return counts
  }
}
