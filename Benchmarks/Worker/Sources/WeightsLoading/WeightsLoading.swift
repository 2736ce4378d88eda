import Apus
import Checkpoints
import Foundation

/// A stack of matrices of 64 MB. They are zeros at first, which take no memory; random ones would.
struct Stack: Module {
  var weights: [Tensor<Float>]

  init(gigabytes: Int) { weights = Array(repeating: Tensor(zeros: [4096, 4096]), count: 16 * gigabytes) }

  func callAsFunction(_ input: Tensor<Float>) -> Tensor<Float> { weights.reduce(input) { matmul($0, $1) } }
}

/// `weights-loading make|read|load|map FILE`: one measurement of a file of 2 GB in a process of its own, whose peak of memory it prints.
@main enum WeightsLoading {
  static let gigabytes = 2

  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 3 else { return print("usage: weights-loading make|read|load|map FILE") }
    let path = arguments[2]
    let clock = ContinuousClock()
    switch arguments[1] {
    case "make": try make(path)
    case "read": report(try clock.measure { try read(path) })
    case "load", "map":
      var model = Stack(gigabytes: gigabytes)
      report(try clock.measure { try loadWeights(into: &model, from: path, inPlace: arguments[1] == "map") })
      var first: Float?
      let time = try clock.measure { first = try model(Tensor<Float>(ones: [1, 4096])).readScalars().first }
      print("      a step: \(text(time)), peak \(megabytes("VmHWM")) MB, of its own \(megabytes("RssAnon")) MB, output \(first ?? .nan)")
    default: print("make, read, load or map")
    }
  }

  private static func make(_ path: String) throws {
    let bytes = [UInt8](repeating: 0, count: 1 << 26)
    try SafetensorsWriter.write(
      (0..<16 * gigabytes).map { .init(name: "weights[\($0)]", dtype: .float32, shape: [4096, 4096], bytes: bytes) }, alignment: 64,
      to: path)
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

  private static func report(_ time: Duration) { print("\(text(time)), peak \(megabytes("VmHWM")) MB") }

  private static func text(_ time: Duration) -> String { time.formatted(.units(allowed: [.milliseconds])) }

  /// A line of Linux's account of the process: `VmHWM` is the peak of its memory, `RssAnon` what is no part of a file.
  private static func megabytes(_ name: String) -> Int {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix(name + ":") }
    return (line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) } ?? 0) / 1024
  }
}
