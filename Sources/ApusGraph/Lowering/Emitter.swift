/// The name and the type of a value in StableHLO text.
public struct Value: Sendable {
  public let name: String
  public let type: TensorType
}

/// Writes StableHLO, one line an operation.
public struct Emitter {
  private(set) var lines: [String] = []
  private var nextName = 0
  let style: LoweringStyle
  /// The number of examples, in modules that are for any number.
  var batchSize: Value?

  public init(style: LoweringStyle = .tuned) { self.style = style }

  /// A new value defined by `right`, the text after the equals sign.
  public mutating func define(_ right: String, _ type: TensorType) -> Value {
    let value = Value(name: "%\(nextName)", type: type)
    nextName += 1
    lines.append("  \(value.name) = \(right)")
    return value
  }

  /// Several new values defined at once; they are `name#0`, `name#1`, ….
  mutating func define(_ right: String, count: Int) -> String {
    let name = "%\(nextName)"
    nextName += 1
    lines.append("  \(name):\(count) = \(right)")
    return name
  }

  /// `stablehlo.name %a, %b : tensor<…>`: the pretty form of operations whose operands and result have one type.
  public mutating func uniform(_ name: String, _ operands: [Value], _ type: TensorType) -> Value {
    define("stablehlo.\(name) \(names(operands)) : \(type.stableHLO)", type)
  }

  /// The generic form with operand and result types, for operations whose types differ.
  public mutating func generic(_ name: String, _ operands: [Value], attributes: String = "", to type: TensorType) -> Value {
    let braces = attributes.isEmpty ? "" : " {\(attributes)}"
    return define("\"stablehlo.\(name)\"(\(names(operands)))\(braces) : (\(types(operands))) -> \(type.stableHLO)", type)
  }

  public mutating func constant(bits: UInt64, _ type: TensorType) -> Value {
    define("stablehlo.constant dense<\(type.dtype.literal(bits: bits))> : \(type.stableHLO)", type)
  }

  public mutating func constant(_ value: Double, _ type: TensorType) -> Value {
    constant(bits: type.dtype.bits(of: value), type)
  }

  /// The operations of another function, applied to `operands`, in place.
  public mutating func inline(_ function: ([Node]) -> Node, _ operands: [Value]) throws -> Value {
    try emit(Program(tracing: function, operands.map(\.type)), operands)[0]
  }

  /// The value that `body` defines, as a computation of its own that the compiler fuses with nothing around it.
  ///
  /// XLA has taken all barriers out when it fuses. What survives is a choice whose index it cannot see through: a constant behind a
  /// barrier. Of a boolean condition, XLA would make a `select`. It costs next to nothing when it runs.
  mutating func isolated(_ type: TensorType, _ body: (inout Emitter) throws -> Value) rethrows -> Value {
    if style == .portable { return try body(&self) }
    return Value(name: try isolated([type]) { [try body(&$0)] } + "#0", type: type)
  }

  /// Several values that `body` defines, as a computation of their own; they are `name#0`, `name#1`, ….
  mutating func isolated(_ types: [TensorType], _ body: (inout Emitter) throws -> [Value]) rethrows -> String {
    let index = barrier([constant(0, TensorType(.int32, .scalar))])[0]
    let computed = try region { emitter, _ in try body(&emitter) }
    let never = region { emitter, _ in types.map { emitter.constant(0, $0) } }
    return define(
      "\"stablehlo.case\"(\(index.name)) (\(computed), \(never)) : (tensor<i32>) -> (\(self.types(types)))", count: types.count)
  }

  /// A block in braces: the lines that `body` writes and the return of its values. It may use values from around it.
  mutating func region(
    _ parameters: [TensorType] = [], _ body: (inout Emitter, [Value]) throws -> [Value]
  ) rethrows -> String {
    let outside = lines
    lines = []
    defer { lines = outside }
    let arguments = parameters.map { type in
      defer { nextName += 1 }
      return Value(name: "%\(nextName)", type: type)
    }
    let list = arguments.map { "\($0.name): \($0.type.stableHLO)" }.joined(separator: ", ")
    let head = arguments.isEmpty ? [] : ["  ^bb0(\(list)):"]
    let results = try body(&self, arguments)
    return (["{"] + head + lines + ["  stablehlo.return \(names(results)) : \(types(results))", "  }"]).joined(separator: "\n")
  }

  /// Every instruction of `program`; returns its outputs.
  public mutating func emit(_ program: Program, _ inputs: [Value]) throws -> [Value] {
    var values: [Value] = []
    values.reserveCapacity(program.instructions.count)
    for instruction in program.instructions {
      let operands = instruction.operands.map { $0.isInput ? inputs[$0.index] : values[$0.index] }
      values.append(try instruction.operation.lower(operands, to: instruction.type, &self))
    }
    return program.outputs.map { $0.isInput ? inputs[$0.index] : values[$0.index] }
  }

  public func names(_ values: [Value]) -> String { values.map(\.name).joined(separator: ", ") }
  public func types(_ values: [Value]) -> String { types(values.map(\.type)) }
  func types(_ types: [TensorType]) -> String { types.map(\.stableHLO).joined(separator: ", ") }
}

extension Collection<Int> {
  /// `[1, 2]`, or `array<i64: 1, 2>` for attributes of the generic form.
  public var arrayAttribute: String { isEmpty ? "array<i64>" : "array<i64: \(map(String.init).joined(separator: ", "))>" }
  public var listText: String { "[" + map(String.init).joined(separator: ", ") + "]" }
}
