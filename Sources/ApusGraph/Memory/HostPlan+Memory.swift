extension HostPlan {
  /// The block, and the most that arrays which are no outputs hold at once.
  var temporaryByteCount: Int {
    let kept = Set(outputs.map(\.slot))
    var (sizes, now, most) = ([Int: Int](), 0, 0)
    for step in steps {
      if case .array(let array) = slots[step.result], !kept.contains(step.result) {
        sizes[array] = step.type.paddedByteCount
        now += step.type.paddedByteCount
        most = max(most, now)
      }
      for array in step.lastUses { now -= sizes.removeValue(forKey: array) ?? 0 }
    }
    return blockSize + most
  }
}
