import CKernels
import PJRT

/// A product of two matrices, or of as many pairs as a batch has, as oneDNN is asked for it.
///
/// Operands of more axes are seen as matrices where that takes no copy: batches in front, then the contracted axes and the free ones, or
/// these before those.
struct LibraryProduct {
  static let target = "apus_product"
  static let handler: ForeignCall.Handler = { cproduct_call($0) }

  private(set) var shape = CProduct()
  /// The operands and the result as matrices.
  private let matrices: [TensorShape]

  /// - Parameter dtype: that of the operands; the result is `Float`, or `Int32` for `Int8`.
  /// - Returns: `nil` for operands that are no such matrices.
  init?(_ product: DotGeneral, _ operands: [TensorType], as dtype: DType) {
    guard let left = Matrix(operands[0].shape, batch: product.leftBatch, contracting: product.leftContracting),
      let right = Matrix(operands[1].shape, batch: product.rightBatch, contracting: product.rightContracting),
      operands.allSatisfy({ $0.elementCount > 0 }), [left.batch, left.free, left.contracted, right.free].allSatisfy(\.isExtent)
    else { return nil }
    shape.left_type = Int64(dtype == .int8 ? CProductInt8 : dtype == .bfloat16 ? CConvolutionBFloat16 : CConvolutionFloat)
    shape.right_type = shape.left_type
    shape.result_type = Int64(dtype == .int8 ? CProductInt32 : CConvolutionFloat)
    shape.batch = product.leftBatch.isEmpty ? 0 : Int64(left.batch)
    shape.rows = Int64(left.free)
    shape.inner = Int64(left.contracted)
    shape.columns = Int64(right.free)
    (shape.all_rows, shape.all_columns) = (shape.rows, shape.columns)
    shape.left_is_transposed = left.contractsFirst ? 1 : 0
    shape.right_is_transposed = right.contractsFirst ? 0 : 1
    let batch = product.leftBatch.isEmpty ? [] : [left.batch]
    matrices =
      [left, right].map { TensorShape(batch + ($0.contractsFirst ? [$0.contracted, $0.free] : [$0.free, $0.contracted])) }
      + [TensorShape(batch + [left.free, right.free])]
  }

  /// An operand with its axes joined to three.
  private struct Matrix {
    let batch: Int, contracted: Int, free: Int
    let contractsFirst: Bool

    init?(_ shape: TensorShape, batch axes: [Int], contracting: [Int]) {
      let count = contracting.count, afterBatch = Array(axes.count..<axes.count + count), last = Array(shape.rank - count..<shape.rank)
      guard count > 0, axes == Array(0..<axes.count), contracting == afterBatch || contracting == last else { return nil }
      contractsFirst = contracting == afterBatch
      batch = axes.reduce(1) { $0 * shape[$1] }
      contracted = contracting.reduce(1) { $0 * shape[$1] }
      free = shape.removing(axes + contracting).contiguousSize
    }
  }

  /// The name of oneDNN's code for it, `nil` without oneDNN or without such code.
  var kernel: String? {
    guard OneDNN.shared != nil else { return nil }
    return withUnsafePointer(to: shape) { cproduct_kernel($0) }.map { String(cString: $0) }
  }

  /// The product that is added to what the result's memory holds.
  var adding: LibraryProduct {
    var library = self
    library.shape.adds = 1
    return library
  }

  private var attributes: CustomCallRegistry.Attributes {
    ["transposed": .integers([shape.left_is_transposed, shape.right_is_transposed])]
  }

  func lower(_ operands: [Value], to result: TensorType, _ emitter: inout Emitter) throws -> Value {
    try lower(operands, to: result, by: Self.target, Self.handler, &emitter)
  }

  /// A call of this product and what is done with it.
  ///
  /// - Parameters:
  ///   - operands: the factors and whatever else the call takes; of the result's shape, it is seen as the result is.
  ///   - inPlace: whether the first operand's memory becomes the result's; the factors come behind it.
  func lower(
    _ operands: [Value], to result: TensorType, by target: String, _ handler: @escaping ForeignCall.Handler, inPlace: Bool = false,
    _ emitter: inout Emitter
  ) throws -> Value {
    let left = inPlace ? 1 : 0
    let given = operands.enumerated().map { index, operand in
      switch index {
      case left: emitter.seen(operand, as: matrices[0])
      case left + 1: emitter.seen(operand, as: matrices[1])
      default: operand.type == result ? emitter.seen(operand, as: matrices[2]) : operand
      }
    }
    let type = TensorType(result.dtype, matrices[2])
    let product =
      inPlace
      ? Value(name: try emitter.customCall(target, by: handler, given, attributes, toAll: [type], inPlace: true) + "#0", type: type)
      : try emitter.customCall(target, by: handler, given, attributes, to: type)
    return emitter.seen(product, as: result.shape)
  }
}

extension Emitter {
  fileprivate mutating func seen(_ value: Value, as shape: TensorShape) -> Value {
    value.type.shape == shape ? value : reshape(value, to: shape)
  }
}

extension DotGeneral {
  /// A product of `Float`, rounded to `BFloat16` or not, by oneDNN.
  func library(for operands: [TensorType]) -> LibraryProduct? {
    let dtype = roundedTo ?? .float32
    guard operands.allSatisfy({ $0.dtype == .float32 }), dtype == .float32 || dtype == .bfloat16 else { return nil }
    return library(for: operands, as: dtype)
  }

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
