/// A reference that counts like any other, and at whose object can be looked without counting another one: the walks over a graph ask
/// every node they pass what it belongs to.
///
/// Not for places that two threads may change at a time: who looks has the lock that guards the place.
struct Held<Object: AnyObject>: ~Copyable {
  private var reference: Unmanaged<Object>?

  init() { reference = nil }

  deinit { reference?.release() }

  var isEmpty: Bool { reference == nil }

  var object: Object? {
    get { reference?.takeUnretainedValue() }
    set {
      let old = reference
      reference = newValue.map { .passRetained($0) }
      old?.release()
    }
  }

  /// Holds what `other` holds.
  @inline(__always)
  mutating func hold(_ other: borrowing Held) {
    let old = reference
    reference = other.reference?.retain()
    old?.release()
  }

  /// Whether both hold the same object, or none.
  @inline(__always)
  func isSame(as other: borrowing Held) -> Bool { reference?.toOpaque() == other.reference?.toOpaque() }

  /// What `body` says of the object; `nil` if there is none.
  @inline(__always)
  func look<R>(_ body: (Object) -> R) -> R? { reference?._withUnsafeGuaranteedRef { body($0) } }
}
