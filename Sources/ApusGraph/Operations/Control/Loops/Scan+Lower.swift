import PJRT

extension Scan {
  /// A loop that counts to `count`; each step takes its elements out of the arrays and puts those of the results into theirs, which
  /// XLA does in place.
  func lower(_ operands: [Value], to results: [TensorType], _ emitter: inout Emitter) throws -> String {
    let word = TensorType(.int32, .scalar)
    var carried = Array(operands.prefix(carryCount))
    for type in results.dropFirst(carryCount) { carried.append(try emitter.unwritten(type)) }
    carried.append(emitter.constant(0, word))
    let types = carried.map(\.type), last = carried.count - 1
    let condition = emitter.region(types) { emitter, values in
      let limit = emitter.constant(Double(count), word)
      return [emitter.isLess(values[last], limit)]
    }
    let step = try emitter.region(types) { emitter, values in
      let counter = values[last], one = emitter.constant(1, word)
      let end = emitter.constant(Double(count - 1), word)
      let place = isReversed ? emitter.uniform("subtract", [end, counter], word) : counter
      var inputs = Array(values.prefix(carryCount))
      for array in operands[carryCount..<carryCount + arrayCount] { inputs.append(emitter.element(of: array, at: place)) }
      inputs += operands.dropFirst(carryCount + arrayCount)
      let made = try emitter.emit(body.program, inputs)
      let stacks = zip(values[carryCount..<last], made.dropFirst(carryCount)).map { emitter.replacing(in: $0, at: place, with: $1) }
      return made.prefix(carryCount) + stacks + [emitter.uniform("add", [counter, one], word)]
    }
    return emitter.define(
      "\"stablehlo.while\"(\(emitter.names(carried))) (\(condition), \(step)) : (\(emitter.types(carried))) -> (\(emitter.types(carried)))",
      count: carried.count)
  }
}

extension Emitter {
  /// Memory for a stack, of which a loop writes every element before anybody reads it.
  ///
  /// Zeros that several stacks start from are one value to XLA, of which it makes a copy for each: 12 MB written and as many copied for
  /// an LSTM of 128 steps.
  fileprivate mutating func unwritten(_ type: TensorType) throws -> Value {
    if style == .portable || type.elementCount < 4_096 { return constant(0, type) }
    // Equal calls would be one value, too.
    return try customCall(
      "apus_unwritten", by: { ForeignCall.answer($0) { _ in } }, [], ["place": .integers([Int64(lines.count)])], to: type)
  }

  mutating func isLess(_ a: Value, _ b: Value) -> Value {
    let type = TensorType(.bool, a.type.shape)
    return define("stablehlo.compare LT, \(names([a, b])) : (\(types([a, b]))) -> \(type.stableHLO)", type)
  }

  /// The value at `place` along the first axis of `array`.
  fileprivate mutating func element(of array: Value, at place: Value) -> Value {
    let slice = array.type.element.stacked(1)
    let operands = [array] + starts(place, array.type)
    let taken = define(
      "stablehlo.dynamic_slice \(names(operands)), sizes = \(slice.shape.listText) : (\(types(operands))) -> \(slice.stableHLO)", slice)
    return reshaped(taken, array.type.element)
  }

  fileprivate mutating func replacing(in array: Value, at place: Value, with element: Value) -> Value {
    let operands = [array, reshaped(element, element.type.stacked(1))] + starts(place, array.type)
    return define("stablehlo.dynamic_update_slice \(names(operands)) : (\(types(operands))) -> \(array.type.stableHLO)", array.type)
  }

  private mutating func starts(_ place: Value, _ type: TensorType) -> [Value] {
    let zero = constant(0, place.type)
    return [place] + [Value](repeating: zero, count: type.rank - 1)
  }

  private mutating func reshaped(_ value: Value, _ type: TensorType) -> Value {
    define("stablehlo.reshape \(value.name) : (\(value.type.stableHLO)) -> \(type.stableHLO)", type)
  }
}
