import Apus
import Checkpoints
import Testing

@Suite struct ConversionTests {
  private let tensors: [WritableTensor] = [
    .init(name: "model.blocks[3].weight", dtype: .float32, shape: [2, 1], bytes: littleEndianBytes([Float(1), 2])),
    .init(name: "model.half", dtype: .float16, shape: [1], bytes: [0, 0x3C]),
    .init(name: "model.flag", dtype: .bool, shape: [], bytes: [1]),
    .init(name: "step", dtype: .int64, shape: [], bytes: littleEndianBytes([Int64(7)])),
  ]

  private func contents(_ path: String) throws -> [String: [UInt8]] {
    let file = try openTensorFile(path)
    return Dictionary(
      uniqueKeysWithValues: try file.tensors.map { tensor in
        (
          "\(tensor.name) \(tensor.dtype.map { "\($0)" } ?? tensor.type) \(tensor.shape)",
          try file.withBytes(of: tensor.name) { Array($0) }
        )
      })
  }

  /// Round all formats and back, with names of Apus, of PyTorch and of Keras.
  @Test(arguments: [["a.b[3].c", "d"], ["a.0.b", "a.1.b"], ["layers/dense/vars/0", "layers/dense/vars/1"], ["a/b.c", "d..e/.S"]])
  func everyFormatKeepsNamesTypesShapesAndBits(names: [String]) throws {
    try withTemporaryFolder { folder in
      let named = zip(names, tensors).map { WritableTensor(name: $0, dtype: $1.dtype, shape: $1.shape, bytes: elements(of: $1)) }
      let start = folder + "/start.npz"
      try NumPyWriter.write(named, to: start)
      var last = start
      for next in ["a.safetensors", "b.h5", "checkpoint", "c.npz", "other", "d.safetensors", "e.weights.h5", "f.npz"] {
        try convertTensors(from: last, to: folder + "/" + next)
        last = folder + "/" + next
      }
      #expect(try contents(last) == contents(start))
    }
  }

  private func elements(of tensor: WritableTensor) -> [UInt8] {
    tensor.name.hasSuffix("half") ? [0, 0x3C] : littleEndianBytes([Float(1), 2])
  }

  @Test func textsAndBFloat16AreKeptWhereThatIsPossibleAndRefusedElsewhere() throws {
    try withTemporaryFolder { folder in
      let source = folder + "/a.safetensors"
      try SafetensorsWriter.write(
        [.init(name: "w", dtype: .bfloat16, shape: [1], bytes: [0x80, 0x3F])], metadata: ["made": "here"], to: source)
      try convertTensors(from: source, to: folder + "/b.h5")
      try convertTensors(from: folder + "/b.h5", to: folder + "/c.safetensors")
      #expect(try bytes(at: folder + "/c.safetensors") == bytes(at: source))
      #expect(throws: ConversionError.textsLost(path: source, keys: ["made"], format: "a checkpoint")) {
        try convertTensors(from: source, to: folder + "/ckpt-1")
      }
      try convertTensors(from: source, to: folder + "/ckpt-1", dropsMetadata: true)
      let checkpoint = try openTensorFile(folder + "/ckpt-1.index")
      #expect(try checkpoint.withBytes(of: "w/.ATTRIBUTES/VARIABLE_VALUE") { Array($0) } == [0x80, 0x3F])
      #expect(throws: ConversionError.typeLost(path: source, tensor: "w", type: "BFloat16", format: "NumPy")) {
        try convertTensors(from: source, to: folder + "/d.npz", dropsMetadata: true)
      }
      #expect(throws: ConversionError.unknownFormat(path: "model.txt")) { try convertTensors(from: source, to: "model.txt") }
      let left = try names(in: folder)
      #expect(!left.contains("d.npz"))
    }
  }

  @Test func aTypeThatTensorsDoNotHaveIsNamed() throws {
    try withTemporaryFolder { folder in
      let source = fixture("numpy/orders.npz")
      let error = #expect(throws: ConversionError.self) { try convertTensors(from: source, to: folder + "/a.h5") }
      #expect(
        error?.description == """
          Apus: a tensor would lose its type
            file   \(source)
            tensor complex
            found  >c8
            hint   a tensor here has no such type: choose another format
          """)
      let left = try names(in: folder)
      #expect(left.isEmpty)
    }
  }

  @Test func aCheckpointOfAModelBecomesItsWeights() throws {
    struct Line: Module {
      var layers = [Dense<Float>(inputSize: 1, outputSize: 1)]
      func callAsFunction(_ input: Tensor<Float>) -> Tensor<Float> { layers[0](input) }
    }
    try withTemporaryFolder { folder in
      let model = Line()
      var checkpoint = Checkpoint()
      try checkpoint.add(model, as: "")
      try checkpoint.save(to: folder + "/ckpt-1")
      try convertTensors(from: folder + "/ckpt-1", to: folder + "/w.safetensors")
      var loaded = Line()
      try loadWeights(into: &loaded, from: folder + "/w.safetensors")
      #expect(try loaded.layers[0].weight.readScalars() == model.layers[0].weight.readScalars())
      try convertTensors(from: folder + "/w.safetensors", to: folder + "/ckpt-2")
      var restored = Line()
      try SavedCheckpoint(path: folder + "/ckpt-2").restore(&restored, from: "").requireComplete()
      #expect(try restored.layers[0].weight.readScalars() == model.layers[0].weight.readScalars())
    }
  }

  @Test func oneArrayFitsANumPyFileAndTwoDoNot() throws {
    try withTemporaryFolder { folder in
      try convertTensors(from: fixture("numpy/single.npy"), to: folder + "/single.safetensors")
      try convertTensors(from: folder + "/single.safetensors", to: folder + "/single.npy")
      #expect(try bytes(at: folder + "/single.npy") == bytes(at: fixture("numpy/single.npy")))
      #expect(throws: ConversionError.self) { try convertTensors(from: fixture("pytorch/example.npz"), to: folder + "/two.npy") }
    }
  }
}
