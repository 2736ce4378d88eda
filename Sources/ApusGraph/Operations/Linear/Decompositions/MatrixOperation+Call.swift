import PJRT

extension MatrixOperation {
  /// Answers the call of a program: LAPACK if there is one, else as on the host.
  static func answer(_ frame: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    ForeignCall.answer(frame) { call in
      let operands = try call.arguments.map { try HostArray(borrowing: $0) }, output = try HostArray(borrowing: call.result)
      // LAPACK counts in `Int32`.
      let lapack = operands.allSatisfy { $0.type.shape.allSatisfy(\.isExtent) } ? LAPACK.shared : nil
      switch (lapack, output.type.dtype) {
      case (let lapack?, .float32): compute(operands, output, lapack, Float.self)
      case (let lapack?, .float64): compute(operands, output, lapack, Double.self)
      default: try output.type.dtype.dispatchFloat(MatrixWalk(operands: operands, output: output) { factors(of: $0) })
      }
    }
  }

  private static func compute<E: LAPACKElement>(_ operands: [HostArray], _ output: HostArray, _ lapack: LAPACK, _: E.Type) {
    for place in 0..<operands[0].type.shape.batch.contiguousSize {
      output.write(Matrix<E>.finite(operands, place).flatMap { factors(of: $0, lapack) }, at: place, of: operands)
    }
  }
}

extension HostArray {
  /// A view of a program's memory for the time of a call.
  fileprivate init(borrowing array: ForeignCall.Array) throws {
    guard let type = array.type, let dtype = DType.allCases.first(where: { $0.pjrt == type.element }) else {
      throw Mistake.argument(function: CustomCall.name, problem: "an element type that Apus does not know", hint: "")
    }
    let known = TensorType(dtype, TensorShape(type.dimensions))
    guard let pointer = array.pointer else {
      try self.init(uninitialized: known)
      return
    }
    self.init(type: known, pointer: pointer, owner: NoOwner.shared)
  }
}

/// Keeps nothing alive: the program owns the memory.
private final class NoOwner: Sendable { static let shared = NoOwner() }
