import ApusTesting
import Testing

@testable import ApusGraph

@Suite struct PoolingTests {
  struct Setting: Sendable, CustomTestStringConvertible {
    let window: [Int]
    let strides: [Int]
    let padding: [(low: Int, high: Int)]
    var testDescription: String { "\(window) by \(strides) with \(padding)" }

    init(_ window: Int, _ stride: Int, _ low: Int = 0, _ high: Int = 0) {
      self.window = [1, window, window, 1]
      strides = [1, stride, stride, 1]
      padding = [(0, 0), (low, high), (low, high), (0, 0)]
    }
  }

  static let settings = [
    Setting(2, 2), Setting(3, 1), Setting(3, 2, 1, 1), Setting(2, 1, 0, 1), Setting(4, 4), Setting(4, 2, 1, 2), Setting(8, 1),
    Setting(9, 3), Setting(5, 7), Setting(12, 1),
  ]

  static let image = TensorType(.float64, [2, 8, 9, 3])

  /// The elements under each place of the window.
  private static func windows(_ x: HostArray, _ setting: Setting) -> [[Double]] {
    let shape = x.type.shape, strides = shape.rowMajorStrides, elements = x.array(of: Double.self)
    let places = shape.indices.map { axis in
      let room = shape[axis] + setting.padding[axis].low + setting.padding[axis].high - setting.window[axis]
      return room < 0 ? 0 : room / setting.strides[axis] + 1
    }
    var windows: [[Double]] = []
    forEachPosition(TensorShape(places)) { _, place in
      var window: [Double] = []
      forEachPosition(TensorShape(setting.window)) { _, tap in
        let at = shape.indices.map { place[$0] * setting.strides[$0] + tap[$0] - setting.padding[$0].low }
        if zip(at, shape).allSatisfy({ $0 >= 0 && $0 < $1 }) { window.append(elements[zip(at, strides).reduce(0) { $0 + $1.0 * $1.1 }]) }
      }
      windows.append(window)
    }
    return windows
  }

  @Test(arguments: settings) func aMaximumIsThatOfTheElementsUnderTheWindow(_ setting: Setting) throws {
    let x = try HostArray.random(Self.image, seed: 1)
    let expected = Self.windows(x, setting).compactMap { $0.max() }
    let program = try Program(tracing: { maximum($0[0], setting) }, [Self.image])
    #expect(try program.evaluate([x])[0].array(of: Double.self) == expected)
  }

  @Test(arguments: settings) func anAverageCountsNoPadding(_ setting: Setting) throws {
    let x = try HostArray.random(Self.image, seed: 2)
    let expected = Self.windows(x, setting).map { $0.reduce(0, +) / Double($0.count) }
    let program = try Program(tracing: { average($0[0], setting) }, [Self.image])
    let result = try program.evaluate([x])[0].array(of: Double.self)
    #expect(result.count == expected.count)
    #expect(zip(result, expected).allSatisfy { ($0 - $1).magnitude < 1e-12 })
  }

  @Test(arguments: settings) func gradientsAreFiniteDifferences(_ setting: Setting) throws {
    let x = try HostArray.random(Self.image, seed: 3), direction = try HostArray.random(Self.image, Values(-1...1), seed: 4)
    for pool in [maximum, average] {
      let weighted = { (x: Node) in
        let y = pool(x, setting)
        return (y * y).sum(along: [0, 1, 2, 3])
      }
      let value = try Program(tracing: { weighted($0[0]) }, [Self.image])
      let gradient = try Program(
        tracing: { ReverseSweep(of: weighted($0[0])).gradients(withRespectTo: $0)[0] ?? $0[0].like(0) }, [Self.image])
      let slope = try FiniteDifferences(of: { try value.evaluate($0)[0].doubles()[0] }, at: [x]).slope(along: [direction])
      let product = try innerProduct(try gradient.evaluate([x])[0], direction)
      #expect((product - slope).magnitude < 1e-6 * (1 + slope.magnitude))
    }
  }

  @Test(.enabled(if: TestDevice.isAvailable, TestDevice.needed)) func xlaPoolsAsTheReferenceDoes() throws {
    let x = try HostArray.random(Self.image, seed: 5)
    let program = try Program(
      tracingMany: { arguments in
        Self.settings.flatMap { setting in
          [maximum, average].flatMap { pool in
            let y = pool(arguments[0], setting)
            return [y] + ReverseSweep(of: y, seed: y * y).gradients(withRespectTo: arguments).compactMap(\.self)
          }
        }
      }, [Self.image])
    #expect(program.outputs.count == Self.settings.count * 4)
    for (reference, result) in zip(try program.evaluate([x]), try TestDevice.run(program, [x])) {
      let difference = try Tolerance(floor: 10).difference(reference, result)
      #expect(difference == nil)
    }
  }

  @Test func bfloat16IsAveragedInFloat() throws {
    let numbers = [256.0] + [Double](repeating: 1, count: 8)
    let type = TensorType(.bfloat16, [9])
    let program = try Program(tracing: { $0[0].averagePooled(window: [9], strides: [1], padding: [(0, 0)]) }, [type])
    // Added in bfloat16, 256 + 1 would stay 256 and the mean be 28.5.
    #expect(try program.evaluate([HostArray(converting: numbers, to: type)])[0].doubles() == [29.375])
  }

  @Test func theFirstOfEqualMaximaTakesTheCotangent() throws {
    let x = try HostArray([1.0, 1, 1, 1], shape: [2, 2])
    let gradient = try Program(
      tracing: { arguments in
        let y = arguments[0].maxPooled(window: [2, 2], strides: [1, 1], padding: [(0, 0), (0, 0)])
        return ReverseSweep(of: y).gradients(withRespectTo: arguments)[0] ?? y
      }, [x.type])
    #expect(try gradient.evaluate([x])[0].doubles() == [1, 0, 0, 0])
  }

  @Test func impossibleWindowsAreRefused() {
    let x = Node.constant(0, TensorType(.float32, [4, 4]))
    #expect(
      x.maxPooled(window: [2], strides: [2], padding: [(0, 0)]).diagnosis?.mistake
        == .attribute(
          operation: "pool", problem: "the window [2], the strides [2] and 1 paddings do not have one number an axis", operand: [4, 4]))
    #expect(
      x.averagePooled(window: [2, 2], strides: [1, 1], padding: [(0, 0), (-1, 0)]).diagnosis?.mistake
        == .attribute(operation: "pool", problem: "padding is at least 0", operand: [4, 4]))
    #expect(
      x.maxPooled(window: [2, 0], strides: [1, 1], padding: [(0, 0), (0, 0)]).diagnosis?.mistake
        == .attribute(operation: "maxPool", problem: "a window's extents, strides and dilations are at least 1", operand: [4, 4]))
  }

  private let maximum = { @Sendable (x: Node, setting: Setting) in
    x.maxPooled(window: setting.window, strides: setting.strides, padding: setting.padding)
  }
  private let average = { @Sendable (x: Node, setting: Setting) in
    x.averagePooled(window: setting.window, strides: setting.strides, padding: setting.padding)
  }
}
