/// Only loops of up to eight rounds are written out before LLVM vectorizes.
///
/// By itself LLVM writes out the loop over 9 to 27 channels of an image whole and vectorizes the one over its columns, whose numbers it then
/// gathers one by one: `x * scale + offset` on `[32, 32, 32, 16]` takes 0.24 ms instead of 0.05, and ResNet-20 6 % longer, in mixed `BFloat16`
/// 14 % (`Benchmarks/NOTES.md`).
///
/// LLVM ends the process where it does not know an option: `PluginFile` looks for its name first.
enum LoopUnrolling {
  static let option = "unroll-full-max-count"
  static let argument = "-\(option)=8"

  /// The options for the compiler of a plugin.
  static func arguments(for pluginPath: String) -> [String] { PluginFile.shared.limitsUnrolling(pluginPath) ? [argument] : [] }
}
