import Apus

/// 201 points from -2 to 2, and a function of them with noise in [-1, 1).
struct NoisyPoints {
  let x, y: Tensor<Float>

  init(_ function: (_ x: Double) -> Double) {
    let points = (0..<201).map { -2 + 0.02 * Double($0) }
    let noise = Uniform.numbers(1, count: points.count).map { 2 * $0 - 1 }
    x = Tensor(points.map { Float($0) })
    y = Tensor(zip(points, noise).map { Float(function($0) + $1) })
  }
}
