/// The columns of rows of one length, without the numbers that are missing.
func columns(of rows: [[Double]], function: String) throws(DataError) -> [[Double]] {
  guard let first = rows.first, !first.isEmpty else { throw .noSamples(function: function) }
  var columns = [[Double]](repeating: [], count: first.count)
  for (index, row) in rows.enumerated() {
    guard row.count == first.count else {
      throw .rowLength(function: function, row: index, expected: first.count, found: row.count)
    }
    for (feature, number) in row.enumerated() where !number.isNaN { columns[feature].append(number) }
  }
  return columns
}

/// The rows of a tensor of shape `[samples, features]` or `[samples]`.
func rows<Scalar: TensorFloatingPoint>(of tensor: Tensor<Scalar>, function: String) throws -> [[Double]] {
  let scalars = try tensor.evaluated().scalars.map(\.asDouble)
  let shape = tensor.shape
  guard (1...2).contains(shape.count) else { throw DataError.shape(function: function, Array(shape)) }
  let features = shape.count == 1 ? 1 : shape[1]
  guard features > 0 else { throw DataError.noSamples(function: function) }
  return stride(from: 0, to: scalars.count, by: features).map { Array(scalars[$0..<$0 + features]) }
}
