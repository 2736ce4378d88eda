extension Dataset {
  /// Pairs with the elements of another dataset at the same place, as many as the shorter one has.
  ///
  ///     print(try Dataset(1...3).zipped(with: Dataset(["a", "b"])).collected())   // [(1, "a"), (2, "b")]
  ///
  /// A method, because one more function called `zip` would make every formula slower to type-check that zips arrays.
  public func zipped<Other>(with other: Dataset<Other>) -> Dataset<(Element, Other)> { paired(with: other) { ($0, $1) } }

  /// Each element as data with its label: the elements of another dataset at the same place.
  ///
  ///     let training = Dataset(slicing: images).labeled(with: Dataset(slicing: digits))
  ///
  /// Batches of both are gathered in one pass where those of each are.
  public func labeled<Label>(with labels: Dataset<Label>) -> Dataset<LabeledData<Element, Label>> {
    let pairs = paired(with: labels) { LabeledData(data: $0, label: $1) }
    guard case .indexed(let all) = pairs.form, case .indexed(let data) = form, case .indexed(let label) = labels.form,
      let collateData = data.collate, let collateLabel = label.collate
    else { return pairs }
    let collated = Indexed(length: all.length) { indices, epoch in
      guard let data = try collateData(indices, epoch), let label = try collateLabel(indices, epoch) else { return nil }
      return LabeledData(data: data, label: label)
    } element: {
      try all.element($0, $1)
    }
    return Dataset<LabeledData<Element, Label>>(.indexed(collated.working(like: all)), pairs.description)
  }

  fileprivate func paired<Other, Pair: Sendable>(
    with other: Dataset<Other>, _ join: @escaping @Sendable (Element, Other) -> Pair
  ) -> Dataset<Pair> {
    let length: Length =
      switch (length, other.length) {
      case (.finite(let a), .finite(let b)): .finite(Swift.min(a, b))
      case (.endless, let other): other
      case (let own, .endless): own
      default: .unknown
      }
    let description = "(\(description), \(other.description))"
    if case .indexed(let all) = form, case .indexed(let others) = other.form {
      let pairs = Indexed(length: length) { index, epoch in join(try all.element(index, epoch), try others.element(index, epoch)) }
      return Dataset<Pair>(.indexed(pairs.working(like: all).working(like: others)), description)
    }
    return Dataset<Pair>(.streamed(Streamed(length: length) { try ZipReader(self, other, $0, at: $1, join) }), description)
  }
}

private final class ZipReader<First: Sendable, Second: Sendable, Pair: Sendable>: ElementReader {
  private let first: any ElementReader<First>
  private let second: any ElementReader<Second>
  private let join: @Sendable (First, Second) -> Pair

  init(
    _ first: Dataset<First>, _ second: Dataset<Second>, _ reading: Reading, at place: Place?,
    _ join: @escaping @Sendable (First, Second) -> Pair
  ) throws {
    _ = try place?.numbers(of: "zip", atLeast: 0, parts: 2)
    self.first = try first.reader(reading, at: place?.parts[0])
    self.second = try second.reader(reading, at: place?.parts[1])
    self.join = join
  }

  func next() throws -> Pair? {
    // Both go on, also where one of them fails: they stay side by side.
    let (left, right) = (Result { try first.next() }, Result { try second.next() })
    guard let left = try left.get(), let right = try right.get() else { return nil }
    return join(left, right)
  }

  var place: Place { Place("zip", [], [first.place, second.place]) }
}
