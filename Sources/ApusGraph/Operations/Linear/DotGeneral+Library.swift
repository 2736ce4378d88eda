import CKernels
import PJRT

/// A product of two matrices, or of as many pairs as a batch has, as oneDNN is asked for it.
struct LibraryProduct {
  static let target = "apus_product"
  static let handler: ForeignCall.Handler = { cproduct_call($0) }

  private(set) var shape = CProduct()

  /// - Parameter dtype: that of the operands; the result is `Float`.
  /// - Returns: `nil` for operands with other axes than one of batches at the front, one that is contracted and one that is free.
  init?(_ product: DotGeneral, _ operands: [TensorType], as dtype: DType) {
    let batches = product.leftBatch.count, rank = batches + 2, axes = [batches, batches + 1]
    guard batches <= 1, product.leftBatch == Array(0..<batches), product.rightBatch == product.leftBatch,
      operands.allSatisfy({ $0.rank == rank && $0.elementCount > 0 && $0.shape.allSatisfy(\.isExtent) }),
      product.leftContracting.count == 1, axes.contains(product.leftContracting[0]), axes.contains(product.rightContracting[0])
    else { return nil }
    let (left, right) = (operands[0].shape, operands[1].shape)
    let leftIsTransposed = product.leftContracting[0] == batches, rightIsTransposed = product.rightContracting[0] == batches + 1
    shape.left_type = Int64(dtype == .bfloat16 ? CConvolutionBFloat16 : CConvolutionFloat)
    shape.right_type = shape.left_type
    shape.result_type = Int64(CConvolutionFloat)
    shape.batch = batches == 0 ? 0 : Int64(left[0])
    shape.rows = Int64(left[leftIsTransposed ? batches + 1 : batches])
    shape.inner = Int64(left[product.leftContracting[0]])
    shape.columns = Int64(right[rightIsTransposed ? batches : batches + 1])
    (shape.all_rows, shape.all_columns) = (shape.rows, shape.columns)
    shape.left_is_transposed = leftIsTransposed ? 1 : 0
    shape.right_is_transposed = rightIsTransposed ? 1 : 0
  }

  /// The name of oneDNN's code for it, `nil` without oneDNN or without such code.
  var kernel: String? {
    guard OneDNN.shared != nil else { return nil }
    return withUnsafePointer(to: shape) { cproduct_kernel($0) }.map { String(cString: $0) }
  }

  func lower(_ operands: [Value], to result: TensorType, _ emitter: inout Emitter) throws -> Value {
    try CustomCallRegistry.makeKnownToPlugin(Self.target, Self.handler)
    return try emitter.customCall(
      Self.target, operands, ["transposed": .integers([shape.left_is_transposed, shape.right_is_transposed])], to: result)
  }
}

extension DotGeneral {
  /// The product as oneDNN is asked for it, where that is the fastest by shapes.
  ///
  /// Billions of operations a second of one thread, in `Float`, oneDNN 2.6.3 on an AMD EPYC with AVX-512:
  ///
  ///     rows × inner × columns     as it stands    left transposed    right transposed
  ///                                XLA  oneDNN        XLA  oneDNN        XLA  oneDNN
  ///     32 × 784 × 512              94     102         88                 58
  ///     784 × 32 × 512              77                 74     107         72
  ///     32 × 512 × 784              93                 82                 20      92
  ///     512 × 32 × 256              66                 52     109         61
  ///     128 × 784 × 512            102     113         96                 87
  ///     1024 × 256 × 1024          103     105         91                 96
  ///     256 × 1024 × 1024          102                 95     106         56
  ///     1024³                       94      97         87     108         84      95
  ///
  /// A product with a vector reads its matrix once, which XLA does as fast, and small ones XLA fuses with what is around them.
  func library(for operands: [TensorType], as dtype: DType) -> LibraryProduct? {
    guard OneDNN.shared != nil, let library = LibraryProduct(self, operands, as: dtype) else { return nil }
    let shape = library.shape, products = max(1, shape.batch) * shape.rows * shape.inner * shape.columns
    guard min(shape.rows, shape.columns) >= 8, shape.inner >= 8, products >= 200_000, library.kernel != nil else { return nil }
    return library
  }
}
