import ApusNN
import Foundation

/// The inputs of `References/losses/make-losses.py`: `[rows, classes]` with numbers that follow from their places.
struct LossInputs<S: TensorFloatingPoint> {
  static var shapes: [[Int]] { [[3, 4], [1, 2], [5, 3]] }

  let predicted, expected, signs, positive, counts, bits, shares, other, oneHot, alike: Tensor<S>
  let labels: Tensor<Int32>
  /// Logits `[3, times, classes]` for the loss of texts, and what it wants besides.
  let sounds: Tensor<S>
  let texts, times, letters: Tensor<Int32>
  let blank: Int32

  init(_ place: Int) {
    let (rows, classes) = (Self.shapes[place][0], Self.shapes[place][1])
    func numbers(_ shape: TensorShape, _ number: (Int) -> Double) -> Tensor<S> {
      Tensor(shape: shape, scalars: (0..<shape.contiguousSize).map { S(converting: number($0)) })
    }
    func numbers(_ number: (Int) -> Double) -> Tensor<S> { numbers([rows, classes], number) }
    func shared(_ number: (Int) -> Double) -> Tensor<S> {
      numbers { i in
        let first = i / classes * classes
        return number(i) / (first..<first + classes).reduce(0) { $0 + number($1) }
      }
    }
    let label = { (row: Int) in (2 * row + 1) % classes }
    predicted = numbers { 2.5 * sin(1.7 * Double($0) + 0.3) + ($0 % 7 == 3 ? 10 : 0) }
    expected = numbers { 2 * cos(0.9 * Double($0)) + 0.3 }
    signs = numbers { cos(2.3 * Double($0)) > 0 ? 1 : -1 }
    let positive = { (i: Int) in 1.2 + sin(1.1 * Double(i)) }
    self.positive = numbers(positive)
    other = shared(positive)
    counts = numbers { Double($0 * 7 % 5) }
    bits = numbers { Double($0 * 7 % 3) / 2 }
    shares = shared { Double($0 * 5 % 4 + ($0 % classes == 0 ? 1 : 0)) }
    labels = Tensor((0..<rows).map { Int32(label($0)) })
    oneHot = numbers { $0 % classes == label($0 / classes) ? 1 : 0 }
    alike = numbers([rows]) { Double($0 % 2) }

    let time = [6, 9, 1][place], letterCount = [4, 5, 2][place]
    sounds = numbers([3, time, letterCount]) { 2 * sin(1.7 * Double($0) + 0.3) }
    texts =
      [Tensor([[1, 2, 3], [2, 2, 0], [3, 0, 0]]), Tensor([[0, 0, 1, 1], [3, 2, 1, 0], [2, 0, 0, 0]]), Tensor([[1], [1], [0]])][place]
    times = [Tensor([6, 5, 3]), Tensor([9, 9, 7]), Tensor([1, 1, 1])][place]
    letters = [Tensor([3, 2, 1]), Tensor([4, 4, 0]), Tensor([1, 1, 0])][place]
    blank = place == 1 ? 4 : 0
  }
}
