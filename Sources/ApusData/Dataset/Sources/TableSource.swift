extension Dataset where Element == [String: TableCell] {
  /// The rows of a table, each as its cells under the columns' names.
  ///
  ///     let cars = Dataset(rowsOf: try Table(contentsOfCSV: "cars.csv"))
  ///     for car in cars { print(car["weight"]?.number ?? .nan) }
  public init(rowsOf table: Table) { self.init(table.rows) }
}

extension Dataset where Element == LabeledData<Tensor<Float>, Tensor<Float>> {
  /// The rows of a table in CSV as numbers: some columns are the inputs, others the targets.
  ///
  ///     let cars = try Dataset(contentsOfCSV: "cars.csv", inputs: ["weight", "power"], targets: ["consumption"])
  ///     print(try cars.batched(32).collected()[0].data.shape)   // [32, 2]
  ///
  /// - Throws: a ``DataError`` if the file cannot be read, is not a table, or lacks a column. A text or an empty field is not-a-number.
  public init(contentsOfCSV path: String, inputs: [String], targets: [String]) throws(DataError) {
    let table = try Table(contentsOfCSV: path)
    self.init(inputs: try table.matrix(inputs), targets: try table.matrix(targets))
  }
}

extension Table {
  /// Columns side by side, `[rows, columns]`.
  fileprivate func matrix(_ names: [String]) throws(DataError) -> Tensor<Float> {
    var columns: [[Double]] = []
    for name in names { columns.append(try self[name]) }
    let scalars = (0..<rowCount).flatMap { row in columns.map { Float($0[row]) } }
    return Tensor(shape: [rowCount, names.count], scalars: scalars)
  }
}
