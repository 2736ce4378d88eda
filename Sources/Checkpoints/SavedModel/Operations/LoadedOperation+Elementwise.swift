extension LoadedOperation {
  /// Functions of single elements, which repeat smaller operands as NumPy does.
  static let elementwise: [LoadedOperation] =
    unary.map { name, function in LoadedOperation(name) { [.tensor(function(try $0.tensor(0)))] } }
    + binary.map { name, function in
      LoadedOperation(name) { call in
        let (a, b) = try call.sameTypes(0, 1)
        return [.tensor(function(a, b))]
      }
    }
    + [
      LoadedOperation("SelectV2") { call in
        let (condition, (a, b)) = (try call.tensor(0), try call.sameTypes(1, 2))
        let shape = TensorShape.broadcasting(a.shape, b.shape).flatMap { TensorShape.broadcasting($0, condition.shape) }
        guard let shape else { throw call.malformed("operands of shapes \(condition.shape), \(a.shape) and \(b.shape)") }
        return [.tensor(.select(condition.broadcast(to: shape), a.broadcast(to: shape), b.broadcast(to: shape)))]
      },
      LoadedOperation("Cast") { call in
        guard case .type(let number) = try call.attribute("DstT"), let dtype = TensorBundleDType(rawValue: number)?.dtype else {
          throw call.unsupported("a type that tensors do not have")
        }
        return [.tensor(try call.tensor(0).converted(to: dtype))]
      },
    ]

  private static let unary: [(String, @Sendable (Node) -> Node)] = [
    ("Abs", { $0.abs() }), ("Ceil", { $0.ceil() }), ("Cos", { $0.cos() }), ("Erf", { $0.erf() }), ("Exp", { $0.exp() }),
    ("Expm1", { $0.expm1() }), ("Floor", { $0.floor() }), ("IsFinite", { $0.isFinite() }), ("Log", { $0.log() }),
    ("Log1p", { $0.log1p() }), ("LogicalNot", { $0.not() }), ("Neg", { -$0 }), ("Relu", { $0.relu() }),
    ("Relu6", { .minimum($0.relu(), $0.like(6)) }), ("Rint", { $0.roundToEven() }), ("Rsqrt", { $0.rsqrt() }),
    ("Sigmoid", { $0.sigmoid() }), ("Sign", { $0.sign() }), ("Sin", { $0.sin() }), ("Sqrt", { $0.sqrt() }), ("Square", { $0 * $0 }),
    ("Tan", { $0.tan() }), ("Tanh", { $0.tanh() }),
  ]

  private static let binary: [(String, @Sendable (Node, Node) -> Node)] = [
    ("Add", { $0 + $1 }), ("AddV2", { $0 + $1 }), ("Maximum", { .maximum($0, $1) }), ("Minimum", { .minimum($0, $1) }),
    ("Mul", { $0 * $1 }), ("Pow", { .power($0, $1) }), ("RealDiv", { $0 / $1 }), ("SquaredDifference", { ($0 - $1) * ($0 - $1) }),
    ("Sub", { $0 - $1 }), ("TruncateDiv", { $0 / $1 }), ("LogicalAnd", { .and($0, $1) }), ("LogicalOr", { .or($0, $1) }),
    ("Equal", { compared($0, $1, .equal) }), ("NotEqual", { compared($0, $1, .notEqual) }), ("Less", { compared($0, $1, .less) }),
    ("LessEqual", { compared($0, $1, .lessOrEqual) }), ("Greater", { compared($0, $1, .greater) }),
    ("GreaterEqual", { compared($0, $1, .greaterOrEqual) }),
    ("BiasAdd", { $0 + $1 }),
  ]

  private static func compared(_ a: Node, _ b: Node, _ comparison: Comparison) -> Node {
    // Operands that do not fit each other make the same mistake as they are.
    let shape = TensorShape.broadcasting(a.shape, b.shape) ?? a.shape
    return .compare(a.broadcast(to: shape), b.broadcast(to: shape), comparison)
  }
}

extension LoadedCall {
  /// Two operands of one scalar type.
  fileprivate func sameTypes(_ first: Int, _ second: Int) throws -> (Node, Node) {
    let (a, b) = (try tensor(first), try tensor(second))
    guard a.dtype == b.dtype else { throw malformed("operands of types \(a.dtype) and \(b.dtype)") }
    if case .string(let format)? = node.attributes["data_format"], String(decoding: format, as: UTF8.self).hasPrefix("NC") {
      throw unsupported("channels before the axes of space")
    }
    return (a, b)
  }
}
