import CPJRT

/// A call that a running program makes to a function of the host: its operands' memory, and that of the one result to be written.
///
/// The memory is the program's own and valid for the time of the call.
public struct ForeignCall {
  /// An array of the program in row-major order.
  public struct Array {
    /// `nil` for elements that `ElementType` does not know.
    public let type: BufferType?
    /// `nil` where there are no elements.
    public let pointer: UnsafeMutableRawPointer?
  }

  /// A function that a program can call: `XLA_FFI_Error *(XLA_FFI_CallFrame *)`.
  public typealias Handler = @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer?

  public let arguments: [Array]
  public let result: Array

  /// Answers a call with `body`; what it throws becomes the error of the program's execution.
  ///
  ///     let handler: ForeignCall.Handler = { ForeignCall.answer($0) { call in … } }
  ///
  /// - Returns: what the function returns to the program.
  public static func answer(_ frame: UnsafeMutableRawPointer?, _ body: (ForeignCall) throws -> Void) -> UnsafeMutableRawPointer? {
    guard let frame = frame?.assumingMemoryBound(to: XLA_FFI_CallFrame.self) else { return nil }
    if xla_ffi_answered_metadata(frame) != 0 || frame.pointee.stage != Int32(XLA_FFI_ExecutionStage_EXECUTE) { return nil }
    let arguments = arrays(frame.pointee.args), results = arrays(frame.pointee.rets)
    guard results.count == 1 else { return failed(frame, "a function of the host gives one result, not \(results.count)") }
    do {
      try body(ForeignCall(arguments: arguments, result: results[0]))
      return nil
    } catch {
      return failed(frame, "\(error)")
    }
  }

  private static func failed(_ frame: UnsafePointer<XLA_FFI_CallFrame>, _ message: String) -> UnsafeMutableRawPointer? {
    xla_ffi_error(frame, Int32(XLA_FFI_Error_Code_INTERNAL), message).map { UnsafeMutableRawPointer($0) }
  }

  private static func arrays(_ buffers: XLA_FFI_Buffers) -> [Array] {
    (0..<Int(buffers.size)).map { index in
      guard let buffer = buffers.buffers?[index]?.pointee else { return Array(type: nil, pointer: nil) }
      let dimensions = (0..<Int(buffer.rank)).map { Int(buffer.dims[$0]) }
      return Array(type: elementType(buffer.dtype).map { BufferType($0, dimensions) }, pointer: buffer.data)
    }
  }

  /// Up to `f64` the numbers are those of the plugin interface; `bf16` has another.
  private static func elementType(_ number: Int32) -> ElementType? {
    if number == Int32(XLA_FFI_DataType_BF16) { return .bf16 }
    return number <= ElementType.f64.rawValue ? ElementType(rawValue: number) : nil
  }
}
