import ApusNN

enum Activations: FunctionFamily {
  static let program = "activations"

  static func fill<S: TensorFloatingPoint>(_ row: inout FunctionTable<S>) {
    smooth(&row)
    bent(&row)
    row("softmax") { softmax($0[0]) }
    row("softmax along 1") { softmax($0[0], alongAxis: 1) }
    row("logSoftmax") { logSoftmax($0[0]) }
    row("logSoftmax along 1") { logSoftmax($0[0], alongAxis: 1) }
    row("glu") { glu($0[0]) }
    row("identity") { identity($0[0]) }
  }

  private static func smooth<S: TensorFloatingPoint>(_ row: inout FunctionTable<S>) {
    row("sigmoid") { sigmoid($0[0]) }
    row("logSigmoid") { logSigmoid($0[0]) }
    row("softplus") { softplus($0[0]) }
    row("softsign") { softsign($0[0]) }
    row("swish") { swish($0[0]) }
    row("mish") { mish($0[0]) }
    row("gelu") { gelu($0[0]) }
    row("gelu exact") { gelu($0[0], approximate: false) }
    row("tanhShrink") { tanhShrink($0[0]) }
  }

  private static func bent<S: TensorFloatingPoint>(_ row: inout FunctionTable<S>) {
    row("relu") { relu($0[0]) }
    row("relu6") { relu6($0[0] * 3) }
    row("leakyRelu") { leakyRelu($0[0]) }
    row("leakyRelu 0.1") { leakyRelu($0[0], alpha: 0.1) }
    row("elu") { elu($0[0]) }
    row("elu 0.3") { elu($0[0], alpha: 0.3) }
    row("selu") { selu($0[0]) }
    row("celu") { celu($0[0], alpha: 0.5) }
    row("hardSigmoid") { hardSigmoid($0[0]) }
    row("hardSwish") { hardSwish($0[0]) }
    row("hardTanh") { hardTanh($0[0], max: 0.5) }
    row("hardShrink") { hardShrink($0[0]) }
    row("softShrink") { softShrink($0[0]) }
    row("threshold") { threshold($0[0], 0.3, value: -7) }
  }
}
