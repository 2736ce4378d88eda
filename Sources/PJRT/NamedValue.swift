import CPJRT

/// A value with a name: the plugin's way to say something about itself, and the way to set options of a client.
public enum NamedValue: Hashable, Sendable {
  case string(String)
  case integer(Int64)
  case integers([Int64])
  case float(Float)
  case bool(Bool)
}

extension NamedValue: CustomStringConvertible {
  public var description: String {
    switch self {
    case .string(let value): value
    case .integer(let value): "\(value)"
    case .integers(let values): "\(values)"
    case .float(let value): "\(value)"
    case .bool(let value): "\(value)"
    }
  }
}

/// Reads the plugin's list of named values.
func namedValues(_ start: UnsafePointer<PJRT_NamedValue>?, _ count: Int) -> [String: NamedValue] {
  var values: [String: NamedValue] = [:]
  for item in UnsafeBufferPointer(start: start, count: start == nil ? 0 : count) {
    values[string(item.name, item.name_size)] =
      switch item.type {
      case PJRT_NamedValue_kString: .string(string(item.string_value, item.value_size))
      case PJRT_NamedValue_kInt64: .integer(item.int64_value)
      case PJRT_NamedValue_kInt64List: .integers(Array(UnsafeBufferPointer(start: item.int64_array_value, count: item.value_size)))
      case PJRT_NamedValue_kFloat: .float(item.float_value)
      case PJRT_NamedValue_kBool: .bool(item.bool_value)
      default: nil
      }
  }
  return values
}

/// Calls `body` with the values in the plugin's form, which lives only during the call.
func withNamedValues<Result>(
  _ values: [String: NamedValue], _ body: (UnsafeBufferPointer<PJRT_NamedValue>) throws -> Result
) rethrows -> Result {
  var owned: [UnsafeMutableRawBufferPointer] = []
  defer { for memory in owned { memory.deallocate() } }
  func keep(_ bytes: UnsafeRawBufferPointer) -> UnsafeMutableRawPointer? {
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: max(bytes.count, 1), alignment: 8)
    memory.copyMemory(from: bytes)
    owned.append(memory)
    return memory.baseAddress
  }
  func keep(_ text: String) -> UnsafePointer<CChar>? {
    Array(text.utf8).withUnsafeBytes { UnsafePointer(keep($0)?.assumingMemoryBound(to: CChar.self)) }
  }
  let items = values.sorted { $0.key < $1.key }.map { name, value in
    var item = PJRT_NamedValue_make()
    item.name = keep(name)
    item.name_size = name.utf8.count
    item.value_size = 1
    switch value {
    case .string(let text):
      item.type = PJRT_NamedValue_kString
      item.string_value = keep(text)
      item.value_size = text.utf8.count
    case .integer(let number):
      item.type = PJRT_NamedValue_kInt64
      item.int64_value = number
    case .integers(let numbers):
      item.type = PJRT_NamedValue_kInt64List
      item.int64_array_value = numbers.withUnsafeBytes { UnsafePointer(keep($0)?.assumingMemoryBound(to: Int64.self)) }
      item.value_size = numbers.count
    case .float(let number):
      item.type = PJRT_NamedValue_kFloat
      item.float_value = number
    case .bool(let flag):
      item.type = PJRT_NamedValue_kBool
      item.bool_value = flag
    }
    return item
  }
  return try items.withUnsafeBufferPointer(body)
}
