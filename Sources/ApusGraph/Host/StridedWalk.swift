/// Visits the elements of a shape in row-major order and tells where each one lies in memory with other strides.
///
/// A broadcast axis has the stride 0, a reversed one a negative stride, a transposed one the stride of its source axis.
struct StridedWalk {
  let shape: [Int]
  let strides: [Int]
  var start = 0

  /// Calls `body` with the row-major index of each element and its offset under `strides`.
  @inline(__always)
  func forEach(_ body: (_ index: Int, _ offset: Int) -> Void) {
    let count = shape.reduce(1, *)
    if count == 0 { return }
    guard let inner = shape.last, let innerStride = strides.last else {
      body(0, start)
      return
    }
    var position = [Int](repeating: 0, count: shape.count)
    var index = 0, offset = start
    while true {
      var at = offset
      for _ in 0..<inner {
        body(index, at)
        index += 1
        at += innerStride
      }
      if index == count { return }
      var axis = shape.count - 2
      while axis >= 0 {
        position[axis] += 1
        offset += strides[axis]
        if position[axis] < shape[axis] { break }
        offset -= strides[axis] * shape[axis]
        position[axis] = 0
        axis -= 1
      }
    }
  }
}

/// Makes an array whose element `index` is the element of `source` at the walk's offset.
func gatherElements(_ source: HostArray, to type: TensorType, _ walk: StridedWalk) throws -> HostArray {
  try type.dtype.dispatch(GatherElements(source: source, type: type, walk: walk))
}

private struct GatherElements: ElementVisitor {
  let source: HostArray
  let type: TensorType
  let walk: StridedWalk
  func visit<E: Element>(_: E.Type) throws -> HostArray {
    let output = try HostArray(uninitialized: type)
    let from = source.elements(E.self), to = output.elements(E.self)
    walk.forEach { index, offset in to[index] = from[offset] }
    return output
  }
}
