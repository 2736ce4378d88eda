import ApusCore
import Testing

/// Tensors that look trained and lie where nothing can replace them.
@Suite struct UnreachableParameterTests {
  struct Line: Layer {
    var w = Tensor<Float>(2)
    func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> { w * x }
  }
  final class Reference: Layer {
    var w = Tensor<Float>(3)
    func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> { w * x }
  }
  class Base { let inner = Line() }
  final class Derived: Base { var own = 1 }
  enum Choice {
    case line(Line), pair(Int, Line), nothing
    indirect case nested(Choice)
  }
  struct Key: Hashable { let number: Int }
  struct Named: Hashable {
    var line = Line()
    static func == (a: Named, b: Named) -> Bool { true }
    func hash(into hasher: inout Hasher) {}
  }
  /// A model around anything.
  struct Holder<Member>: Module {
    var w = Tensor<Float>(1)
    var member: Member
    func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> { w * x }
  }
  struct Fixed: Module {
    let reference = Reference()
    func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> { reference(x) }
  }

  private func found(_ model: some Module) -> [String] {
    guard case .unreachableParameters(_, let found, _)? = model.unreachableParameters else { return [] }
    return found
  }

  struct Behind: Module {
    var name = "behind"
    var layer: any Layer<Tensor<Float>, Tensor<Float>>
    func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> { layer(x) }
  }

  @Test func everyContainerThatHidesATensorIsNamed() {
    #expect(found(Reference()) == ["w, in the class Reference"])
    #expect(found(Fixed()) == ["reference.w, in the class Reference"], "a `let` of a reference is no constant")
    #expect(found(Holder(member: Reference())) == ["member.w, in the class Reference"])
    #expect(found(Holder(member: [Reference(), nil])) == ["member[0].w, in the class Reference"])
    #expect(found(Holder(member: Derived())) == ["member.inner.w, in the class Base"])
    #expect(found(Holder<AnyObject>(member: Reference())) == ["member.w, in the class Reference"])
    #expect(found(Holder(member: Choice.line(Line()))) == ["member.line.w, in the enum Choice"])
    #expect(found(Holder(member: Choice.pair(1, Line()))) == ["member.pair.1.w, in the enum Choice"])
    #expect(found(Holder(member: Choice.nested(.line(Line())))) == ["member.nested.line.w, in the enum Choice"])
    #expect(
      found(Holder(member: [Key(number: 7): Line()]))
        == ["member[Key(number: 7)].w, in a Dictionary<Key, Line>, whose keys are no Strings"])
    #expect(found(Holder(member: [3: Line()])) == ["member[3].w, in a Dictionary<Int, Line>, whose keys are no Strings"])
    #expect(found(Holder(member: Set([Named()]))) == ["member[0].line.w, in a value of type Set<Named>"])
    #expect(found(Holder(member: ContiguousArray([Line()]))) == ["member[0].w, in a value of type ContiguousArray<Line>"])
    #expect(found(Holder(member: ["a": Reference()])) == ["member.a.w, in the class Reference"])
    #expect(
      found(Behind(layer: Line())) == [
        "layer.w, in a property of type any Layer<Self.Module.Input == Tensor<Float>, Self.Module.Output == Tensor<Float>>"
      ])
    #expect(found(Holder(member: (1, Reference()))) == ["member.1.w, in the class Reference"])
  }

  @Test func whatIsNoParameterHidesNothing() {
    final class Counter { var count = 0; var names = ["a"]; var table = Tensor<Int32>([1, 2]) }
    final class WithVariables { let w = Variable<Float>(1); @Frozen var table = Tensor<Float>(2) }
    struct Constants: Module {
      let numbers = [1: Line()]
      let choice = Choice.line(Line())
      @Frozen var reference = Reference()
      let name = "constants", sizes: Set<Int> = [3]
      var activation: @Sendable (Tensor<Float>) -> Tensor<Float> = { $0 }
      func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> { x }
    }
    #expect(Constants().unreachableParameters == nil)
    #expect(Holder(member: Counter()).unreachableParameters == nil)
    #expect(Holder(member: WithVariables()).unreachableParameters == nil)
    #expect(Holder(member: Choice.nothing).unreachableParameters == nil)
    #expect(Holder(member: Reference?.none).unreachableParameters == nil)
    #expect(Holder(member: [Int: Line]()).unreachableParameters == nil)
    #expect(Holder(member: compiled { (x: Tensor<Float>) in x + 1 }).unreachableParameters == nil)
  }

  @Test func gradientsAtSuchAModelAreTheDiagnosisAndTheLossIsNotComputed() throws {
    var isCalled = false
    let line = #line + 1
    let (value, gradient) = valueWithGradient(at: Holder(member: Reference())) { model in
      isCalled = true
      return model(Tensor<Float>(1))
    }
    #expect(!isCalled)
    let diagnosis = try #require(value.diagnosis)
    #expect(diagnosis.site?.line == line)
    #expect(gradient.w.diagnosis == diagnosis)
    #expect(gradient.member.w.diagnosis == diagnosis, "not the tensor itself")
    #expect(gradient.norm.diagnosis == diagnosis)
    #expect(
      Diagnosis(diagnosis.mistake).description == """
        Apus: a parameter of Holder<Reference> cannot be trained
          found member.w, in the class Reference
          hint  make the class a struct, or keep the tensor in a Variable; a constant is marked @Frozen var
        """)
  }

  @Test func objectsThatReferToEachOtherAreWalkedOnce() {
    final class Node {
      var next: Node?
      let w = Variable<Float>(1)
      var hidden = Tensor<Float>(1)
    }
    let node = Node()
    node.next = Node()
    node.next?.next = node
    let model = Holder(member: node)
    #expect(found(model) == ["member.next.hidden, in the class Node", "member.hidden, in the class Node"])
    #expect(model.variables.map(\.path) == ["member.next.w", "member.w"])
    node.next?.next = nil
  }

  @Test func typesThatHoldArraysOfThemselvesAreWalked() {
    struct Tree: Module {
      var w = Tensor<Float>(1)
      var children: [Tree] = []
      var named: [String: Tree] = [:]
      func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> { children.reduce(w * x) { $0 + $1(x) } }
    }
    let tree = Tree(children: [Tree(children: [Tree()]), Tree()], named: ["a": Tree()])
    #expect(tree.unreachableParameters == nil)
    #expect(tree.parameters.map(\.path) == ["w", "children[0].w", "children[0].children[0].w", "children[1].w", "named.a.w"])
    let slope = gradient(at: tree) { $0(Tensor<Float>(3)) }
    #expect(slope.children[0].children[0].w.scalarized() == 3)
    #expect(slope.named["a"]?.w.scalarized() == 0)
  }
}
