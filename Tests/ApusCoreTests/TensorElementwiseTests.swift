import ApusCore
import Testing

/// The elementwise functions against NumPy 2 in double precision.
@Suite struct TensorElementwiseTests {
  struct Row: CustomTestStringConvertible, Sendable {
    let name: String
    let function: @Sendable (Tensor<Double>) -> Tensor<Double>
    let arguments: [Double]
    let expected: [Double]
    var testDescription: String { name }
  }

  @Test(arguments: rows)
  func equalsNumPy(_ row: Row) throws {
    let result = row.function(Tensor(row.arguments))
    #expect(result.shape == [row.arguments.count])
    try expectClose(result, row.expected, tolerance: 4e-15)
  }

  @Test(arguments: rows)
  func floatIsTheRoundedDouble(_ row: Row) throws {
    // Every function is made of the same operations for all types; one that drifts would show in the sixth digit.
    let single = Tensor<Double>(Tensor<Float>(row.function(Tensor<Double>(Tensor<Float>(Tensor(row.arguments))))))
    try expectClose(single, row.expected, tolerance: 1e-6)
  }

  @Test(arguments: rows)
  func sizeZeroStaysEmpty(_ row: Row) throws {
    #expect(try row.function(Tensor(shape: [0, 2], scalars: [])).readScalars() == [])
  }

  static let wide: [Double] = [-2.5, -1, -0.25, 0, 0.5, 1.5, 3]
  static let positive: [Double] = [0.25, 0.5, 1, 2, 10]
  static let aboveOne: [Double] = [1.25, 1.5, 2, 3, 11]
  static let unit: [Double] = [-0.9, -0.5, 0, 0.3, 0.75]
  static let halves: [Double] = [-2.5, -1.5, -0.5, 0.5, 1.5, 2.5, -1.2]
  static let negative: [Double] = [-3, -0.7, -0.1, -1e-9]

  static let wideRows: [Row] = [
    Row(
      name: "exp", function: exp, arguments: wide,
      expected: [
        0.0820849986238988, 0.36787944117144233, 0.7788007830714049, 1,
        1.6487212707001282, 4.4816890703380645, 20.085536923187668,
      ]),
    Row(
      name: "exp2", function: exp2, arguments: wide,
      expected: [0.1767766952966369, 0.5, 0.8408964152537145, 1, 1.4142135623730951, 2.8284271247461903, 8]),
    Row(
      name: "expm1", function: expm1, arguments: wide,
      expected: [
        -0.9179150013761012, -0.6321205588285577, -0.22119921692859512, 0,
        0.6487212707001282, 3.481689070338065, 19.085536923187668,
      ]),
    Row(
      name: "sin", function: sin, arguments: wide,
      expected: [
        -0.5984721441039565, -0.8414709848078965, -0.24740395925452294, 0,
        0.479425538604203, 0.9974949866040544, 0.1411200080598672,
      ]),
    Row(
      name: "cos", function: cos, arguments: wide,
      expected: [
        -0.8011436155469337, 0.5403023058681398, 0.9689124217106447, 1,
        0.8775825618903728, 0.0707372016677029, -0.9899924966004454,
      ]),
    Row(
      name: "tan", function: tan, arguments: wide,
      expected: [
        0.7470222972386603, -1.5574077246549023, -0.25534192122103627, 0,
        0.5463024898437905, 14.101419947171719, -0.1425465430742778,
      ]),
    Row(
      name: "atan", function: atan, arguments: wide,
      expected: [
        -1.1902899496825317, -0.7853981633974483, -0.24497866312686414, 0,
        0.4636476090008061, 0.982793723247329, 1.2490457723982544,
      ]),
    Row(
      name: "sinh", function: sinh, arguments: wide,
      expected: [
        -6.0502044810397875, -1.1752011936438014, -0.2526123168081683, 0,
        0.5210953054937474, 2.1292794550948173, 10.017874927409903,
      ]),
    Row(
      name: "cosh", function: cosh, arguments: wide,
      expected: [6.132289479663686, 1.5430806348152437, 1.0314130998795732, 1, 1.1276259652063807, 2.352409615243247, 10.067661995777765]),
    Row(
      name: "tanh", function: tanh, arguments: wide,
      expected: [
        -0.9866142981514303, -0.7615941559557649, -0.24491866240370913, 0,
        0.46211715726000974, 0.9051482536448665, 0.9950547536867305,
      ]),
    Row(
      name: "asinh", function: asinh, arguments: wide,
      expected: [
        -1.6472311463710958, -0.881373587019543, -0.24746646154726346, 0,
        0.48121182505960347, 1.1947632172871092, 1.8184464592320668,
      ]),
    Row(
      name: "erf", function: erf, arguments: wide,
      expected: [
        -0.999593047982555, -0.8427007929497149, -0.2763263901682369, 0,
        0.5204998778130465, 0.9661051464753108, 0.9999779095030014,
      ]),
    Row(name: "abs", function: abs, arguments: wide, expected: [2.5, 1, 0.25, 0, 0.5, 1.5, 3]),
    Row(name: "sign", function: sign, arguments: wide, expected: [-1, -1, -1, 0, 1, 1, 1]),
    Row(name: "relu", function: relu, arguments: wide, expected: [0, 0, 0, 0, 0.5, 1.5, 3]),
    Row(name: "relu6", function: relu6, arguments: wide, expected: [0, 0, 0, 0, 0.5, 1.5, 3]),
    Row(name: "leakyRelu", function: leakyRelu, arguments: wide, expected: [-0.5, -0.2, -0.05, 0, 0.5, 1.5, 3]),
    Row(
      name: "leakyRelu alpha", function: { leakyRelu($0, alpha: 0.1) }, arguments: wide, expected: [-0.25, -0.1, -0.025, 0, 0.5, 1.5, 3]),
    Row(
      name: "elu", function: elu, arguments: wide,
      expected: [-0.9179150013761012, -0.6321205588285577, -0.22119921692859512, 0, 0.5, 1.5, 3]),
    Row(
      name: "selu", function: selu, arguments: wide,
      expected: [
        -1.6137857588732423, -1.1113307378125625, -0.3888901974781189, 0,
        0.5253504936777402, 1.5760514810332207, 3.1521029620664414,
      ]),
    Row(
      name: "sigmoid", function: sigmoid, arguments: wide,
      expected: [
        0.07585818002124355, 0.2689414213699951, 0.43782349911420193, 0.5,
        0.6224593312018546, 0.8175744761936437, 0.9525741268224334,
      ]),
    Row(
      name: "logSigmoid", function: logSigmoid, arguments: wide,
      expected: [
        -2.5788897342925496, -1.3132616875182228, -0.8259394198788436, -0.6931471805599453,
        -0.4740769841801067, -0.2014132779827524, -0.04858735157374206,
      ]),
    Row(
      name: "softplus", function: softplus, arguments: wide,
      expected: [
        0.07888973429254963, 0.31326168751822286, 0.5759394198788436, 0.6931471805599453,
        0.9740769841801067, 1.7014132779827524, 3.048587351573742,
      ]),
    Row(
      name: "softsign", function: softsign, arguments: wide,
      expected: [-0.7142857142857143, -0.5, -0.2, 0, 0.3333333333333333, 0.6, 0.75]),
    Row(
      name: "swish", function: swish, arguments: wide,
      expected: [
        -0.18964545005310887, -0.2689414213699951, -0.10945587477855048, 0,
        0.3112296656009273, 1.2263617142904655, 2.8577223804673,
      ]),
    Row(
      name: "mish", function: mish, arguments: wide,
      expected: [
        -0.19681620390653332, -0.30340146137410895, -0.129926963679141, 0,
        0.3752452113048951, 1.4033782663958028, 2.986535004967957,
      ]),
    Row(
      name: "hardSigmoid", function: hardSigmoid, arguments: wide,
      expected: [0.08333333333333333, 0.3333333333333333, 0.4583333333333333, 0.5, 0.5833333333333334, 0.75, 1]),
    Row(
      name: "hardSwish", function: hardSwish, arguments: wide,
      expected: [-0.20833333333333334, -0.3333333333333333, -0.11458333333333333, 0, 0.2916666666666667, 1.125, 3]),
    Row(
      name: "gelu exact", function: { gelu($0, approximate: false) }, arguments: wide,
      expected: [
        -0.015524163314440398, -0.15865525393145707, -0.10032341857926907, 0,
        0.34573123063700656, 1.399789198096713, 2.99595030590511,
      ]),
    Row(
      name: "gelu", function: gelu, arguments: wide,
      expected: [
        -0.015084266089998577, -0.1588080093917233, -0.100324649298315, 0,
        0.34571400982514394, 1.3995715769802328, 2.996362607918227,
      ]),
    Row(name: "squared", function: { $0.squared() }, arguments: wide, expected: [6.25, 1, 0.0625, 0, 0.25, 2.25, 9]),
    Row(name: "clipped", function: { $0.clipped(min: -1, max: 2) }, arguments: wide, expected: [-1, -1, -0.25, 0, 0.5, 1.5, 2]),
    Row(name: "max", function: { max($0, 0.5) }, arguments: wide, expected: [0.5, 0.5, 0.5, 0.5, 0.5, 1.5, 3]),
    Row(name: "min", function: { min(0.5, $0) }, arguments: wide, expected: [-2.5, -1, -0.25, 0, 0.5, 0.5, 0.5]),
    Row(name: "pow 2", function: { pow($0, 2) }, arguments: wide, expected: [6.25, 1, 0.0625, 0, 0.25, 2.25, 9]),
    Row(name: "pow 3", function: { pow($0, 3) }, arguments: wide, expected: [-15.625, -1, -0.015625, 0, 0.125, 3.375, 27]),
    Row(
      name: "number to a power", function: { pow(2, $0) }, arguments: wide,
      expected: [0.1767766952966369, 0.5, 0.8408964152537145, 1, 1.4142135623730951, 2.8284271247461903, 8]),
    Row(
      name: "atan2", function: { atan2($0, Tensor(-1.5)) }, arguments: wide,
      expected: [
        -2.1112158270654806, -2.5535900500422257, -2.976443976175166, 3.141592653589793,
        2.819842099193151, 2.356194490192345, 2.0344439357957027,
      ]),
    Row(name: "identity", function: identity, arguments: wide, expected: [-2.5, -1, -0.25, 0, 0.5, 1.5, 3]),
  ]

  static let positiveRows: [Row] = [
    Row(
      name: "log", function: log, arguments: positive,
      expected: [-1.3862943611198906, -0.6931471805599453, 0, 0.6931471805599453, 2.302585092994046]),
    Row(name: "log2", function: log2, arguments: positive, expected: [-2, -1, 0, 1, 3.321928094887362]),
    Row(
      name: "log10", function: log10, arguments: positive,
      expected: [-0.6020599913279624, -0.3010299956639812, 0, 0.3010299956639812, 1]),
    Row(
      name: "log1p", function: log1p, arguments: positive,
      expected: [0.22314355131420976, 0.4054651081081644, 0.6931471805599453, 1.0986122886681098, 2.3978952727983707]),
    Row(name: "sqrt", function: sqrt, arguments: positive, expected: [0.5, 0.7071067811865476, 1, 1.4142135623730951, 3.1622776601683795]),
    Row(
      name: "cbrt", function: cbrt, arguments: positive,
      expected: [0.6299605249474366, 0.7937005259840998, 1, 1.2599210498948732, 2.154434690031884]),
    Row(name: "rsqrt", function: rsqrt, arguments: positive, expected: [2, 1.414213562373095, 1, 0.7071067811865475, 0.31622776601683794]),
    Row(
      name: "pow -0.5", function: { pow($0, -0.5) }, arguments: positive,
      expected: [2, 1.4142135623730951, 1, 0.7071067811865476, 0.31622776601683794]),
    Row(
      name: "pow 0.5", function: { pow($0, 0.5) }, arguments: positive,
      expected: [0.5, 0.7071067811865476, 1, 1.4142135623730951, 3.1622776601683795]),
    Row(name: "pow -1", function: { pow($0, -1) }, arguments: positive, expected: [4, 2, 1, 0.5, 0.1]),
    Row(name: "pow 1", function: { pow($0, 1) }, arguments: positive, expected: [0.25, 0.5, 1, 2, 10]),
    Row(
      name: "pow 2.5", function: { pow($0, 2.5) }, arguments: positive,
      expected: [0.03125, 0.1767766952966369, 1, 5.656854249492381, 316.2277660168379]),
    Row(
      name: "pow by itself", function: { pow($0, $0) }, arguments: positive,
      expected: [0.7071067811865476, 0.7071067811865476, 1, 4, 10000000000.0]),
  ]

  static let aboveOneRows: [Row] = [
    Row(
      name: "acosh", function: acosh, arguments: aboveOne,
      expected: [0.6931471805599453, 0.9624236501192069, 1.3169578969248168, 1.762747174039086, 3.088969904844603])
  ]

  static let unitRows: [Row] = [
    Row(
      name: "asin", function: asin, arguments: unit,
      expected: [-1.1197695149986342, -0.5235987755982989, 0, 0.30469265401539747, 0.848062078981481]),
    Row(
      name: "acos", function: acos, arguments: unit,
      expected: [2.6905658417935308, 2.0943951023931957, 1.5707963267948966, 1.2661036727794992, 0.7227342478134156]),
    Row(
      name: "atanh", function: atanh, arguments: unit,
      expected: [-1.4722194895832204, -0.5493061443340549, 0, 0.3095196042031117, 0.9729550745276566]),
  ]

  static let halvesRows: [Row] = [
    Row(name: "floor", function: floor, arguments: halves, expected: [-3, -2, -1, 0, 1, 2, -2]),
    Row(name: "ceil", function: ceil, arguments: halves, expected: [-2, -1, 0, 1, 2, 3, -1]),
    Row(name: "round", function: round, arguments: halves, expected: [-2, -2, 0, 0, 2, 2, -1]),
  ]

  static let negativeRows: [Row] = [
    Row(
      name: "log1mexp", function: log1mexp, arguments: negative,
      expected: [-0.051069180942701596, -0.6863410028083852, -2.3521684610440907, -20.723265837446412])
  ]

  static let rows = wideRows + positiveRows + aboveOneRows + unitRows + halvesRows + negativeRows
}
