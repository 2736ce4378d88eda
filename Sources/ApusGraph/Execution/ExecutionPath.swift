/// Where a program runs. Decided from types and operations alone, never by timing: the same program always takes the same path.
public enum ExecutionPath: Sendable, Hashable {
  case host, device

  /// Compiling `a + b` takes 32 ms and launching it 4 to 40 µs; the host adds 65,536 numbers in about 20 µs.
  static let smallProgram = 65_536
  /// A million operations on scalars would take XLA an hour to compile and the host a tenth of a second.
  static let smallOperation = 512

  init(for program: Program) {
    let cost = program.hostCost
    self = cost <= Self.smallProgram || cost <= Self.smallOperation * program.instructions.count ? .host : .device
  }
}
