import Checkpoints

/// The bytes of a file with this header and these data.
func safetensors(header: String, data: [UInt8] = []) -> [UInt8] {
  withUnsafeBytes(of: UInt64(header.utf8.count).littleEndian, Array.init) + Array(header.utf8) + data
}

/// Opens a file with this header and these data.
func open(header: String, data: [UInt8] = []) throws -> SafetensorsFile {
  try open(safetensors(header: header, data: data))
}

/// Opens a file of these bytes.
func open(_ bytes: [UInt8]) throws -> SafetensorsFile {
  try withTemporaryFolder { folder in
    try writeBytes(bytes, to: folder + "/file.safetensors")
    return try SafetensorsFile(path: folder + "/file.safetensors")
  }
}

/// A file as version 0.8 of the `safetensors` package writes it: every width of element, a scalar, an empty tensor, a name
/// that needs escapes.
let officialHeader =
  #"{"__metadata__":{"format":"np"},"b":{"dtype":"I64","shape":[2],"data_offsets":[0,16]},"#
  + #""é\"\n/\u0001":{"dtype":"F64","shape":[0,3],"data_offsets":[16,16]},"#
  + #""a":{"dtype":"F32","shape":[],"data_offsets":[16,20]},"w":{"dtype":"F32","shape":[2,3],"data_offsets":[20,44]},"#
  + #""h":{"dtype":"F16","shape":[1],"data_offsets":[44,46]},"u":{"dtype":"U8","shape":[1],"data_offsets":[46,47]},"#
  + #""flag":{"dtype":"BOOL","shape":[3],"data_offsets":[47,50]}}      "#

let officialData: [UInt8] =
  littleEndianBytes([Int64(1), 2]) + littleEndianBytes([Float(1.5)]) + littleEndianBytes([Float(0), 1, 2, 3, 4, 5])
  + [0x00, 0x3C] + [7] + [1, 0, 1]

var officialTensors: [SafetensorsWriter.Tensor] {
  [
    .init(name: "flag", dtype: .bool, shape: [3], bytes: [1, 0, 1]),
    .init(name: "w", dtype: .float32, shape: [2, 3], bytes: littleEndianBytes([Float(0), 1, 2, 3, 4, 5])),
    .init(name: "a", dtype: .float32, shape: [], bytes: littleEndianBytes([Float(1.5)])),
    .init(name: "é\"\n/\u{1}", dtype: .float64, shape: [0, 3], bytes: []),
    .init(name: "h", dtype: .float16, shape: [1], bytes: [0x00, 0x3C]),
    .init(name: "b", dtype: .int64, shape: [2], bytes: littleEndianBytes([Int64(1), 2])),
    .init(name: "u", dtype: .uint8, shape: [1], bytes: [7]),
  ]
}

/// The elements' bytes as a file holds them; every platform of this package is little-endian.
func littleEndianBytes<Element: BitwiseCopyable>(_ elements: [Element]) -> [UInt8] {
  elements.withUnsafeBytes { Array($0) }
}
