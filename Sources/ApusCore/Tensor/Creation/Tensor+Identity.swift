/// The matrix with ones on its diagonal and zeros elsewhere, in batches if `batchShape` is given.
///
///     let identity: Tensor<Float> = eye(rowCount: 2)
///     print(identity)
///     // [[1.0, 0.0],
///     //  [0.0, 1.0]]
@inline(never)
public func eye<Scalar: TensorNumber>(rowCount: Int, columnCount: Int? = nil, batchShape: [Int] = []) -> Tensor<Scalar> {
  let columns = columnCount ?? rowCount
  guard rowCount >= 0, columns >= 0 else {
    let problem = "a matrix cannot have \(rowCount) rows and \(columns) columns"
    return Tensor(Node.poisoned(.argument(function: "eye(rowCount:)", problem: problem, hint: "take 0 or more of each")))
  }
  guard TensorShape([rowCount, columns]).isHostSized else {
    return Tensor(.poisoned(.tooLarge([rowCount, columns], "it is made on the host")))
  }
  var scalars = [Scalar](repeating: .zeroValue, count: rowCount * columns)
  for index in 0..<Swift.min(rowCount, columns) { scalars[index * columns + index] = .oneValue }
  let matrix = Tensor(shape: [rowCount, columns], scalars: scalars)
  return batchShape.isEmpty ? matrix : Tensor(matrix.node.broadcast(to: TensorShape(batchShape + [rowCount, columns])))
}
