import ApusCore
import Testing

@testable import ApusGraph

/// State whose objects stand for its next value, and what keeps them from it.
@Suite(.enabled(if: isPluginInstalled, "needs the XLA plugin"))
struct RenewalTests {
  private struct Pair { var a: Tensor<Float>, b: Tensor<Float> }

  private static func pair() throws -> Pair { Pair(a: try (large(1) * 1).evaluated(), b: try (large(2) * 1).evaluated()) }

  private let grow = compiled { (pair: inout Pair) in
    pair.a = pair.a * 2
    pair.b = pair.b * 4
  }

  @Test func aCompiledStepKeepsItsObjects() throws {
    let engine = Engine(diskCache: nil)
    try withEngine(engine) {
      var pair = try Self.pair()
      grow(&pair)
      let nodes = [pair.a, pair.b].map { ObjectIdentifier($0.handle.node) }
      let before = engine.report
      for _ in 0..<3 {
        grow(&pair)
        #expect([pair.a, pair.b].map { ObjectIdentifier($0.handle.node) } == nodes)
      }
      #expect(engine.report.since(before).renewedBuffers == 6)
      try expectClose(pair.a, large(1).readScalars().map { 16 * Double($0) })
      try expectClose(pair.b, large(2).readScalars().map { 256 * Double($0) })
    }
  }

  @Test func aLazyStepKeepsItsValuesObjects() throws {
    let engine = Engine(diskCache: nil)
    try withEngine(engine) {
      var w = try (large(1) * 1).evaluated()
      let before = engine.report
      for _ in 0..<4 {
        w = w * 2
        try w.evaluated()
      }
      #expect(engine.report.since(before).renewedBuffers == 4)
      try expectClose(w, large(1).readScalars().map { 16 * Double($0) })
    }
  }

  @Test func stateThatChangesPlacesTakesItsObjectsAlong() throws {
    let turn = compiled { (pair: inout Pair) in pair = Pair(a: pair.b * 2, b: pair.a + 1) }
    let engine = Engine(diskCache: nil)
    try withEngine(engine) {
      var pair = try Self.pair()
      let (a, b) = (try pair.a.readScalars().map(Double.init), try pair.b.readScalars().map(Double.init))
      for _ in 0..<4 { turn(&pair) }
      try expectClose(pair.a, a.map { 4 * $0 + 6 })
      try expectClose(pair.b, b.map { 4 * $0 + 3 })
    }
    #expect(engine.report.donatedBuffers >= 6)
  }

  /// What somebody still sees: a copy of the tensor, its numbers as they were read, a pending value that is computed from it.
  @Test func whatSomebodySeesStaysWhatItWas() throws {
    let engine = Engine(diskCache: nil)
    try withEngine(engine) {
      let (a, b) = (try large(1).readScalars(), try large(2).readScalars())
      var pair = try Self.pair()
      grow(&pair)
      let kept = pair.a, pending = pair.b + 1
      let view = try pair.b.handle.node.hostViewOfBuffer()
      for _ in 0..<3 { grow(&pair) }
      #expect(try kept.readScalars() == a.map { $0 * 2 })
      try expectClose(pending, b.map { 4 * Double($0) + 1 })
      #expect(Array(UnsafeBufferPointer(start: view.pointer.assumingMemoryBound(to: Float.self), count: b.count)) == b.map { $0 * 4 })
      #expect(try pair.a.readScalars() == a.map { $0 * 16 })
      #expect(try pair.b.readScalars() == b.map { $0 * 256 })
    }
  }

  /// A node that is held without a handle, as a gradient's may be, gets an error instead of another step's numbers.
  @Test func aNodeThatGaveItsValueAwaySaysSo() throws {
    let engine = Engine(diskCache: nil)
    try withEngine(engine) {
      var w = try (large(1) * 1).evaluated()
      let old = w.handle.node
      w = w * 2
      try w.evaluated()
      #expect(engine.report.renewedBuffers == 1)
      let error = try #require(throws: (any Error).self) { try engine.evaluate(old) }
      #expect("\(error)".contains("its memory was given to a later step"))
      let later = try #require(throws: (any Error).self) { try engine.evaluate(old + old) }
      #expect("\(later)".contains("its memory was given to a later step"))
    }
  }

  /// The gradients of a step that comes back are the results of one node, which still needs what the others need.
  @Test func aGradientThatIsReadLaterFindsItsOperands() throws {
    let engine = Engine(diskCache: nil)
    try withEngine(engine) {
      let (a, b) = (try large(1).evaluated(), try large(2).evaluated())
      for step in 0..<5 {
        let slopes = try {
          let data = try (large(3 + step) * 1).evaluated()
          return gradient(at: a, b) { a, b in ((a + b * 3) * data).sum() }
        }()
        _ = try engine.evaluate([slopes.0.handle.node], alsoLive: false)
        try expectClose(slopes.1, large(3 + step).readScalars().map { 3 * Double($0) })
      }
    }
  }
}

extension Node {
  /// The device's memory as a reader sees it.
  fileprivate func hostViewOfBuffer() throws -> HostArray { try Context.local.engine.evaluate(self).hostArray() }
}
