@_spi(Reflection) import Swift

/// What a type is, as far as reaching its parts is concerned.
enum TypeKind {
  case structOrTuple, `enum`, `class`, existential, other

  init<T>(of type: T.Type) {
    var kind = Self.other
    // The reflection interface tells the kind of a stored property.
    _ = _forEachField(of: Holder<T>.self, options: _EachFieldOptions(rawValue: 0)) { _, _, _, found in
      switch found {
      case .struct, .tuple: kind = .structOrTuple
      case .enum, .optional: kind = .enum
      case .class: kind = .class
      case .existential: kind = .existential
      default: kind = .other
      }
      return true
    }
    // A protocol with its associated types named, such as `any Layer<Tensor<Float>, Tensor<Float>>`, is of a kind without a name.
    self = kind == .other && "\(type)".hasPrefix("any ") ? .existential : kind
  }
}

private struct Holder<Value> { var value: Value }
