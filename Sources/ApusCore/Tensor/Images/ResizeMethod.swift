import RealModule

/// How the elements of an image of another size are made of those of the old one.
public enum ResizeMethod: Sendable, Hashable, CaseIterable {
  /// The element in whose square the new one's centre lies.
  case nearest
  /// Straight lines between neighbours.
  case bilinear
  /// Cubic curves with a = −½ (R. Keys, "Cubic convolution interpolation for digital image processing", 1981).
  case bicubic
  /// Windowed sinc functions that reach three elements far.
  case lanczos3
  /// Windowed sinc functions that reach five elements far.
  case lanczos5
  /// A bell curve with a standard deviation of half an element.
  case gaussian
  /// Cubic curves that blur a little (D. Mitchell and A. Netravali, "Reconstruction filters in computer graphics", 1988).
  case mitchellcubic

  /// The weight of an old element at this distance from the new one, before weights are made to sum up to 1.
  func weight(_ distance: Double) -> Double {
    let x = distance.magnitude
    switch self {
    case .nearest: return x < 0.5 ? 1 : 0
    case .bilinear: return max(0, 1 - x)
    case .bicubic: return x < 1 ? (1.5 * x - 2.5) * x * x + 1 : x < 2 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0
    case .lanczos3: return Self.lanczos(x, radius: 3)
    case .lanczos5: return Self.lanczos(x, radius: 5)
    case .gaussian: return x < 1.5 ? .exp(-2 * x * x) : 0
    case .mitchellcubic:
      if x < 1 { return (7.0 / 6 * x - 2) * x * x + 8.0 / 9 }
      return x < 2 ? ((-7.0 / 18 * x + 2) * x - 10.0 / 3) * x + 16.0 / 9 : 0
    }
  }

  private static func lanczos(_ x: Double, radius: Double) -> Double {
    if x >= radius { return 0 }
    let angle = Double.pi * x
    return x < 1e-3 ? 1 : radius * .sin(angle) * .sin(angle / radius) / (angle * angle)
  }
}
