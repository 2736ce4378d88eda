/// For whom StableHLO is written.
public enum LoweringStyle: Sendable {
  /// For the plugin that runs it at once: in the forms that XLA:CPU runs fastest.
  case tuned
  /// For files that other compilers read: each operation as the one of StableHLO that means it, without barriers, so that converters
  /// recognise convolutions and pools. Functions of this process are refused.
  case portable
}
