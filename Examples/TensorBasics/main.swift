// Tensors, variables, gradients and compiled functions, in the order in which TensorFlow's basics guide shows them.
import Apus

// Tensors
let x = Tensor<Float>([[1, 2, 3], [4, 5, 6]])
print(x)
print("shape \(x.shape), scalars of type \(x.dtype)")
print(x + x)
print(5 * x)
print(matmul(x, x.transposed()))
print(Tensor(concatenating: [x, x, x], alongAxis: 0))
print(softmax(x, alongAxis: -1))
print(x.sum())
print(Tensor([1, 2, 3]), Tensor([1, 2, 3]).dtype)
print(Tensor([1, 2, 3]).sum())
print("Apus computes on \(Device.default)")

// Variables
let variable = Variable<Float>([0, 0, 0])
variable.assign([1, 2, 3])
print(variable.value)
variable.assignAdd([1, 1, 1])
print(variable.value)

// Automatic differentiation
let at = Variable<Float>(1)
func f(_ x: Tensor<Float>) -> Tensor<Float> { x * x + 2 * x - 5 }
print(f(at.value))
let tape = GradientTape()
let value = tape.record { f(at.value) }
print(tape.gradient(of: value, withRespectTo: at))

// Compiled functions
let integerSum = compiled { (x: Tensor<Int32>) in
  print("Tracing.")
  return x.sum()
}
print(integerSum(Tensor([1, 2, 3])))
print(integerSum(Tensor([10, 9, 8])))
let floatSum = compiled { (x: Tensor<Float>) in
  print("Tracing.")
  return x.sum()
}
print(floatSum(Tensor([10.0, 9.1, 8.2])))

// A module with a compiled function
final class Multiplier: Module {
  let weight: Variable<Int32>
  let multiply: Compiled<Tensor<Int32>, Tensor<Int32>>
  init(_ value: Int32) {
    let weight = Variable(value)
    (self.weight, multiply) = (weight, compiled { x in x * weight })
  }
  func callAsFunction(_ x: Tensor<Int32>) -> Tensor<Int32> { multiply(x) }
}
print(Multiplier(3)(Tensor([1, 2, 3])))
