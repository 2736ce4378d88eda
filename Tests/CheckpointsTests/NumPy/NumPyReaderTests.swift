import Apus
import Checkpoints
import Testing

/// Files that `Fixtures/numpy/make-numpy.py` has written.
@Suite struct NumPyReaderTests {
  private let eighths = (0..<24).map { Float($0) / 8 }

  @Test(arguments: ["plain.npz", "packed.npz"])
  func arraysOfEveryTypeAreRead(name: String) throws {
    let file = try NumPyFile(path: fixture("numpy/" + name))
    #expect(
      file.tensors.map { "\($0.name) \($0.type) \($0.shape) \($0.byteCount)" } == [
        "f4 <f4 [2, 3, 4] 96", "f8_scalar <f8 [] 8", "f2_empty <f2 [0, 3] 0", "i8 <i8 [2, 3, 4] 192", "u1 |u1 [2, 3, 4] 24",
        "flags |b1 [2, 3, 4] 24", "bf16 <V2 [2, 3, 4] 48", "a/b.c <i4 [1] 4",
      ])
    #expect(try file.tensor("f4").typed(Float.self)?.readScalars() == eighths)
    #expect(try file.tensor("f8_scalar").typed(Double.self)?.readScalars() == [1.5])
    #expect(try file.tensor("f2_empty").dtype == .float16)
    #expect(try file.tensor("i8").typed(Int64.self)?.readScalars() == (0..<24).map { $0 - 12 })
    #expect(try file.tensor("flags").typed(Bool.self)?.readScalars() == (0..<24).map { $0 % 3 == 0 })
    #expect(try file.tensor("bf16").typed(BFloat16.self)?.readScalars().map(Float.init) == eighths)
    #expect(try file.tensor("a/b.c").typed(Int32.self)?.readScalars() == [7])
  }

  @Test func elementsComeRowMajorAndLittleEndianWhateverTheirOrderInTheFile() throws {
    let file = try NumPyFile(path: fixture("numpy/orders.npz"))
    #expect(file.tensors.map(\.type) == [">f4", "<f4", ">i2", ">c8", "<U4"])
    #expect(try file.tensor("big").typed(Float.self)?.readScalars() == eighths)
    #expect(try file.tensor("fortran").typed(Float.self)?.readScalars() == eighths)
    #expect(try file.tensor("both").typed(Int16.self)?.readScalars() == (0..<24).map { $0 })
    #expect(try file.withBytes(of: "complex") { Array($0) } == (0..<24).flatMap { littleEndianBytes([Float($0), 1]) })
    let error = #expect(throws: TensorFileError.self) { try file.tensor("complex") }
    #expect(error == .unsupportedType(path: file.path, tensor: "complex", type: ">c8"))
  }

  @Test func anArrayAloneHasTheNameOfItsFile() throws {
    let file = try NumPyFile(path: fixture("numpy/single.npy"))
    #expect(file.tensors.map(\.name) == ["single"])
    #expect(try file.tensor("single").typed(Float.self)?.readScalars() == eighths)
    #expect(throws: TensorFileError.missingTensor(path: file.path, name: "x", names: ["single"])) { try file.tensor("x") }
    #expect(throws: NumPyError.missingArray(path: file.path, name: "x", names: ["single"])) { try file.withBytes(of: "x") { _ in } }
  }

  @Test func pythonObjectsAndRecordsAreRefused() throws {
    let objects = fixture("numpy/objects.npz"), records = fixture("numpy/records.npy")
    #expect(throws: NumPyError.unsupportedType(path: objects, array: "bad", type: "“|O”")) { try NumPyFile(path: objects) }
    #expect(
      throws: NumPyError.unsupportedType(path: records, array: "records", type: "records: [('a', '<i4'), ('b', '<f8')]")
    ) { try NumPyFile(path: records) }
    let text = "\(NumPyError.unsupportedType(path: "a.npz", array: "bad", type: "“|O”"))"
    #expect(
      text == """
        Apus: an array has elements that are no numbers
          file  a.npz
          array bad
          found “|O”
          hint  save arrays of numbers: Python objects are never unpacked here, for they can run programs
        """)
  }

  @Test func aFileOfAnotherKindIsRefused() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/a.npz"
      try writeBytes(Array("hello".utf8), to: path)
      #expect(throws: NumPyError.notNumPy(path: path)) { try NumPyFile(path: path) }
      #expect(throws: NumPyError.self) { try NumPyFile(path: folder) }
      #expect(throws: NumPyError.self) { try NumPyFile(path: folder + "/none") }
    }
  }
}
