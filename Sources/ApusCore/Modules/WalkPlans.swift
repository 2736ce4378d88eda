/// A type that says itself how its tensors are reached.
protocol Walkable { static var walkPlan: WalkPlan { get } }

protocol FrozenProperty {}

/// The plans of all types that were walked.
enum WalkPlans {
  // Guarded by `PathLock`.
  @exclusivity(unchecked) private nonisolated(unsafe) static var known: [ObjectIdentifier: WalkPlan] = [:]
  /// The one asked for last: a step walks its model half a dozen times.
  @exclusivity(unchecked) private nonisolated(unsafe) static var latest: (type: ObjectIdentifier, plan: WalkPlan)?

  /// The plans that one look-up makes. They are shown to other threads together, when all of them are complete.
  private final class Draft: @unchecked Sendable {  // used by one task
    var plans: [ObjectIdentifier: WalkPlan] = [:]
  }
  @TaskLocal private static var draft: Draft?

  static func plan<T>(of type: T.Type) -> WalkPlan {
    if let plan = PathLock.shared.withLock({ _ in complete(ObjectIdentifier(type)) }) { return plan }
    if let draft { return plan(of: type, in: draft) }
    let draft = Draft()
    return $draft.withValue(draft) {
      let plan = plan(of: type, in: draft)
      PathLock.shared.withLock { _ in known.merge(draft.plans) { known, _ in known } }
      return plan
    }
  }

  private static func complete(_ type: ObjectIdentifier) -> WalkPlan? {
    if let latest, latest.type == type { return latest.plan }
    guard let plan = known[type] else { return nil }
    latest = (type, plan)
    return plan
  }

  private static func plan<T>(of type: T.Type, in draft: Draft) -> WalkPlan {
    // A type that holds an array of itself meets its own plan here.
    if let plan = draft.plans[ObjectIdentifier(type)] { return plan }
    let plan = make(type, in: draft)
    draft.plans[ObjectIdentifier(type)] = plan
    return plan
  }

  private static func make<T>(_ type: T.Type, in draft: Draft) -> WalkPlan {
    if _isPOD(type) { return WalkPlan() }  // no references, so no tensors
    if type is AnyKeyPath.Type { return WalkPlan() }
    if let walkable = type as? any Walkable.Type { return walkable.walkPlan }
    switch TypeKind(of: type) {
    case .class: return .ofObject(type)
    case .existential: return .ofExistential(type)
    case .enum: return .ofEnum(type)
    case .structOrTuple: break
    case .other: return WalkPlan()
    }
    let plan = WalkPlan()
    draft.plans[ObjectIdentifier(type)] = plan
    plan.make { plan.addFields(of: type) }
    if let collection = type as? any Collection.Type { plan.addElementCheck(collection) }
    return plan
  }
}
