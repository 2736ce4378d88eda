import ApusNN

enum Operators: FunctionFamily {
  static let program = "operators"

  static func fill<S: TensorFloatingPoint>(_ row: inout FunctionTable<S>) {
    arithmetic(&row)
    withNumbers(&row)
    comparisons(&row)
    logic(&row)
    bits(&row)
    choices(&row)
  }

  private static func arithmetic<S: TensorFloatingPoint>(_ row: inout FunctionTable<S>) {
    row("+") { $0[0] + $0[1] }
    row("-") { $0[0] - $0[1] }
    row("*") { $0[0] * $0[1] }
    row("/") { $0[0] / $0[1] }
    row("%") { $0[0] % $0[1] }
    row("- of one") { -$0[0] }
    row("+ of one") { +$0[0] }
    row("+=,-=,*=,/=,%=") {
      var x = $0[0]
      x += $0[1]
      x -= $0[1] * 2
      x *= $0[0]
      x /= $0[1]
      x %= $0[1]
      return x
    }
    row("squaredDifference") { squaredDifference($0[0], $0[1]) }
  }

  private static func withNumbers<S: TensorFloatingPoint>(_ row: inout FunctionTable<S>) {
    row("+ a number") { $0[0] + 2.5 }
    row("- a number") { $0[0] - 2.5 }
    row("* a number") { $0[0] * 2.5 }
    row("/ a number") { $0[0] / 2.5 }
    row("% a number") { $0[0] % 0.75 }
    row("+ to a number") { 2.5 + $0[0] }
    row("- from a number") { 2.5 - $0[0] }
    row("* of a number") { 2.5 * $0[0] }
    row("/ of a number") { 2.5 / $0[0] }
    row("% of a number") { 2.5 % $0[0] }
  }

  private static func comparisons<S: TensorFloatingPoint>(_ row: inout FunctionTable<S>) {
    row(".==") { Tensor<S>($0[0] .== $0[1]) }
    row(".!=") { Tensor<S>($0[0] .!= $0[1]) }
    row(".<") { Tensor<S>($0[0] .< $0[1]) }
    row(".<=") { Tensor<S>($0[0] .<= $0[1]) }
    row(".>") { Tensor<S>($0[0] .> $0[1]) }
    row(".>=") { Tensor<S>($0[0] .>= $0[1]) }
    row("elementsAlmostEqual") { Tensor<S>($0[0].elementsAlmostEqual($0[1], tolerance: 0.5)) }
    row.several(".== a number") { [Tensor<S>($0[0] .== 1), Tensor<S>(1 .== $0[0])] }
    row.several(".!= a number") { [Tensor<S>($0[0] .!= 1), Tensor<S>(1 .!= $0[0])] }
    row.several(".< a number") { [Tensor<S>($0[0] .< 1), Tensor<S>(1 .< $0[0])] }
    row.several(".<= a number") { [Tensor<S>($0[0] .<= 1), Tensor<S>(1 .<= $0[0])] }
    row.several(".> a number") { [Tensor<S>($0[0] .> 1), Tensor<S>(1 .> $0[0])] }
    row.several(".>= a number") { [Tensor<S>($0[0] .>= 1), Tensor<S>(1 .>= $0[0])] }
  }

  private static func logic<S: TensorFloatingPoint>(_ row: inout FunctionTable<S>) {
    row(".&&") { Tensor<S>(($0[0] .> 0) .&& ($0[1] .> 0)) }
    row(".||") { Tensor<S>(($0[0] .> 0) .|| ($0[1] .> 0)) }
    row(".!") { Tensor<S>(.!($0[0] .> 0)) }
    row("elementsLogicalAnd") { Tensor<S>(($0[0] .> 0).elementsLogicalAnd($0[1] .> 0)) }
    row("elementsLogicalOr") { Tensor<S>(($0[0] .> 0).elementsLogicalOr($0[1] .> 0)) }
    row("elementsLogicalNot") { Tensor<S>(($0[0] .> 0).elementsLogicalNot()) }
  }

  private static func bits<S: TensorFloatingPoint>(_ row: inout FunctionTable<S>) {
    row("&") { Tensor<S>(Tensor<Int32>($0[0]) & Tensor<Int32>($0[1])) }
    row("|") { Tensor<S>(Tensor<Int32>($0[0]) | Tensor<Int32>($0[1])) }
    row("^") { Tensor<S>(Tensor<Int32>($0[0]) ^ Tensor<Int32>($0[1])) }
    row("<<") { Tensor<S>(Tensor<Int32>($0[0]) << Tensor<Int32>($0[1])) }
    row(">>") { Tensor<S>(Tensor<Int32>($0[0]) >> Tensor<Int32>($0[1])) }
    row(">> without sign") { Tensor<S>(Tensor<UInt8>(Tensor<Int32>($0[0])) >> Tensor<UInt8>($0[1])) }
    row("~") { Tensor<S>(~Tensor<Int32>($0[0])) }
    row("nonzeroBitCount") { Tensor<S>(Tensor<Int32>($0[0]).nonzeroBitCount()) }
  }

  private static func choices<S: TensorFloatingPoint>(_ row: inout FunctionTable<S>) {
    row("max of two") { max($0[0], $0[1]) }
    row("min of two") { min($0[0], $0[1]) }
    row("max with a number") { max($0[0], 0.2) }
    row("min with a number") { min(0.2, $0[0]) }
    row("clipped") { $0[0].clipped(min: -0.5, max: 0.25) }
    row("clipped by tensors") { $0[0].clipped(min: $0[1], max: $0[2]) }
    row("replacing") { ($0[0] * $0[1]).replacing(with: $0[1].squared(), where: $0[0] .< $0[1]) }
    row("replacing by a number") { $0[0].replacing(with: 7, where: $0[0] .< 0.1) }
    row("isNaN") { Tensor<S>(sqrt($0[0]).isNaN) }
    row("isFinite") { Tensor<S>(reciprocal(floor(relu($0[0]))).isFinite) }
    row("isInfinite") { Tensor<S>(reciprocal(floor(relu($0[0]))).isInfinite) }
    row("replacingNonFinite") {
      sqrt($0[0]).replacingNonFinite(nan: 3) + reciprocal(floor(relu($0[0]))).replacingNonFinite(positiveInfinity: 5)
    }
  }
}
