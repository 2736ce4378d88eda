import PJRT
import Synchronization

/// The functions outside the graph that a `CustomCall` may name.
///
/// There is no way to call any other: XLA has functions of its own, and calling one with operands that it does not expect can end the
/// process.
public enum CustomCallRegistry {
  public typealias Attributes = [String: CustomCallAttribute]

  /// A function that a program can call.
  public struct Function: Sendable {
    let operandCount: Int
    let dtypes: [DType]
    let hostEvaluation: (@Sendable (_ operands: [HostArray], _ result: TensorType, _ attributes: Attributes) throws -> HostArray)?
    let pullback: (@Sendable (_ cotangent: Node, _ operands: [Node], _ result: Node, _ attributes: Attributes) -> [Node?])?
    fileprivate let handler: Handler?

    /// - Parameters:
    ///   - dtypes: the element types of operands that the function takes.
    ///   - hostEvaluation: what the function computes, for the host; without it the function runs on a device alone.
    ///   - pullback: the cotangents of the operands; without it the function has no derivative.
    ///   - handler: the C function `XLA_FFI_Error *(XLA_FFI_CallFrame *)` for the CPU device; without it the function runs on the
    ///     host alone.
    public init(
      operandCount: Int, dtypes: [DType] = DType.allCases,
      hostEvaluation: (@Sendable (_ operands: [HostArray], _ result: TensorType, _ attributes: Attributes) throws -> HostArray)? = nil,
      pullback: (@Sendable (_ cotangent: Node, _ operands: [Node], _ result: Node, _ attributes: Attributes) -> [Node?])? = nil,
      handler: UnsafeMutableRawPointer? = nil
    ) {
      self.operandCount = operandCount
      self.dtypes = dtypes
      self.hostEvaluation = hostEvaluation
      self.pullback = pullback
      self.handler = handler.map(Handler.init)
    }
  }

  /// The address of code, which nobody writes.
  fileprivate struct Handler: @unchecked Sendable { let address: UnsafeMutableRawPointer }

  private struct Entry: Sendable {
    let function: Function
    var isKnownToPlugin = false
  }

  private static let entries = Mutex<[String: Entry]>([:])

  /// Makes `function` known under `name`, for the life of the process.
  ///
  /// - Parameter name: small letters, digits and underscores, at least one of these inside, such as `mylibrary_attention`: a form that
  ///   XLA's own functions do not have.
  /// - Throws: `Mistake.argument` if the name has another form or is taken.
  public static func register(name: String, _ function: Function) throws(Mistake) {
    let isOurs = name.wholeMatch(of: /[a-z][a-z0-9]*(_[a-z0-9]+)+/) != nil
    guard isOurs, !["xla_", "annotate_", "lapack_"].contains(where: name.hasPrefix) else {
      throw .argument(
        function: "CustomCallRegistry.register", problem: "\"\(name)\" is not a name for a function outside XLA",
        hint: "use small letters, digits and underscores, such as mylibrary_attention")
    }
    let isTaken = entries.withLock { entries in
      if entries[name] != nil { return true }
      entries[name] = Entry(function: function)
      return false
    }
    if isTaken {
      throw .argument(
        function: "CustomCallRegistry.register", problem: "there is a function \"\(name)\" already", hint: "register each name once")
    }
  }

  static func function(named name: String) throws(Mistake) -> Function {
    guard let entry = entries.withLock({ $0[name] }) else {
      throw .argument(
        function: CustomCall.name, problem: "no function \"\(name)\" is registered",
        hint: "register it: CustomCallRegistry.register(name:_:)")
    }
    return entry.function
  }

  /// As `makeKnownToPlugin(_:)`, for a function of Apus, which is registered when it is first called.
  static func makeKnownToPlugin(_ name: String, _ handler: ForeignCall.Handler) throws {
    entries.withLock { entries in
      if entries[name] == nil {
        entries[name] = Entry(function: Function(operandCount: 0, handler: unsafeBitCast(handler, to: UnsafeMutableRawPointer.self)))
      }
    }
    try makeKnownToPlugin(name)
  }

  /// Tells the plugin about a function before a program that calls it is compiled; the plugin takes each name once.
  static func makeKnownToPlugin(_ name: String) throws {
    let handler = try function(named: name).handler
    guard let handler else {
      throw Mistake.argument(
        function: CustomCall.name, problem: "the function \"\(name)\" runs on the host alone, and this program on a device",
        hint: "register it with a handler")
    }
    // Without a plugin the text is for another process, which has to know the function itself.
    guard let client = try? DeviceRuntime.shared.client() else { return }
    try entries.withLock { entries in
      if entries[name]?.isKnownToPlugin ?? true { return }
      try client.plugin.registerHandler(name: name, handler: handler.address)
      entries[name]?.isKnownToPlugin = true
    }
  }
}
