import Checkpoints

/// Files with functions, in a folder of which `Fuzz/run` has put a good copy where they are. The functions are called, and nobody reads a
/// result, so that one may ask for as much as it likes. Nothing is compiled either: no plugin is to be found.
extension FuzzTarget {
  static let savedModel = FuzzTarget(name: "savedmodel", fileName: "model/saved_model.pb") { path in
    let model = try SavedModel.load(folder(of: path))
    for name in model.functionNames { _ = try? model.function(name)([AnyTensor(Tensor<Float>([[1, 2]]))]) }
  }

  static let signature = program(name: "signature", fileName: "program/signature.json")
  static let module = program(name: "module", fileName: "program/module.mlir")

  private static func program(name: String, fileName: String) -> FuzzTarget {
    FuzzTarget(name: name, fileName: fileName) { path in
      var program = try StableHLOProgram.load(folder(of: path))
      _ = try program(["x": AnyTensor(Tensor<Float>([[1, 2]]))])
    }
  }

  private static func folder(of path: String) -> String { String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)]) }
}
