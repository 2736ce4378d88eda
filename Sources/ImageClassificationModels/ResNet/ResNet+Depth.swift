extension ResNet {
  /// How many layers with weights a network has, projections not counted: its raw value.
  ///
  ///     ResNet.Depth(rawValue: 56)   // .resNet56
  public enum Depth: Int, CaseIterable, Sendable {
    /// Four stages, for ImageNet: basic blocks up to 34, bottlenecks from 50 on.
    case resNet18 = 18, resNet34 = 34, resNet50 = 50, resNet101 = 101, resNet152 = 152
    /// Three stages of basic blocks, for CIFAR.
    case resNet20 = 20, resNet32 = 32, resNet44 = 44, resNet56 = 56, resNet110 = 110

    var usesBasicBlocks: Bool {
      switch self {
      case .resNet50, .resNet101, .resNet152: false
      default: true
      }
    }

    /// The residual blocks of each stage.
    var blockCounts: [Int] {
      switch self {
      case .resNet18: [2, 2, 2, 2]
      case .resNet34, .resNet50: [3, 4, 6, 3]
      case .resNet101: [3, 4, 23, 3]
      case .resNet152: [3, 8, 36, 3]
      case .resNet20: [3, 3, 3]
      case .resNet32: [5, 5, 5]
      case .resNet44: [7, 7, 7]
      case .resNet56: [9, 9, 9]
      case .resNet110: [18, 18, 18]
      }
    }
  }
}
