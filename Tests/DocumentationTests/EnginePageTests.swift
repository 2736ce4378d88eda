import Apus
import PJRT
import Testing

// The code of docs/engine.md. `PageTests` holds the page to these lines; here they run.
@Suite struct EnginePageTests {
  @Test func tracing() throws {
    // page: trace
    let arguments = [TensorType(.float32, [3])]
    let program = try Program(tracing: { x in (x[0] * x[0]).sum(along: [0]) }, arguments)
    print(program)
    // end
    #expect(
      program.description == """
        %0 = multiply(arg0, arg0)   Float[3]
        %1 = sum(%0)   Float[]
        return %1
        """)
  }

  @Test func differentiating() throws {
    let arguments = [TensorType(.float32, [3])]
    // page: gradient
    let gradient = try Program(
      tracing: { x in
        let result = (x[0] * x[0]).sum(along: [0])
        return ReverseSweep(of: result).gradients(withRespectTo: x)[0] ?? x[0].zeros
      }, arguments)
    print(gradient)
    // end
    #expect(
      gradient.description == """
        %0 = constant()   Float[]
        %1 = broadcast(%0)   Float[3]
        %2 = multiply(%1, arg0)   Float[3]
        %3 = add(%2, %2)   Float[3]
        return %3
        """)
  }

  @Test func lowering() throws {
    let arguments = [TensorType(.float32, [3])]
    let program = try Program(tracing: { x in (x[0] * x[0]).sum(along: [0]) }, arguments)
    // page: lower
    let text = try program.stableHLO()
    print(text)
    // end
    #expect(
      text == """
        module @apus {
        func.func public @main(%arg0: tensor<3xf32>) -> (tensor<f32>) {
          %0 = stablehlo.multiply %arg0, %arg0 : tensor<3xf32>
          %1 = stablehlo.constant dense<0x00000000> : tensor<f32>
          %2 = stablehlo.reduce(%0 init: %1) applies stablehlo.add across dimensions = [0] : (tensor<3xf32>, tensor<f32>) -> tensor<f32>
          return %2 : tensor<f32>
        }
        }

        """)
  }

  @Test func runningOnTheHost() throws {
    let arguments = [TensorType(.float32, [3])]
    let program = try Program(tracing: { x in (x[0] * x[0]).sum(along: [0]) }, arguments)
    // page: host
    let input = try HostArray([1, 2, 3] as [Float], shape: [3])
    let onHost = try program.evaluate([input])[0].array(of: Float.self)
    print(onHost)  // [14.0]
    // end
    #expect(onHost == [14])
  }

  @Test(.enabled(if: (try? Plugin.locate()) != nil, "needs the XLA plugin: make setup")) func runningOnADevice() throws {
    let arguments = [TensorType(.float32, [3])]
    let program = try Program(tracing: { x in (x[0] * x[0]).sum(along: [0]) }, arguments)
    let text = try program.stableHLO()
    let input = try HostArray([1, 2, 3] as [Float], shape: [3])
    // page: device
    let client = try Client(plugin: Plugin(path: Plugin.locate().path))
    let vector = BufferType(.f32, [3]), scalar = BufferType(.f32, [])
    let executable = try client.compile(text, signature: ExecutableSignature(inputs: [vector], outputs: [scalar]))
    let buffer = try client.buffer(copying: input.pointer, type: vector)
    let onDevice = try executable.execute([buffer])[0].withUnsafeBytes { $0.load(as: Float.self) }
    print(onDevice)  // 14.0
    // end
    #expect(onDevice == 14)
  }

  @Test func whatUsersWrite() {
    let engine = Engine(diskCache: nil)
    withEngine(engine) {
      // page: tensor
      let x = Tensor<Float>([1, 2, 3])
      let slope = ApusCore.gradient(at: x) { x in (x * x).sum() }
      print(slope)  // [2.0, 4.0, 6.0]
      print(Context.local.engine.report)
      // end
      #expect(slope.scalars == [2, 4, 6])
      #expect(engine.report.hostExecutions == 1)
      #expect(engine.report.compilations.isEmpty)
    }
  }
}
