extension Convolution {
  func lower(_ operands: [Value], to result: TensorType, _ emitter: inout Emitter) throws -> Value {
    let isTuned = emitter.style == .tuned
    if isTuned, roundedTo == .bfloat16, let library = library(for: operands.map(\.type), to: result, as: .bfloat16) {
      return try library.lower(operands.map { emitter.converted($0, to: .bfloat16) }, to: result, &emitter)
    }
    let operands = roundedTo.map { dtype in operands.map { rounded($0, to: dtype, &emitter) } } ?? operands
    if isTuned, let library = library(for: operands.map(\.type), to: result, as: .float32) {
      return try library.lower(operands, to: result, &emitter)
    }
    if emitter.style == .tuned, isGradientOfChannelFilter(operands.map(\.type), to: result) {
      return try emitter.inline({ gradientOfChannelFilter($0[0], $0[1], result.shape) }, operands)
    }
    let form = emitter.style == .portable ? .single : form(for: operands.map(\.type), to: result)
    if form == .single { return single(operands, to: result, &emitter) }
    // XLA would fuse the sum with everything that reads it and compute it again for each: a LeNet step on 128 images took 21 ms with
    // the sums fused, as with single convolutions, and takes 12 with them apart.
    return try emitter.isolated(result) { try $0.inline({ nodes(form, $0[0], $0[1]) }, operands) }
  }

  /// XLA takes a pair of conversions out where it may compute with more digits than it was asked to: it drops the rounding. It keeps
  /// `reduce_precision`, which however makes zeros of what `Float16` has below 6.1e-5.
  private func rounded(_ operand: Value, to dtype: DType, _ emitter: inout Emitter) -> Value {
    if dtype == .bfloat16 {
      return emitter.define("stablehlo.reduce_precision \(operand.name), format = e8m7 : \(operand.type.stableHLO)", operand.type)
    }
    let kept = emitter.barrier([emitter.converted(operand, to: dtype)])[0]
    return emitter.converted(kept, to: operand.type.dtype)
  }

  private func single(_ operands: [Value], to result: TensorType, _ emitter: inout Emitter) -> Value {
    let list = { (numbers: [Int]) in numbers.listText }
    let padding = windows.map { [$0.padding.low, $0.padding.high].listText }.joined(separator: ", ")
    let window =
      "stride = \(list(windows.map(\.stride))), pad = [\(padding)], lhs_dilate = \(list(windows.map(\.inputDilation))), "
      + "rhs_dilate = \(list(windows.map(\.filterDilation)))"
    let roles = "\(roleText(input, "b", "f"))x\(roleText(filter, "o", "i"))->\(roleText(output, "b", "f"))"
    return emitter.define(
      "stablehlo.convolution(\(emitter.names(operands))) dim_numbers = \(roles), window = {\(window)} "
        + "{batch_group_count = \(batchGroups) : i64, feature_group_count = \(featureGroups) : i64} : "
        + "(\(emitter.types(operands))) -> \(result.stableHLO)", result)
  }

  private func roleText(_ axes: Axes, _ batch: String, _ feature: String) -> String {
    var text = [String](repeating: "", count: axes.space.count + 2)
    text[axes.batch] = batch
    text[axes.feature] = feature
    for (index, axis) in axes.space.enumerated() { text[axis] = String(index) }
    return "[" + text.joined(separator: ", ") + "]"
  }
}
