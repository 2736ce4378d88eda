import ApusTesting
import Testing

@testable import ApusCore

@Suite struct TensorOrderTests {
  private let table = Tensor<Float>([[3, 1, 2], [-1, 5, -1]])

  @Test func sortingIsThatOfTheStandardLibrary() throws {
    var generator = SplitMix(seed: 3)
    let numbers = (0..<500).map { _ in Float(Int.random(in: -50...50, using: &generator)) / 4 }
    let tensor = Tensor(numbers)
    #expect(tensor.sorted().scalars == numbers.sorted())
    #expect(tensor.sorted(descending: true).scalars == numbers.sorted(by: >))
    let order = tensor.argsort().scalars.map(Int.init)
    #expect(order == numbers.indices.sorted { numbers[$0] < numbers[$1] })
  }

  @Test func anAxisIsSortedRowByRow() {
    #expect(table.sorted() == Tensor([[1, 2, 3], [-1, -1, 5]]))
    #expect(table.sorted(alongAxis: 0) == Tensor([[-1, 1, -1], [3, 5, 2]]))
    #expect(table.argsort(alongAxis: 0) == Tensor<Int32>([[1, 0, 1], [0, 1, 0]]))
  }

  @Test func notANumberIsLast() {
    let x = Tensor<Float>([.nan, 1, -.infinity, .infinity])
    #expect(x.argsort().scalars == [2, 1, 3, 0])
    #expect(x.argsort(descending: true).scalars == [0, 3, 1, 2])
  }

  @Test func topKIsTheStartOfTheDescendingOrder() {
    let (values, indices) = table.topK(2)
    #expect(values == Tensor([[3, 2], [5, -1]]))
    #expect(indices == Tensor<Int32>([[0, 2], [1, 0]]))
    #expect(table.topK(4).values.diagnosis != nil)
    let problem = "there are no 4 elements along axis 1"
    #expect(table.topK(4).indices.diagnosis?.mistake == .attribute(operation: "topK", problem: problem, operand: [2, 3]))
  }

  @Test func takingAlongAnAxisUndoesSorting() {
    #expect(table.taking(atIndices: table.argsort(), alongAxis: -1) == table.sorted())
    #expect(table.taking(atIndices: table.argsort(alongAxis: 0), alongAxis: 0) == table.sorted(alongAxis: 0))
    #expect(table.taking(atIndices: Tensor<Int32>([[0]]), alongAxis: 1).diagnosis != nil)
  }

  @Test func aSortPassesEachGradientToWhereItsElementStood() {
    let weights = Tensor<Float>([10, 20, 30])
    let gradient = gradient(at: Tensor<Float>([3, 1, 2])) { ($0.sorted() * weights).sum() }
    #expect(gradient.scalars == [30, 10, 20])
  }

  @Test func cumulativeSumsHaveTheFormsOfTensorFlow() {
    let x = Tensor<Float>([1, 2, 3])
    #expect(x.cumulativeSum(alongAxis: 0).scalars == [1, 3, 6])
    #expect(x.cumulativeSum(alongAxis: 0, exclusive: true).scalars == [0, 1, 3])
    #expect(x.cumulativeSum(alongAxis: 0, reverse: true).scalars == [6, 5, 3])
    #expect(x.cumulativeSum(alongAxis: 0, exclusive: true, reverse: true).scalars == [5, 3, 0])
    #expect(x.cumulativeProduct(alongAxis: -1).scalars == [1, 2, 6])
    #expect(table.cumulativeMax(alongAxis: 1) == Tensor([[3, 3, 3], [-1, 5, 5]]))
    #expect(table.cumulativeMin(alongAxis: 1, reverse: true) == Tensor([[1, 1, 2], [-1, -1, -1]]))
    #expect(x.cumulativeSum(alongAxis: 1).diagnosis != nil)
  }
}
