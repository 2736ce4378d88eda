// The shape of a tensor, `TensorShapeProto`, which several of TensorFlow's messages contain.

extension ProtobufReader {
  /// The dimensions, outermost first; a dimension without a size is 0.
  package consuming func shape() throws(WireProblem) -> [Int] {
    var reader = self
    var shape: [Int] = []
    while let field = try reader.next() {
      guard field.number == 2 else { continue }
      var dimension = try field.message()
      var size = 0
      while let field = try dimension.next() { if field.number == 1 { size = Int(try field.integer()) } }
      shape.append(size)
    }
    return shape
  }
}

extension ProtobufWriter {
  package mutating func shape(_ field: Int, _ shape: [Int]) {
    message(field) { message in
      for dimension in shape { message.message(2) { $0.nonzero(1, Int64(dimension)) } }
    }
  }
}
