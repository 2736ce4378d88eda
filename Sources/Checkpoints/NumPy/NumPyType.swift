/// The type of an array's elements as NumPy writes it: byte order, kind and bytes, as in `<f4`.
///
/// <https://numpy.org/doc/stable/reference/arrays.interface.html#typestr>
public struct NumPyType: Hashable, Sendable {
  public enum Kind: Character, CaseIterable, Sendable {
    case bool = "b"
    case signed = "i"
    case unsigned = "u"
    case float = "f"
    case complex = "c"
    /// Bytes without a meaning.
    case void = "V"
    /// Texts of bytes, each as long as the longest.
    case bytes = "S"
    /// Texts, four bytes a character.
    case text = "U"
    case date = "M"
    case duration = "m"
  }

  public let kind: Kind
  /// The bytes of one element.
  public let byteWidth: Int
  let isBigEndian: Bool

  /// Reads `<f4`; `nil` for anything else, Python's objects (`|O`) among it.
  init?(_ text: String) {
    guard let order = text.first, "<>|=".contains(order), let kind = text.dropFirst().first.flatMap(Kind.init),
      let size = Self.wholeNumber(text.dropFirst(2).prefix { $0 != "[" })
    else { return nil }
    let (width, overflow) = size.multipliedReportingOverflow(by: kind == .text ? 4 : 1)
    guard !overflow else { return nil }
    (self.kind, byteWidth, isBigEndian) = (kind, width, order == ">")
  }

  private static func wholeNumber(_ digits: Substring) -> Int? {
    digits.allSatisfy { $0.isASCII && $0.isNumber } ? Int(digits) : nil
  }

  /// The type of tensors of this scalar type.
  ///
  /// NumPy has no BFloat16. What JAX and TensorFlow call so becomes two bytes without a meaning in its files, and is written and
  /// read here in the same way; in Python it comes back by `.view(ml_dtypes.bfloat16)`.
  init(_ dtype: DType) {
    kind =
      switch dtype {
      case .bool: .bool
      case .bfloat16: .void
      default: dtype.isFloatingPoint ? .float : dtype.isSignedInteger ? .signed : .unsigned
      }
    (byteWidth, isBigEndian) = (dtype.byteWidth, false)
  }

  /// The scalar type of a tensor with these elements; `nil` for one that tensors do not have.
  var dtype: DType? { DType.allCases.first { Self($0).isSame(as: self) } }

  private func isSame(as other: Self) -> Bool { kind == other.kind && byteWidth == other.byteWidth }

  /// How many bytes change places where the order of bytes does.
  var swappedWidth: Int {
    switch kind {
    case .bool, .void, .bytes: 1
    case .complex: byteWidth / 2
    case .text: 4
    default: byteWidth
    }
  }
}

extension NumPyType: CustomStringConvertible {
  /// The type as NumPy's headers spell it: `|` where there is no order of bytes.
  public var description: String {
    let order = byteWidth == 1 || kind == .bytes ? "|" : isBigEndian ? ">" : "<"
    return "\(order)\(kind.rawValue)\(kind == .text ? byteWidth / 4 : byteWidth)"
  }
}
