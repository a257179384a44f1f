import Segmentation
import TextModel

/// Concordance lines for people: the keyword of every line begins at the same column.
public struct ConcordanceTable: Sendable, Equatable {
  /// Columns of the terminal.
  public let width: Int
  /// Is the keyword shown by colour? By brackets where it is not.
  public let isColoured: Bool

  /// Narrower terminals get as much as this.
  public static let leastWidth = 40
  /// From here on there is room to say whose words they are.
  private static let widthWithHolder = 100
  private static let holderWidth = 14

  public init(width: Int, isColoured: Bool) {
    self.width = max(width, Self.leastWidth)
    self.isColoured = isColoured
  }

  private var idWidth: Int { min(24, width / 5) }
  private var showsHolder: Bool { width >= Self.widthWithHolder }
  /// Columns of what stands before the left context.
  private var headWidth: Int { idWidth + 1 + (showsHolder ? Self.holderWidth + 1 : 0) }
  /// The keyword begins two columns after the left context.
  private var leftWidth: Int { (width - headWidth - 12) / 2 }

  /// - Returns: the row without its end, no wider than the terminal.
  func row(_ line: ConcordanceLine, _ article: Article) -> String {
    var row = Self.padded(Columns.cut(Self.printable(article.id ?? "–"), to: idWidth), idWidth) + " "
    if showsHolder {
      row += Self.padded(Columns.cut(Self.printable(line.holder ?? "–"), to: Self.holderWidth), Self.holderWidth) + " "
    }
    let left = Columns.end(of: Self.printable(line.left), in: leftWidth)
    row += String(repeating: " ", count: max(0, leftWidth - Columns.count(left))) + left
    var room = width - headWidth - leftWidth - 4
    let keyword = Columns.cut(Self.printable(line.keyword), to: room)
    row += isColoured ? "  \u{1B}[1;31m\(keyword)\u{1B}[0m  " : " [\(keyword)] "
    room -= Columns.count(keyword)
    let right = room > 0 ? Columns.cut(Self.printable(line.right), to: room) : ""
    return Self.trimmed(row + right)
  }

  func row(_ count: ConcordanceCount, _ article: Article) -> String {
    let number = "\(count.hits)"
    let room = width - idWidth - 10
    return Self.padded(Columns.cut(Self.printable(article.id ?? "–"), to: idWidth), idWidth)
      + String(repeating: " ", count: max(1, 8 - number.count)) + number + "  "
      + Columns.cut(Self.printable(count.match), to: room)
  }

  /// What a terminal would act on instead of showing it is not let through: control characters, and those that turn the
  /// direction of writing.
  static func printable(_ text: String) -> String {
    var shown = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x09...0x0D, 0x85, 0x2028, 0x2029: shown.append(" ")
      case 0..<0x20, 0x7F..<0xA0: shown.append("\u{FFFD}")
      case 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: continue
      default: shown.append(scalar)
      }
    }
    return String(shown)
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - Columns.count(text)))
  }

  private static func trimmed(_ row: String) -> String {
    var row = row[...]
    while row.last == " " { row.removeLast() }
    return String(row)
  }
}
