import Checkpoints
import Foundation

/// Tensors of every kind: numbers of several widths, a scalar, an empty one, strings, names that are not ASCII.
let bundleTensors: [TensorBundleWriter.Tensor] = [
  .init(name: "w", dtype: .float32, shape: [2, 3], bytes: Array(0..<24)),
  .init(name: "step", dtype: .int64, shape: [], bytes: [42, 0, 0, 0, 0, 0, 0, 0]),
  .init(name: "empty", dtype: .float64, shape: [0, 3], bytes: []),
  .init(name: "half", dtype: .bfloat16, shape: [2], bytes: [0x80, 0x3F, 0, 0x40]),
  .init(name: "mask", dtype: .bool, shape: [3], bytes: [1, 0, 1]),
  .init(name: "note é", shape: [3], strings: ["abc", "", String(repeating: "x", count: 300)]),
]

/// Writes `bundleTensors` as `folder`/small and returns the prefix.
func writeSmallBundle(in folder: String) throws -> String {
  try TensorBundleWriter.write(bundleTensors, to: folder + "/small")
  return folder + "/small"
}

/// Every tensor's name and bytes, or its strings one behind the other: reads everything that a checkpoint has.
func readAll(_ path: String) throws -> [String: [UInt8]] {
  let bundle = try TensorBundle(path: path)
  var found: [String: [UInt8]] = [:]
  for entry in bundle.entries {
    if entry.dtype == .string {
      found[entry.name] = try bundle.strings(of: entry.name).flatMap { $0 + [0xFF] }
    } else {
      found[entry.name] = try bundle.withBytes(of: entry.name) { Array($0) }
    }
  }
  return found
}

/// The tensors of a checkpoint in the order of their bytes, ready to be written again.
func copiedTensors(_ bundle: TensorBundle) throws -> [TensorBundleWriter.Tensor] {
  try bundle.entries.sorted { $0.byteRange.lowerBound < $1.byteRange.lowerBound }.map { entry in
    if entry.dtype == .string { return .init(name: entry.name, shape: entry.shape, strings: try bundle.strings(of: entry.name)) }
    return .init(name: entry.name, dtype: entry.dtype, shape: entry.shape) { body in try bundle.withBytes(of: entry.name, body) }
  }
}
