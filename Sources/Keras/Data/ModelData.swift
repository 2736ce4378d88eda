/// Data for a model: a tensor, an array of numbers, or a list of tensors, one for each input or output. The first axis counts the samples.
public protocol ModelData {
  var modelTensors: [AnyTensor] { get }
}

extension Tensor: ModelData {
  public var modelTensors: [AnyTensor] { [AnyTensor(self)] }
}

extension AnyTensor: ModelData {
  public var modelTensors: [AnyTensor] { [self] }
}

extension Array: ModelData where Element: ModelDataElement {
  public var modelTensors: [AnyTensor] { Element.modelTensors(of: self) }
}

/// What arrays of data are made of.
public protocol ModelDataElement {
  static func modelTensors(of elements: [Self]) -> [AnyTensor]
}

extension Tensor: ModelDataElement {
  /// Each for an input or output of its own.
  public static func modelTensors(of elements: [Tensor]) -> [AnyTensor] { elements.map { AnyTensor($0) } }
}

extension AnyTensor: ModelDataElement {
  public static func modelTensors(of elements: [AnyTensor]) -> [AnyTensor] { elements }
}

extension Float: ModelDataElement {
  public static func modelTensors(of elements: [Float]) -> [AnyTensor] {
    [AnyTensor(Tensor<Float>(shape: [elements.count], scalars: elements))]
  }
}

extension Double: ModelDataElement {
  /// As `Float`, in which models compute.
  public static func modelTensors(of elements: [Double]) -> [AnyTensor] { Float.modelTensors(of: elements.map { Float($0) }) }
}

extension Int32: ModelDataElement {
  public static func modelTensors(of elements: [Int32]) -> [AnyTensor] {
    [AnyTensor(Tensor<Int32>(shape: [elements.count], scalars: elements))]
  }
}

extension Int: ModelDataElement {
  /// As `Int32`, the type of classes and words.
  public static func modelTensors(of elements: [Int]) -> [AnyTensor] { Int32.modelTensors(of: elements.map { Int32(clamping: $0) }) }
}

extension Array: ModelDataElement where Element: ModelDataElement {
  /// Rows of equal length: one axis more.
  public static func modelTensors(of rows: [[Element]]) -> [AnyTensor] {
    let length = rows.first?.count ?? 0
    if let uneven = rows.first(where: { $0.count != length }) {
      let problem = "rows of \(length) and \(uneven.count) elements make no tensor"
      return [AnyTensor(failing: .argument(function: "Model", problem: problem, hint: "rows have the same length"))]
    }
    return Element.modelTensors(of: Array(rows.joined())).map { joined in
      if joined.diagnosis != nil { return joined }
      return AnyTensor(joined.node.reshaped(to: TensorShape([rows.count, length] + joined.shape.dropFirst())))
    }
  }
}
