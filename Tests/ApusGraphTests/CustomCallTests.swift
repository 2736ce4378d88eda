import Testing

@testable import ApusGraph

@Suite struct CustomCallTests {
  /// x² as a function of the host, whose derivative is made of graph operations.
  private static let square: String = {
    let function = CustomCallRegistry.Function(
      operandCount: 1,
      hostEvaluation: { operands, result, _ in try HostArray(operands[0].array(of: Double.self).map { $0 * $0 }, shape: result.shape) },
      pullback: { cotangent, operands, _, _ in [cotangent * operands[0] * 2] })
    try? CustomCallRegistry.register(name: "test_square", function)
    return "test_square"
  }()

  private func square(_ x: Node) -> Node { .customCall(Self.square, [x], to: x.type) }

  @Test func theHostRunsARegisteredFunctionAndItsDerivatives() throws {
    let results = try computed([HostArray([1.0, -3], shape: [2])]) { operands in
      let y = square(operands[0])
      let first = ReverseSweep(of: y).gradients(withRespectTo: operands)[0] ?? y
      return [y, first, ReverseSweep(of: first).gradients(withRespectTo: operands)[0] ?? y]
    }
    #expect(results.map { $0.array(of: Double.self) } == [[1, 9], [2, -6], [2, 2]])
  }

  @Test func aFunctionOfTheHostAloneCannotBeCompiled() throws {
    let program = try Program(tracing: { square($0[0]) }, [TensorType(.float64, [2])])
    #expect(
      throws: Mistake.argument(
        function: "customCall", problem: "the function \"test_square\" runs on the host alone, and this program on a device",
        hint: "register it with a handler")
    ) { try program.stableHLO() }
  }

  @Test func aFunctionOfTheDeviceAloneKeepsItsProgramThere() throws {
    let name = "test_device_only"
    try CustomCallRegistry.register(name: name, .init(operandCount: 1))
    let program = try Program(tracing: { .customCall(name, $0, to: $0[0].type) }, [TensorType(.float32, [2])])
    #expect(ExecutionPath(for: program) == .device)
    #expect(throws: Mistake.noHostEvaluation(operation: name)) { try program.evaluate([HostArray([Float(1), 2], shape: [2])]) }
    let x = Node.placeholder(TensorType(.float32, [2]))
    let gradient = ReverseSweep(of: Node.customCall(name, [x], to: x.type)).gradients(withRespectTo: [x])[0]
    #expect(gradient?.diagnosis?.mistake == .notDifferentiable(operation: name))
  }

  @Test func anotherResultThanTheCallSaysIsRefused() throws {
    let wrong = TensorType(.float64, [3])
    let problem = "its host evaluation made Double[2] where the call says Double[3]"
    let name = "test_wrong_result"
    try CustomCallRegistry.register(
      name: name,
      .init(operandCount: 1, hostEvaluation: { operands, _, _ in try HostArray(operands[0].array(of: Double.self), shape: [2]) }))
    #expect(throws: Mistake.argument(function: name, problem: problem, hint: "make what the call says")) {
      try computed([HostArray([1.0, 2], shape: [2])]) { [.customCall(name, $0, to: wrong)] }
    }
  }

  @Test(arguments: [
    "", "TopK", "topk", "mhlo.topk", "__cublas_gemm", "a b_c", "xla_ffi_callback", "annotate_device_placement", "test_é", "a_",
  ])
  func namesThatXLAMayOwnAreRefused(_ name: String) {
    #expect(
      throws: Mistake.argument(
        function: "CustomCallRegistry.register", problem: "\"\(name)\" is not a name for a function outside XLA",
        hint: "use small letters, digits and underscores, such as mylibrary_attention")
    ) { try CustomCallRegistry.register(name: name, .init(operandCount: 0)) }
  }

  @Test func aNameIsRegisteredOnce() {
    #expect(
      throws: Mistake.argument(
        function: "CustomCallRegistry.register", problem: "there is a function \"test_square\" already", hint: "register each name once")
    ) { try CustomCallRegistry.register(name: Self.square, .init(operandCount: 1)) }
  }

  @Test func attributesAreWrittenAsTypedLiterals() {
    let attributes: [CustomCallAttribute] = [
      .bool(true), .int32(-3), .int64(1 << 40), .float(2.5), .double(-0.0), .string("a\"\\\n"), .integers([]), .integers([1, -2]),
    ]
    #expect(
      attributes.map(\.literal) == [
        "true", "-3 : i32", "1099511627776 : i64", "0x40200000 : f32", "0x8000000000000000 : f64", "\"a\\22\\5C\\0A\"", "array<i64>",
        "array<i64: 1, -2>",
      ])
    #expect(CustomCallAttribute.float(.nan) == .float(.nan))
    #expect(CustomCallAttribute.float(0) != .float(-0.0))
  }
}
