/// A model that stays as it is, with a trained change of low rank to some of its matrices: W + scale / rank · down • up.
///
///     var adapted = try LoRA(model, rank: 8, scale: 16) { $0.hasSuffix("query.weight") || $0.hasSuffix("value.weight") }
///     optimizer.update(&adapted, along: gradient(at: adapted) { … })   // changes the adapters alone
///     let merged = adapted.merged                                       // a model like the first
///
/// At first the change is zero. Only the adapters are trained, and saved under the paths of their matrices, as in
/// `adapters.blocks[0].attention.query.weight.down`. Hu et al., "LoRA: low-rank adaptation of large language models", 2021, equation 3.
public struct LoRA<Base: Module, Scalar: TensorFloatingPoint>: Module {
  /// The change of one matrix.
  public struct Adapter {
    /// `[inputs, rank]`
    public var down: Tensor<Scalar>
    /// `[rank, outputs]`
    public var up: Tensor<Scalar>
  }

  @Frozen public var base: Base
  /// By the paths of their matrices in the model.
  public var adapters: [String: Adapter]
  public let rank: Int
  public let scale: Double

  /// - Parameters:
  ///   - isAdapted: whether the trained matrix at a path gets an adapter. All matrices do unless it is given.
  /// - Throws: `Mistake` if no trained matrix is adapted, or the rank is not positive.
  public init(
    _ base: Base, of _: Scalar.Type, rank: Int, scale: Double = 1, seed: Int? = nil,
    where isAdapted: (_ path: String) -> Bool = { _ in true }
  ) throws {
    var found: [(path: String, shape: TensorShape)] = []
    base.visit { path, parameter in
      let isMatrix = parameter.role == .trainable && parameter.shape.count == 2 && parameter.dtype == Scalar.dtype
      if isMatrix, isAdapted(path.name) { found.append((path.name, parameter.shape)) }
    }
    guard rank > 0, !found.isEmpty else {
      let problem = rank > 0 ? "no \(Scalar.self) matrix of \(Base.self) is at a path that was chosen" : "the rank \(rank) is not positive"
      throw Mistake.argument(function: "LoRA", problem: problem, hint: "`parameters` shows the paths and shapes of a model")
    }
    self.base = base
    self.rank = rank
    self.scale = scale
    adapters = [:]
    for (index, matrix) in found.enumerated() {
      let down: ParameterInitializer<Scalar> = heUniform(seed: seed.map { $0 &+ index })
      adapters[matrix.path] = Adapter(down: down([matrix.shape[0], rank]), up: Tensor(zeros: [rank, matrix.shape[1]]))
    }
  }

  /// The model with the changes in its matrices.
  public var merged: Base {
    var model = base
    model.updateParameters { path, weight in
      guard let adapter = adapters[path.name] else { return weight }
      return (Tensor<Scalar>(weight) + matmul(adapter.down, adapter.up) * Scalar(converting: scale / Double(rank))).node
    }
    return model
  }

  @inline(never)
  public func callAsFunction(_ input: Base.Input) -> Base.Output { merged(input) }
}

extension LoRA where Scalar == Float {
  public init(
    _ base: Base, rank: Int, scale: Double = 1, seed: Int? = nil, where isAdapted: (_ path: String) -> Bool = { _ in true }
  ) throws {
    try self.init(base, of: Float.self, rank: rank, scale: scale, seed: seed, where: isAdapted)
  }
}

extension LoRA: Layer where Base: Layer {}
