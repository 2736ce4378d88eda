import TrainingLoop

/// What a training step takes of the memory, a line for each part:
///
///     parameters   0.25 MB
///     batch        0.40 MB
///     activations   9.1 MB
///     peak          9.7 MB  of 22 GB available
struct MemoryTable {
  private let plan: MemoryPlan

  init(_ plan: MemoryPlan) { self.plan = plan }

  func text(color: TerminalColor) -> String {
    let rows = plan.parts.map { ($0.name, NumberText.byteCount($0.bytes)) } + [("peak", NumberText.byteCount(plan.peakBytes))]
    let widths = (rows.map(\.0.count).max() ?? 0, rows.map(\.1.count).max() ?? 0)
    let lines = rows.map { name, size in
      color.paint(name, .bold) + Self.space(widths.0 - name.count + 2) + Self.space(widths.1 - size.count) + size
    }
    return lines.joined(separator: "\n") + (plan.availableBytes.map { "  of \(NumberText.byteCount($0)) available" } ?? "")
  }

  private static func space(_ count: Int) -> String { String(repeating: " ", count: count) }
}
