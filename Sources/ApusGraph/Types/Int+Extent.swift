extension Int {
  /// Whether the number can be a size along an axis (window, stride, dilation, padding) that shapes are calculated from without overflow.
  package var isExtent: Bool { magnitude < 1 << 31 }
}
