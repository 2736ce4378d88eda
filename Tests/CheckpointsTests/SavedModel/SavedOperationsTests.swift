import Apus
import Foundation
import Testing

@testable import Checkpoints

/// Functions in TensorFlow's own operations, written and read.
@Suite struct SavedOperationsTests {
  private struct Nothing: Module {
    func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> { x }
  }

  struct Row: Sendable, CustomTestStringConvertible {
    /// TensorFlow's names of the operations that are expected, beside `Const` and `Identity`.
    let operations: Set<String>
    let example: [Int]
    let function: @Sendable (Tensor<Float>) -> Tensor<Float>
    var testDescription: String { operations.sorted().joined(separator: " ") }

    init(_ operations: Set<String>, _ example: [Int], _ function: @escaping @Sendable (Tensor<Float>) -> Tensor<Float>) {
      (self.operations, self.example, self.function) = (operations, example, function)
    }
  }

  /// One statement for each: an array of them all takes the type checker too long.
  static let rows: [Row] = {
    var rows: [Row] = []
    rows.append(
      Row(["AddV2", "Mul", "Sub", "RealDiv"], [3]) { (x: Tensor<Float>) -> Tensor<Float> in
        let line: Tensor<Float> = x * 2 + 1
        return line / (x - 5)
      })
    rows.append(
      Row(["Abs", "Exp", "Log", "Sqrt", "Rsqrt", "AddV2", "Mul"], [3]) { (x: Tensor<Float>) -> Tensor<Float> in
        let root: Tensor<Float> = sqrt(abs(x))
        let inverse: Tensor<Float> = rsqrt(abs(x) + 1)
        return log(exp(x)) + root * inverse
      })
    rows.append(
      Row(["Tanh", "Sigmoid", "Sin", "Cos", "Tan", "Neg", "Mul", "AddV2"], [3]) { (x: Tensor<Float>) -> Tensor<Float> in
        let waves: Tensor<Float> = sin(x) * cos(x)
        let product: Tensor<Float> = tanh(x) * sigmoid(-x)
        return product + waves * tan(x)
      })
    rows.append(
      Row(["Erf", "Expm1", "Log1p", "Abs", "AddV2", "Sign", "Floor", "Ceil", "Rint", "Mul"], [3]) { (x: Tensor<Float>) -> Tensor<Float> in
        let rounded: Tensor<Float> = floor(x) * ceil(x)
        let sum: Tensor<Float> = erf(x) + expm1(x)
        let signed: Tensor<Float> = sign(x) * round(x)
        return sum + log1p(abs(x)) + signed * rounded
      })
    rows.append(
      Row(["Maximum", "Minimum", "Pow", "Abs", "AddV2"], [3]) { (x: Tensor<Float>) -> Tensor<Float> in
        pow(max(abs(x), abs(x) + 1), min(x, x + 1))
      })
    rows.append(
      Row(["SelectV2", "Greater", "Neg"], [3]) { (x: Tensor<Float>) -> Tensor<Float> in x.replacing(with: -x, where: x .> 1) })
    rows.append(Row(["Relu", "Minimum", "Maximum"], [3]) { (x: Tensor<Float>) -> Tensor<Float> in relu(x).clipped(min: 0.5, max: 1) })
    rows.append(Row(["Softmax"], [4]) { (x: Tensor<Float>) -> Tensor<Float> in softmax(x) })
    rows.append(Row(["LogSoftmax"], [4]) { (x: Tensor<Float>) -> Tensor<Float> in logSoftmax(x) })
    rows.append(
      Row(["Sum", "Max", "Min", "Prod", "AddV2"], [4]) { (x: Tensor<Float>) -> Tensor<Float> in
        let sum: Tensor<Float> = x.sum(squeezingAxes: 1) + x.max(squeezingAxes: 1)
        return sum + x.min(squeezingAxes: 1) + x.product(squeezingAxes: 1)
      })
    rows.append(Row(["Sum"], [4]) { (x: Tensor<Float>) -> Tensor<Float> in x.sum(squeezingAxes: 0) })
    rows.append(Row(["ArgMax", "Cast"], [4]) { (x: Tensor<Float>) -> Tensor<Float> in Tensor<Float>(x.argmax(squeezingAxis: 1)) })
    rows.append(
      Row(["Reshape", "Transpose"], [2, 3]) { (x: Tensor<Float>) -> Tensor<Float> in
        x.transposed(permutation: 0, 2, 1).reshaped(to: [x.shape[0], 6])
      })
    rows.append(
      Row(["ConcatV2", "StridedSlice"], [4]) { (x: Tensor<Float>) -> Tensor<Float> in
        Tensor(concatenating: [x[0..., 1..<3], x], alongAxis: 1)
      })
    rows.append(Row(["PadV2"], [4]) { (x: Tensor<Float>) -> Tensor<Float> in x.padded(forSizes: [(0, 0), (1, 2)], with: 3) })
    rows.append(Row(["MatMul", "AddV2"], [3]) { (x: Tensor<Float>) -> Tensor<Float> in matmul(x, table([3, 2])) + table([2]) })
    rows.append(Row(["MatMul", "Reshape"], [2, 3]) { (x: Tensor<Float>) -> Tensor<Float> in matmul(x, table([3, 2])) })
    rows.append(
      Row(["BatchMatMulV2", "Transpose"], [2, 3]) { (x: Tensor<Float>) -> Tensor<Float> in matmul(x, x.transposed(permutation: 0, 2, 1)) })
    rows.append(
      Row(["Conv2D"], [5, 5, 2]) { (x: Tensor<Float>) -> Tensor<Float> in
        conv2D(x, filter: table([3, 3, 2, 2]), strides: (1, 1), padding: .same, dilations: (1, 1))
      })
    rows.append(
      Row(["Conv2D"], [5, 6, 2]) { (x: Tensor<Float>) -> Tensor<Float> in
        conv2D(x, filter: table([2, 3, 2, 2]), strides: (2, 2), padding: .same, dilations: (1, 1))
      })
    rows.append(
      Row(["Conv2D"], [7, 7, 2]) { (x: Tensor<Float>) -> Tensor<Float> in
        conv2D(x, filter: table([3, 3, 2, 2]), strides: (1, 1), padding: .valid, dilations: (2, 2))
      })
    rows.append(
      Row(["DepthwiseConv2dNative", "Reshape"], [5, 5, 2]) { (x: Tensor<Float>) -> Tensor<Float> in
        depthwiseConv2D(x, filter: table([3, 3, 2, 2]), strides: (1, 1), padding: .same)
      })
    rows.append(
      Row(["MaxPool"], [5, 5, 2]) { (x: Tensor<Float>) -> Tensor<Float> in
        maxPool2D(x, filterSize: (2, 2), strides: (2, 2), padding: .same)
      })
    rows.append(
      Row(["AvgPool"], [5, 5, 2]) { (x: Tensor<Float>) -> Tensor<Float> in
        avgPool2D(x, filterSize: (2, 2), strides: (2, 2), padding: .same)
      })
    return rows
  }()

  private static func table(_ shape: TensorShape) -> Tensor<Float> {
    Tensor(shape: shape, scalars: (0..<shape.contiguousSize).map { Float($0 % 7) / 4 - 0.5 })
  }

  @Test(arguments: rows) func whatIsWrittenIsReadAndMeansTheSame(row: Row) throws {
    try withTemporaryFolder { folder in
      let specification = TensorSpec<Float>("x", [nil] + row.example)
      try SavedModel.save(
        Nothing(), to: folder + "/m", functions: [ModelFunction("f", specification) { _, x in row.function(x) }], as: .operations)
      let graph = try MetaGraph.serving(in: folder + "/m/saved_model.pb").graph
      let body = try #require(graph.functions.first { $0.name == "__inference_f" })
      #expect(Set(body.nodes.map(\.operation)).subtracting(["Const", "Identity", "ReadVariableOp"]) == row.operations)
      let function = try SavedModel.load(folder + "/m").function("f")
      for count in [1, 4] {
        let x = withRandomSeed(3) { Tensor<Float>(randomNormal: TensorShape([count] + row.example)) }
        let result: Tensor<Float> = try function(x), expected = row.function(x)
        #expect(result.shape == expected.shape)
        for (a, b) in zip(try result.readScalars(), try expected.readScalars()) { #expect((a - b).magnitude <= 1e-6 * max(1, b.magnitude)) }
      }
    }
  }

  @Test func aNetworkIsTheSameInBothFormats() throws {
    try withTemporaryFolder { folder in
      let model = SmallClassifier.seeded()
      try SavedModel.save(
        model, to: folder + "/m", functions: [.call(TensorSpec("image", SmallClassifier.imageShape), outputs: ["logits"])], as: .operations)
      let function = try SavedModel.load(folder + "/m").function("serving_default")
      #expect(function.results == ["logits: float32 [?, 3]"])
      for count in [1, 3] {
        let logits: Tensor<Float> = try function(SmallClassifier.images(count))
        try expectEqual(logits, model(SmallClassifier.images(count)))
      }
    }
  }

  private static let refusals: [(name: String, function: @Sendable (Tensor<Float>) -> Tensor<Float>, error: ExportError)] = [
    ("sort", { $0.sorted(alongAxis: 1) }, .noOperation(function: "f", operation: "sort", format: "TensorFlow's operations")),
    ("mean", { $0.mean(squeezingAxes: 0) }, .fixedBatch(function: "f", operation: "constant")),
    ("column", { softmax($0, alongAxis: 0) }, .noOperation(function: "f", operation: "softmax", format: "TensorFlow's operations")),
    ("zeros", { $0 + Tensor(zerosLike: $0) }, .fixedBatch(function: "f", operation: "a value made in the function")),
    (
      "count", { $0 * Tensor<Float>(shape: [], scalars: [Float($0.shape[0])]) },
      .fixedBatch(function: "f", operation: "a value made in the function")
    ),
    ("half", { $0[0..<1] }, .fixedBatch(function: "f", operation: "slice")),
  ]

  @Test(arguments: refusals.indices) func whatHasNoOperationIsNamed(index: Int) throws {
    let (_, function, error) = Self.refusals[index]
    try withTemporaryFolder { folder in
      _ = #expect(throws: error) {
        try SavedModel.save(
          Nothing(), to: folder + "/m", functions: [ModelFunction("f", TensorSpec<Float>("x", [nil, 4])) { function($1) }], as: .operations)
      }
    }
  }
}
