extension LoadedOperation {
  /// Products of matrices, convolutions and pools of images `[batch, height, width, channels]`.
  static let networks: [LoadedOperation] = [
    LoadedOperation("MatMul") { call in
      try product(call, call.node.attributes["transpose_a"] == .bool(true), call.node.attributes["transpose_b"] == .bool(true))
    },
    LoadedOperation("BatchMatMulV2") { call in
      try product(call, call.node.attributes["adj_x"] == .bool(true), call.node.attributes["adj_y"] == .bool(true))
    },
    LoadedOperation("Conv2D") { call in
      let (image, filter) = (try call.image(0), try call.tensor(1))
      return [.tensor(try convolution(call, image, filter, groups: 1))]
    },
    LoadedOperation("DepthwiseConv2dNative") { call in
      let (image, filter) = (try call.image(0), try call.tensor(1))
      guard filter.rank == 4, filter.shape[2] == image.shape[3] else { throw call.malformed("a filter of shape \(filter.shape)") }
      let channels = filter.shape[2]
      let grouped = filter.reshaped(to: [filter.shape[0], filter.shape[1], 1, channels * filter.shape[3]])
      return [.tensor(try convolution(call, image, grouped, groups: channels))]
    },
    LoadedOperation("MaxPool") { call in
      let (image, sizes, strides, padding) = try call.pool()
      return [.tensor(image.maxPooled(window: sizes, strides: strides, padding: padding))]
    },
    LoadedOperation("AvgPool") { call in
      let (image, sizes, strides, padding) = try call.pool()
      return [.tensor(image.averagePooled(window: sizes, strides: strides, padding: padding))]
    },
  ]

  private static func product(_ call: LoadedCall, _ transposesLeft: Bool, _ transposesRight: Bool) throws -> [LoadedValue] {
    func matrices(_ place: Int, _ isTransposed: Bool) throws -> Node {
      let operand = try call.tensor(place), rank = operand.rank
      guard rank >= 2 else { throw call.malformed("an operand of shape \(operand.shape)") }
      return isTransposed ? operand.transposed(permutation: Array(0..<rank - 2) + [rank - 1, rank - 2]) : operand
    }
    return [.tensor(.matrixProduct(try matrices(0, transposesLeft), try matrices(1, transposesRight)))]
  }

  private static func convolution(_ call: LoadedCall, _ image: Node, _ filter: Node, groups: Int) throws -> Node {
    let strides = try call.spaceNumbers("strides"), dilations = try call.spaceNumbers("dilations", absent: [1, 1])
    guard filter.rank == 4 else { throw call.malformed("a filter of shape \(filter.shape)") }
    let sizes = [filter.shape[0], filter.shape[1]]
    let paddings = try call.spacePadding(of: image, zip(sizes, dilations).map { ($0 - 1) * $1 + 1 }, strides)
    return .convolution(image, filter, strides: strides, dilations: dilations, groups: groups) { axis, _, _, _, _ in paddings[axis] }
  }
}

extension LoadedCall {
  fileprivate func image(_ place: Int) throws -> Node {
    let image = try tensor(place)
    guard image.rank == 4 else { throw malformed("images of shape \(image.shape)") }
    if case .string(let format)? = node.attributes["data_format"], format != Array("NHWC".utf8) {
      throw unsupported("the data format \(String(decoding: format, as: UTF8.self))")
    }
    return image
  }

  /// The two numbers for height and width of an attribute with one for each axis.
  fileprivate func spaceNumbers(_ name: String, absent: [Int]? = nil) throws -> [Int] {
    guard let value = node.attributes[name] else {
      guard let absent else { throw malformed("no attribute \(name)") }
      return absent
    }
    guard case .list(let list) = value, list.integers.count == 4, list.integers[0] == 1, list.integers[3] == 1,
      list.integers.allSatisfy({ $0 >= 1 && $0 < 1 << 31 })
    else { throw unsupported("its \(name)") }
    return list.integers[1...2].map(Int.init)
  }

  /// - Parameter covered: how many places the window reaches over.
  fileprivate func spacePadding(of image: Node, _ covered: [Int], _ strides: [Int]) throws -> [(low: Int, high: Int)] {
    guard case .string(let bytes) = try attribute("padding") else { throw malformed("no padding") }
    switch String(decoding: bytes, as: UTF8.self) {
    case "VALID": return [(0, 0), (0, 0)]
    case "SAME":
      return (0..<2).map { axis in
        let extent = image.shape[axis + 1], stride = strides[axis]
        let total = max(0, ((extent + stride - 1) / stride - 1) * stride + covered[axis] - extent)
        return (total / 2, total - total / 2)
      }
    default: throw unsupported("explicit padding")
    }
  }

  fileprivate func pool() throws -> (image: Node, sizes: [Int], strides: [Int], padding: [(low: Int, high: Int)]) {
    let image = try image(0)
    let sizes = try spaceNumbers("ksize"), strides = try spaceNumbers("strides")
    let padding = try spacePadding(of: image, sizes, strides)
    return (image, [1] + sizes + [1], [1] + strides + [1], [(0, 0)] + padding + [(0, 0)])
  }
}
