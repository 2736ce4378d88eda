/// Einstein's summation: products of the operands' elements, summed over every axis that the result does not name.
///
///     let a = Tensor<Float>([[1, 2], [3, 4]])
///     print(einsum("ij,jk->ik", a, a))   // the matrix product
///     print(einsum("ii->", a))           // 5.0, the trace
///     print(einsum("ij->ji", a))         // the transpose
///
/// Letters are axes; `...` stands for leading axes, which are broadcast; without an arrow the result has the letters that occur once,
/// in alphabetical order. The rules are those of NumPy's `einsum`.
@inline(never)
public func einsum<S: TensorNumber>(_ equation: String, _ operands: Tensor<S>...) -> Tensor<S> {
  Tensor(.einsum(equation, operands.map(\.node)))
}
