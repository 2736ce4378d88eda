/// A type that says itself how its tensors are reached.
protocol Walkable { static var walkPlan: WalkPlan<Self> { get } }

protocol FrozenProperty {}

/// The plans of all types that were walked.
enum WalkPlans {
  private nonisolated(unsafe) static var known: [ObjectIdentifier: AnyObject] = [:]

  /// The plans that one look-up makes. They are shown to other threads together, when all of them are complete.
  private final class Draft: @unchecked Sendable {  // used by one task
    var plans: [ObjectIdentifier: AnyObject] = [:]
  }
  @TaskLocal private static var draft: Draft?

  static func plan<T>(of type: T.Type) -> WalkPlan<T> {
    if let plan = PathLock.shared.withLock({ _ in known[ObjectIdentifier(type)] }) {
      return unsafeDowncast(plan, to: WalkPlan<T>.self)  // the key is the type
    }
    if let draft { return plan(of: type, in: draft) }
    let draft = Draft()
    return $draft.withValue(draft) {
      let plan = plan(of: type, in: draft)
      PathLock.shared.withLock { _ in known.merge(draft.plans) { known, _ in known } }
      return plan
    }
  }

  private static func plan<T>(of type: T.Type, in draft: Draft) -> WalkPlan<T> {
    // A type that holds an array of itself meets its own plan here.
    if let plan = draft.plans[ObjectIdentifier(type)] { return unsafeDowncast(plan, to: WalkPlan<T>.self) }
    let plan = make(type, in: draft)
    draft.plans[ObjectIdentifier(type)] = plan
    return plan
  }

  private static func make<T>(_ type: T.Type, in draft: Draft) -> WalkPlan<T> {
    if _isPOD(type) { return WalkPlan() }  // no references, so no tensors
    if let walkable = type as? any Walkable.Type {
      func open<W: Walkable>(_: W.Type) -> AnyObject { W.walkPlan }
      return unsafeDowncast(_openExistential(walkable, do: open), to: WalkPlan<T>.self)
    }
    switch TypeKind(of: type) {
    case .class: return .ofObject()
    case .existential: return .ofExistential()
    case .enum: return .ofEnum()
    case .structOrTuple: break
    case .other: return WalkPlan()
    }
    let plan = WalkPlan<T>()
    draft.plans[ObjectIdentifier(type)] = plan
    plan.addFields()
    if let collection = type as? any Collection.Type { plan.addElementCheck(collection) }
    return plan
  }
}
