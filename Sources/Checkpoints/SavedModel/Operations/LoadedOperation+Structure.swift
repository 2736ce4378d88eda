extension LoadedOperation {
  /// Variables, constants and calls.
  static let structure: [LoadedOperation] = [
    LoadedOperation("ReadVariableOp") { call in
      guard case .variable(let variable)? = call.operands.first else { throw call.malformed("no variable") }
      return [.tensor(variable.handle.node)]
    },
    LoadedOperation("Identity") { Array($0.operands.prefix(1)) },
    LoadedOperation("IdentityN") { $0.operands },
    LoadedOperation("PreventGradient") { Array($0.operands.prefix(1)) },
    LoadedOperation("StopGradient") { [.tensor(try $0.tensor(0).stoppingGradient())] },
    LoadedOperation("NoOp") { _ in [] },
    LoadedOperation("Const") { call in
      guard case .tensor(let tensor) = try call.attribute("value") else { throw call.malformed("no value") }
      guard let array = try tensor.array() else { throw call.malformed("a value of type \(tensor.dtype) and shape \(tensor.shape)") }
      return [.tensor(.leaf(array))]
    },
    LoadedOperation("PartitionedCall", call), LoadedOperation("StatefulPartitionedCall", call),
  ]

  private static let call: @Sendable (LoadedCall) throws -> [LoadedValue] = { call in
    guard case .function(let function) = try call.attribute("f") else { throw call.malformed("no function") }
    return try call.library.run(function, call.operands, called: call.name, depth: call.depth + 1)
  }
}

extension TensorMessage {
  /// The elements; `nil` where there are not as many as the shape says, or their type is none of tensors.
  func array() throws -> HostArray? {
    guard let type = TensorBundleDType(rawValue: dtype), let dtype = type.dtype, let dimensions = shape.dimensions,
      let byteCount = type.byteCount(of: dimensions)
    else { return nil }
    if content.isEmpty, byteCount > 0 { return try repeated(TensorType(dtype, TensorShape(dimensions)), byteCount) }
    guard content.count == byteCount else { return nil }
    let array = try HostArray(uninitialized: TensorType(dtype, TensorShape(dimensions)))
    content.withUnsafeBytes { bytes in
      if let start = bytes.baseAddress { array.pointer.copyMemory(from: start, byteCount: bytes.count) }
    }
    return array
  }

  /// The elements from numbers, the last of which stands for all that follow; zeros if there are none.
  private func repeated(_ type: TensorType, _ byteCount: Int) throws -> HostArray? {
    let width = type.dtype.byteWidth, count = byteCount / width
    // A few bytes of a file must not become all memory.
    guard numbers.count <= count, count <= Self.mostRepeated else { return nil }
    let array = try HostArray(uninitialized: type)
    for index in 0..<count {
      let bits = (numbers.isEmpty ? 0 : numbers[min(index, numbers.count - 1)]).littleEndian
      withUnsafeBytes(of: bits) { bytes in
        if let start = bytes.baseAddress { (array.pointer + index * width).copyMemory(from: start, byteCount: width) }
      }
    }
    return array
  }

  private static let mostRepeated = 1 << 24
}
