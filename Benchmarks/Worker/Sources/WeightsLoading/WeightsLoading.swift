import Apus
import Checkpoints
import Foundation

/// A stack of matrices of 64 MB. They are zeros at first, which take no memory; random ones would.
struct Stack: Module {
  var weights: [Tensor<Float>]

  init(gigabytes: Int) { weights = Array(repeating: Tensor(zeros: [4096, 4096]), count: 16 * gigabytes) }

  func callAsFunction(_ input: Tensor<Float>) -> Tensor<Float> { weights.reduce(input) { matmul($0, $1) } }
}

/// `weights-loading make|read|load FILE`: one measurement of a file of 2 GB in a process of its own, whose peak of memory it prints.
@main enum WeightsLoading {
  static let gigabytes = 2

  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 3 else { return print("usage: weights-loading make|read|load FILE") }
    let path = arguments[2]
    let clock = ContinuousClock()
    switch arguments[1] {
    case "make": try make(path)
    case "read": report(try clock.measure { try read(path) })
    case "load":
      var model = Stack(gigabytes: gigabytes)
      report(try clock.measure { try loadWeights(into: &model, from: path) })
      let first = try model(Tensor<Float>(ones: [1, 4096])).readScalars().first
      print("peak with a step: \(peakMegabytes()) MB, first output \(first ?? .nan)")
    default: print("make, read or load")
    }
  }

  private static func make(_ path: String) throws {
    let bytes = [UInt8](repeating: 0, count: 1 << 26)
    try SafetensorsWriter.write(
      (0..<16 * gigabytes).map { .init(name: "weights[\($0)]", dtype: .float32, shape: [4096, 4096], bytes: bytes) }, to: path)
  }

  /// What any program does that has the file's bytes in memory afterwards.
  private static func read(_ path: String) throws {
    let descriptor = open(path, O_RDONLY)
    defer { close(descriptor) }
    let count = Int(lseek(descriptor, 0, SEEK_END))
    let memory = UnsafeMutableRawPointer.allocate(byteCount: count, alignment: 64)
    defer { memory.deallocate() }
    var offset = 0
    while offset < count {
      let piece = pread(descriptor, memory + offset, min(count - offset, 1 << 30), off_t(offset))
      guard piece > 0 else { throw CocoaError(.fileReadUnknown) }
      offset += piece
    }
  }

  private static func report(_ time: Duration) {
    print("\(time.formatted(.units(allowed: [.milliseconds]))), peak \(peakMegabytes()) MB")
  }

  /// Linux's `VmHWM`.
  private static func peakMegabytes() -> Int {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    return (line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) } ?? 0) / 1024
  }
}
