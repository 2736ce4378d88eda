extension ProgressLine {
  /// A part of the line; parts stand two spaces apart.
  enum Piece {
    case bar(cells: Int)
    case text(String, Role)

    var columns: Int {
      switch self {
      case .bar(let cells): cells
      case .text(let text, _): text.count
      }
    }

    var role: Role {
      switch self {
      case .bar: .bar
      case .text(_, let role): role
      }
    }
  }

  enum Role: Equatable {
    case place, bar, statistic(Int), rate, left, shares
  }

  enum Sacrifice {
    case shrinkBar
    case drop(Role)
  }

  /// What gives way when the line is too long, in this order.
  static func sacrifices(for statisticCount: Int) -> [Sacrifice] {
    [.drop(.shares), .shrinkBar, .drop(.rate), .drop(.bar)]
      + (0..<statisticCount).reversed().map { .drop(.statistic($0)) } + [.drop(.left)]
  }

  static func columns(of pieces: [Piece]) -> Int {
    pieces.reduce(0) { $0 + $1.columns } + 2 * max(pieces.count - 1, 0)
  }

  func pieces() -> [Piece] {
    var pieces: [Piece] = []
    if let epoch { pieces.append(.text("\(title) \(Self.count(epoch, of: epochCount))", .place)) }
    if stepCount != nil { pieces.append(.bar(cells: 30)) }
    pieces.append(.text(Self.count(step, of: stepCount) + (stepCount == nil ? " steps" : ""), .place))
    for (index, statistic) in statistics.enumerated() {
      pieces.append(.text("\(statistic.name) \(NumberText.statistic(statistic.value))", .statistic(index)))
    }
    if let rate { pieces.append(.text("\(NumberText.short(rate.perSecond)) \(rate.unit)/s", .rate)) }
    if let secondsLeft { pieces.append(.text("\(DurationText.clock(secondsLeft)) left", .left)) }
    if !shares.isEmpty {
      let texts = shares.map { "\($0.name) \(NumberText.percent($0.fraction, decimals: 0))" }
      pieces.append(.text(texts.joined(separator: " "), .shares))
    }
    return pieces
  }

  func render(_ pieces: [Piece], color: TerminalColor) -> String {
    pieces.map { piece in
      switch piece {
      case .bar(let cells): ProgressBar(fraction: fraction, cells: cells).text(color: color)
      case .text(let text, .shares): color.paint(text, .dim)
      case .text(let text, _): text
      }
    }.joined(separator: "  ")
  }

  private var fraction: Double {
    guard let stepCount, stepCount > 0 else { return 1 }
    return Double(step) / Double(stepCount)
  }

  /// `part` of `whole`, as wide as at the end, so that the line does not jump while it runs.
  private static func count(_ part: Int, of whole: Int?) -> String {
    guard let whole else { return "\(part)" }
    let padding = String(repeating: " ", count: max("\(whole)".count - "\(part)".count, 0))
    return "\(padding)\(part)/\(whole)"
  }
}
