import Apus
import Checkpoints
import Testing

/// Files that `Fixtures/hdf5/make-hdf5.py` has written.
@Suite struct HDF5ReaderTests {
  private let eighths = (0..<24).map { Float($0) / 8 }

  /// The latest form of the format has other headers, groups and attributes, and the same contents.
  @Test(arguments: ["types.h5", "types-latest.h5"])
  func elementsOfEveryTypeAreRead(name: String) throws {
    let file = try HDF5File(path: fixture("hdf5/" + name))
    let types: [(String, DType)] = [
      ("i1", .int8), ("i2", .int16), ("i4", .int32), ("i8", .int64), ("u1", .uint8), ("u2", .uint16), ("u4", .uint32), ("u8", .uint64),
      ("f2", .float16), ("f4", .float32), ("f8", .float64),
    ]
    for (name, dtype) in types {
      for name in ["types/" + name, "types/big_" + name] {
        let tensor = try file.tensor(name)
        #expect(tensor.dtype == dtype && tensor.shape.dimensions == [2, 3, 4], "\(name)")
        let expected = try WritableTensor.counting(dtype, 24)
        #expect(try file.withBytes(of: name) { Array($0) } == expected, "\(name)")
      }
    }
    #expect(try file.tensor("types/flags").typed(Bool.self)?.readScalars() == (0..<24).map { $0 % 3 == 0 })
    #expect(try file.tensor("types/bf16").typed(BFloat16.self)?.readScalars().map(Float.init) == eighths)
    #expect(try file.tensor("types/scalar").typed(Double.self)?.readScalars() == [1.5])
    #expect(try file.tensor("types/empty").shape.dimensions == [0, 3])
    #expect(file.description(of: "types/complex")?.dtype == nil)
    #expect(file.description(of: "types/complex")?.type == "records")
    #expect(file.description(of: "types/texts")?.type == "texts")
    #expect(throws: TensorFileError.unsupportedType(path: file.path, tensor: "types/complex", type: "records")) {
      try file.tensor("types/complex")
    }
  }

  @Test(arguments: ["types.h5", "types-latest.h5"])
  func singleTextsBesideTheRootAreMetadata(name: String) throws {
    #expect(try HDF5File(path: fixture("hdf5/" + name)).metadata == ["made by": "h5py", "fixed": "as long as it is"])
  }

  @Test func chunksAreUnpackedAndPutTogether() throws {
    let file = try HDF5File(path: fixture("hdf5/chunks.h5"))
    let numbers = (0..<7 * 5 * 3).map { Float($0) }
    for name in ["plain", "deflated", "shuffled", "checked", "all"] {
      let tensor = try file.tensor(name)
      #expect(tensor.shape.dimensions == [7, 5, 3])
      #expect(try tensor.typed(Float.self)?.readScalars() == numbers, "\(name)")
    }
    #expect(try file.tensor("big").typed(Double.self)?.readScalars() == numbers.map(Double.init))
    #expect(try file.tensor("row").typed(Int16.self)?.readScalars() == (0..<10_000).map { $0 })
  }

  @Test func aSingleChunkOfTheLatestFormIsRead() throws {
    let file = try HDF5File(path: fixture("hdf5/latest.h5"))
    for name in ["single", "unpacked"] { #expect(try file.tensor(name).typed(Float.self)?.readScalars() == (0..<24).map(Float.init)) }
  }

  /// The older form has a tree of names with two levels, the latest one a heap and an index.
  @Test(arguments: [("many.h5", 300), ("latest.h5", 200)])
  func groupsWithManyMembersAreRead(name: String, count: Int) throws {
    let file = try HDF5File(path: fixture("hdf5/" + name))
    #expect(file.tensors.filter { $0.name.hasPrefix("many/") }.count == count)
    for number in 0..<count { #expect(try file.tensor("many/\(number)").typed(Int32.self)?.readScalars() == [Int32(number)]) }
  }

  @Test func kerasWeightsAreReadFromAllItsFiles() throws {
    let file = try HDF5File(path: fixture("hdf5/keras.weights.h5"))
    let names = [
      "layers/batch_normalization/vars/0", "layers/batch_normalization/vars/1", "layers/batch_normalization/vars/2",
      "layers/batch_normalization/vars/3", "layers/conv2d/vars/0", "layers/conv2d/vars/1", "layers/dense/vars/0", "layers/dense/vars/1",
      "layers/dense_1/vars/0",
    ]
    #expect(file.tensors.map(\.name) == names)
    #expect(try file.tensor("layers/dense/vars/1").typed(Float.self)?.readScalars() == [700, 701, 702, 703])

    let archive = try HDF5File(path: fixture("hdf5/model.keras"))
    #expect(archive.tensors.map(\.name).filter { $0.hasPrefix("layers") } == names)
    #expect(archive.metadata["config.json"]?.contains("\"Sequential\"") == true)

    let legacy = try HDF5File(path: fixture("hdf5/legacy.h5"))
    #expect(try legacy.tensor("model_weights/dense/sequential/dense/bias").typed(Float.self)?.readScalars() == [700, 701, 702, 703])
    #expect(legacy.metadata["model_config"]?.contains("\"Sequential\"") == true)
  }

  @Test(
    arguments: [
      ("elsewhere.h5", "/outside", "a link to another file"), ("symbolic.h5", "/link", "a symbolic link"),
      ("circle.h5", "a/b", "a group with several names"), ("lzf.h5", "a", "elements packed by the filter 32000 lzf"),
      ("resizable.h5", "a", "an index of chunks of the format's latest version"),
      ("unwritten.h5", "a", "a dataset into which nothing was written"),
    ])
  func whatIsNotReadIsNamed(name: String, object: String, what: String) throws {
    let path = fixture("hdf5/" + name)
    let error = #expect(throws: HDF5Error.self) { try contents(of: HDF5File(path: path)) }
    #expect(error == .unsupported(path: path, object: object, what: what))
  }

  @Test func theErrorSaysWhatToDo() {
    #expect(
      "\(HDF5Error.unsupported(path: "a.h5", object: "x/y", what: "a symbolic link"))" == """
        Apus: an HDF5 file has something that is not read here
          file   a.h5
          object x/y
          found  a symbolic link
          hint   save it again by Keras or h5py with their defaults
        """)
  }

  @Test(.enabled(if: SharedSamples.exist, "../shared/samples is not here"))
  func filesOfOthersAreRead() throws {
    for name in ["hand.weights.h5", "k.keras", "k.weights.h5", "k_legacy.h5", "sub.weights.h5"] {
      let file = try HDF5File(path: SharedSamples.folder + "/" + name)
      #expect(file.tensors.count >= 4, "\(name)")
      #expect(try contents(of: file).allSatisfy { $0.value.count == $0.key.byteCount })
    }
  }
}

extension WritableTensor {
  /// The bytes of 0, 1, 2, ….
  fileprivate static func counting(_ dtype: DType, _ count: Int) throws -> [UInt8] {
    switch dtype {
    case .int8: littleEndianBytes((0..<count).map(Int8.init))
    case .int16: littleEndianBytes((0..<count).map(Int16.init))
    case .int32: littleEndianBytes((0..<count).map(Int32.init))
    case .int64: littleEndianBytes((0..<count).map(Int64.init))
    case .uint8: littleEndianBytes((0..<count).map(UInt8.init))
    case .uint16: littleEndianBytes((0..<count).map(UInt16.init))
    case .uint32: littleEndianBytes((0..<count).map(UInt32.init))
    case .uint64: littleEndianBytes((0..<count).map(UInt64.init))
    case .float16: littleEndianBytes((0..<count).map(Float16.init))
    case .float64: littleEndianBytes((0..<count).map(Double.init))
    default: littleEndianBytes((0..<count).map(Float.init))
    }
  }
}
