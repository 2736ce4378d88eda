import Foundation

/// What libFuzzer calls with bytes of its making, until they make a reader crash, hang or take more memory than a file can be worth:
/// <https://llvm.org/docs/LibFuzzer.html#fuzz-target>. The environment's `FUZZ_TARGET` says which reader.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ bytes: UnsafeRawPointer?, _ count: Int) -> CInt {
  target.run(UnsafeRawBufferPointer(start: bytes, count: count))
  return 0
}

private let target: FuzzTarget = {
  let name = ProcessInfo.processInfo.environment["FUZZ_TARGET"]
  guard let target = FuzzTarget.all.first(where: { $0.name == name }) else {
    // What is printed is lost where libFuzzer ends the process.
    try? FileHandle.standardError.write(contentsOf: Array("FUZZ_TARGET is one of \(FuzzTarget.all.map(\.name))\n".utf8))
    exit(2)
  }
  return target
}()
