/// Computes everything that is pending and that somebody holds: S4TF's cut between the steps of a loop.
///
/// - Throws: never; a mistake shows where its value is read.
public func LazyTensorBarrier(on device: Device? = nil, wait: Bool = false) {
  try? Context.local.engine.evaluateAll()
}
