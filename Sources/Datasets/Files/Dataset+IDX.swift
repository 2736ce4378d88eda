import Apus

extension Dataset {
  /// The slices of the array in an IDX file along its first axis, packed with gzip or not.
  ///
  ///     let images = try Dataset<Tensor<UInt8>>(contentsOfIDX: "train-images-idx3-ubyte.gz")
  ///     let labels = try Dataset<Tensor<UInt8>>(contentsOfIDX: "train-labels-idx1-ubyte.gz")
  ///     let training = images.labeled(with: labels).shuffled(seed: 7).batched(128)
  ///
  /// - Throws: `DatasetError`, which names the file: `wrongElementType` too, if it holds other numbers than `Scalar`.
  public init<Scalar>(contentsOfIDX path: String) throws(DatasetError) where Element == Tensor<Scalar> {
    let file = try IDXFile(contentsOfFile: path)
    guard let expected = IDXElementType.allCases.first(where: { $0.dtype == Scalar.dtype }), file.elementType == expected else {
      let expected = IDXElementType.allCases.first { $0.dtype == Scalar.dtype } ?? .uint8
      throw .wrongElementType(path: path, expected: expected, found: file.elementType)
    }
    self.init(slicing: file.tensor() as Tensor<Scalar>)
  }
}

extension IDXElementType {
  fileprivate var dtype: DType {
    switch self {
    case .uint8: .uint8
    case .int8: .int8
    case .int16: .int16
    case .int32: .int32
    case .float32: .float32
    case .float64: .float64
    }
  }
}

extension IDXFile {
  /// The elements in the machine's order of bytes; `Scalar` is the Swift type of `elementType`.
  fileprivate func tensor<Scalar: TensorScalar>() -> Tensor<Scalar> {
    do {
      let array = try HostArray(uninitialized: TensorType(Scalar.dtype, TensorShape(dimensions)))
      let bytes = array.pointer.assumingMemoryBound(to: UInt8.self)
      let width = elementType.byteCount
      for (index, byte) in payload.enumerated() { bytes[index / width * width + (width - 1 - index % width)] = byte }
      return Tensor(Node.leaf(array))
    } catch {
      return Tensor(Node.failed(error))
    }
  }
}
