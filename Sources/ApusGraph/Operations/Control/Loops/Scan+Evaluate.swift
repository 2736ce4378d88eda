extension Scan {
  func evaluate(_ operands: [HostArray], to results: [TensorType]) throws -> [HostArray] {
    var carried = Array(operands.prefix(carryCount))
    let stacks = try results.dropFirst(carryCount).map { try HostArray(uninitialized: $0) }
    for step in 0..<count {
      let place = isReversed ? count - 1 - step : step
      let elements = operands[carryCount..<carryCount + arrayCount].map { $0.element(place) }
      let made = try body.evaluate(carried + elements + operands.dropFirst(carryCount + arrayCount))
      carried = Array(made.prefix(carryCount))
      for (stack, element) in zip(stacks, made.dropFirst(carryCount)) {
        withExtendedLifetime(element) {
          stack.element(place).pointer.copyMemory(from: element.pointer, byteCount: element.type.byteCount)
        }
      }
    }
    return carried + stacks
  }
}

extension HostArray {
  /// The value at `place` along the first axis: the same memory.
  fileprivate func element(_ place: Int) -> HostArray {
    let type = type.element
    return HostArray(type: type, pointer: pointer + place * type.byteCount, owner: owner)
  }
}
