extension LoadedOperation {
  /// Shapes, and where elements lie.
  static let shapes: [LoadedOperation] = [
    LoadedOperation("Reshape") { call in
      let (operand, extents) = (try call.tensor(0), try call.integers(1))
      let known = extents.filter { $0 != -1 }, count = TensorShape(known).contiguousSize
      guard known.allSatisfy({ $0 >= 0 }), extents.count - known.count <= 1 else { throw call.malformed("the shape \(extents)") }
      let rest = count > 0 ? operand.type.elementCount / count : 0
      return [.tensor(operand.reshaped(to: TensorShape(extents.map { $0 == -1 ? rest : $0 })))]
    },
    LoadedOperation("Transpose") { call in [.tensor(try call.tensor(0).transposed(permutation: try call.integers(1)))] },
    LoadedOperation("BroadcastTo") { call in
      [.tensor(try call.tensor(0).broadcast(to: TensorShape(try call.extents(1))))]
    },
    LoadedOperation("ConcatV2") { call in
      let parts = try call.operands.indices.dropLast().map(call.tensor)
      guard let first = parts.first, let axis = try call.integers(call.operands.count - 1).first, (-first.rank..<first.rank).contains(axis)
      else { throw call.malformed("no axis of its operands") }
      return [.tensor(.concatenated(parts, alongAxis: axis < 0 ? axis + first.rank : axis))]
    },
    LoadedOperation("Pad", pad), LoadedOperation("PadV2", pad), LoadedOperation("StridedSlice", stridedSlice),
    LoadedOperation("Squeeze") { call in
      let operand = try call.tensor(0)
      guard case .list(let list)? = call.node.attributes["squeeze_dims"] ?? .list(.init()) else {
        throw call.malformed("axes that are none")
      }
      let axes = list.integers.map { Int($0) < 0 ? Int($0) + operand.rank : Int($0) }
      let gone = axes.isEmpty ? operand.shape.indices.filter { operand.shape[$0] == 1 } : axes
      guard gone.allSatisfy({ operand.shape.indices.contains($0) && operand.shape[$0] == 1 }) else {
        throw call.malformed("the axes \(axes)")
      }
      return [.tensor(operand.reshaped(to: operand.shape.removing(gone)))]
    },
    LoadedOperation("ExpandDims") { call in
      let operand = try call.tensor(0)
      guard let axis = try call.integers(1).first, (-operand.rank - 1...operand.rank).contains(axis) else {
        throw call.malformed("no axis")
      }
      var shape = operand.shape
      shape.insert(1, at: axis < 0 ? axis + operand.rank + 1 : axis)
      return [.tensor(operand.reshaped(to: shape))]
    },
  ]

  private static let pad: @Sendable (LoadedCall) throws -> [LoadedValue] = { call in
    let (operand, paddings) = (try call.tensor(0), try call.integers(1))
    guard paddings.count == 2 * operand.rank, paddings.allSatisfy({ $0 >= 0 }) else { throw call.malformed("the paddings \(paddings)") }
    let filling = call.operands.count > 2 ? try call.tensor(2) : nil
    return [
      .tensor(
        operand.padded(
          low: stride(from: 0, to: paddings.count, by: 2).map { paddings[$0] },
          high: stride(from: 1, to: paddings.count, by: 2).map { paddings[$0] }, with: filling))
    ]
  }

  private static let stridedSlice: @Sendable (LoadedCall) throws -> [LoadedValue] = { call in
    let operand = try call.tensor(0), rank = operand.rank
    let (begin, end, strides) = (try call.integers(1), try call.integers(2), try call.integers(3))
    guard begin.count == rank, end.count == rank, strides.count == rank, strides.allSatisfy({ $0 >= 1 }) else {
      throw call.unsupported("ranges of \(begin.count) axes by strides \(strides), of \(rank) axes")
    }
    for mask in ["ellipsis_mask", "new_axis_mask"] {
      if case .integer(let bits)? = call.node.attributes[mask], bits != 0 { throw call.unsupported(mask) }
    }
    func mask(_ name: String, _ axis: Int) -> Bool {
      if case .integer(let bits)? = call.node.attributes[name] { bits >> Int64(axis) & 1 == 1 } else { false }
    }
    func place(_ number: Int, _ axis: Int) -> Int {
      let extent = operand.shape[axis]
      return min(max(number < 0 ? number + extent : number, 0), extent)
    }
    let removed = begin.indices.filter { mask("shrink_axis_mask", $0) }
    let from = begin.indices.map { mask("begin_mask", $0) ? 0 : place(begin[$0], $0) }
    let to = begin.indices.map { axis in
      removed.contains(axis) ? from[axis] + 1 : mask("end_mask", axis) ? operand.shape[axis] : max(from[axis], place(end[axis], axis))
    }
    let slice = operand.sliced(from: from, to: to, strides: strides)
    return [.tensor(removed.isEmpty ? slice : slice.reshaped(to: slice.shape.removing(removed)))]
  }
}

extension LoadedCall {
  /// The operand with this place as whole numbers: axes, shapes. It is read here, so it must not depend on what a gradient is taken of.
  func integers(_ place: Int) throws -> [Int] {
    let node = try tensor(place)
    guard node.dtype == .int32 || node.dtype == .int64, node.rank <= 2, node.type.elementCount <= 64 else {
      throw malformed("\(node.type) where a few whole numbers should be")
    }
    let array = try Context.local.engine.read(node.converted(to: .int64))
    return withExtendedLifetime(array) { (0..<array.type.elementCount).map { array.pointer.load(fromByteOffset: $0 * 8, as: Int.self) } }
  }

  /// The operand with this place as a shape.
  func extents(_ place: Int) throws -> [Int] {
    let extents = try integers(place)
    guard extents.allSatisfy({ $0 >= 0 && $0.isExtent }) else { throw malformed("the shape \(extents)") }
    return extents
  }
}
