import ApusCore

// Formulas as users write them. `Scripts/check-type-checking` compiles this page with a limit of 100 ms for each expression: one
// overload too many among the operators shows here first.

func polynomials(_ x: Tensor<Float>, _ y: Tensor<Double>, _ n: Tensor<Int32>) -> (Tensor<Float>, Tensor<Double>, Tensor<Int32>) {
  let a = 1 - 2 * x / 3 + (x - 1) * (x + 1) * 0.5
  let b = 1 - 2 * x / 3 + (x - 1) * (x + 1) * 0.5 - x * x / (1 + x * x) + 4 * x - 7
  let c = 3 * y * y * y - 0.5 * y * y + 1.5 * y - 1 / (y + 2) + 2.5e-3
  let d = (n + 1) * (n + 2) / 2 - n * 3
  return (a + b * 2 - a / 4, c * -2 + (1 - c) * (1 + c), d)
}

func functions(_ x: Tensor<Float>, _ y: Tensor<Double>) -> (Tensor<Float>, Tensor<Double>) {
  let normal = exp(-0.5 * pow((x - 1) / 2, 2)) / (2 * Float.pi).squareRoot()
  let gelu = 0.5 * x * (1 + tanh(0.7978845608 * (x + 0.044715 * x * x * x)))
  let wave = 2 * sin(3 * y + 0.5) * exp(-y / 10) + sqrt(y * y + 1) - log(1 + exp(y)) / 2
  let soft = softmax(x * 2, alongAxis: -1) - logSoftmax(x / 2) * 0.1 + max(0, x) - min(x, 1)
  return (normal + gelu - soft * 3, wave + abs(y) * 2 - 1)
}

func comparisons(_ x: Tensor<Float>, _ n: Tensor<Int32>) -> Tensor<Bool> {
  let inside = x .> -1 .&& x .< 1 .|| x .== 2
  let outside = .!(0.5 .<= x * 2 - 1) .&& n .!= 3 .|| n % 2 .== 0
  return inside .&& outside
}

func statistics(_ x: Tensor<Float>) -> Tensor<Float> {
  let centred = (x - x.mean(alongAxes: -1)) / sqrt(x.variance(alongAxes: -1) + 1e-5) * 2 + 1
  let norm = x / sqrt((x * x).sum(alongAxes: 0, 1) + 1e-8) - 3 * x.mean()
  return centred * norm + x.max(squeezingAxes: 0) * 0.5 - 2 * x.squared().sum() / Float(x.scalarCount)
}

func indexing(_ x: Tensor<Float>) -> Tensor<Float> {
  let edge = x[1..., 0] - 2 * x[..<(-1), 0] + 0.5 * x[0..<4 .. 2, ..., -1].mean()
  let image = x[.newAxis, ..., 0] * 255 - x[..., .newAxis] / 127.5 + 1
  return edge.sum() + image.mean() * 2 - 1
}

func losses(_ w: Tensor<Float>, _ b: Tensor<Float>, _ x: Tensor<Float>, _ y: Tensor<Float>) -> Tensor<Float> {
  let (loss, gradient) = valueWithGradient(at: w, b) { w, b in ((w * x + b - y) * (w * x + b - y)).mean() }
  let slope = ApusCore.gradient(at: w) { w in (w * w + 2 * w - 5).sum() }
  return loss - 0.1 * gradient.0 + 0.01 * gradient.1 * slope
}
