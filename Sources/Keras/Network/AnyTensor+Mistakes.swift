extension AnyTensor {
  init(failing mistake: Mistake) { self.init(Node.poisoned(mistake)) }

  var diagnosis: Diagnosis? { node.diagnosis }

  static func wrongCount(_ count: Int, of what: String, expected: Int) -> AnyTensor {
    AnyTensor(
      failing: .argument(
        function: "Model", problem: "\(count) \(what) do not fit", hint: expected == 1 ? "give one" : "give \(expected), in a list"))
  }

  /// The numbers as `Float`.
  var asFloat: Tensor<Float> { Tensor(node.converted(to: .float32)) }
}
