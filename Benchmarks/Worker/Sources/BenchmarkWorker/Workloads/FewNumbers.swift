import Apus

extension Workload {
  static var scalarAdd: Workload {
    Workload("scalar-add", .launch) {
      let a = Tensor<Float>(1.5), b = Tensor<Float>(2.25)
      return Step(launch: { try (a + b).evaluated() }, read: { Double(try $0.readScalars()[0]) })
    }
  }

  static var sixNumbers: Workload {
    Workload("six-numbers") {
      let x = Tensor<Float>([1, 2, 3, 4, 5, 6])
      return Step(launch: { try (x + x).readScalars() }, read: { Double($0.reduce(0, +)) })
    }
  }
}
