import Testing
import TrainingLoop

@testable import ApusCommand

@Suite struct ConfusionMatrixTextTests {
  @Test(arguments: [
    (
      [[48, 2], [0, 50]], ["cat", "dog"],
      """
            predicted
      true  cat  dog   recall
       cat   48    2   96.00%
       dog    ·   50  100.00%
      98 of 100 right, accuracy 98.00%
      """
    ),
    (
      [[188, 0, 1], [0, 1210, 3], [4, 2, 170]], [],
      """
            predicted
      true      0      1      2   recall
         0    188      ·      1   99.47%
         1      ·  1,210      3   99.75%
         2      4      2    170   96.59%
      1,568 of 1,578 right, accuracy 99.37%
      """
    ),
    (
      [[3], [], [0, 1, 0]], ["airplane"],
      """
                predicted
          true  airplane         1         2   recall
      airplane         3         ·         ·  100.00%
             1         ·         0         ·        –
             2         ·         1         0    0.00%
      3 of 4 right, accuracy 75.00%
      """
    ),
    (
      [], [],
      """
            predicted
      true   recall
      0 of 0 right, accuracy –
      """
    ),
  ])
  func tables(counts: [[Int]], labels: [String], text: String) {
    #expect(ConfusionMatrixText(counts: counts, labels: labels).text(color: .none) == text)
  }

  @Test func theDiagonalAndTheMistakesHaveColors() {
    let lines = ConfusionMatrixText(counts: [[5, 1], [0, 6]]).text(color: .palette).split(separator: "\n")
    #expect(lines[2] == "   0  \u{1B}[1;32m5\u{1B}[0m  \u{1B}[31m1\u{1B}[0m   83.33%")
    #expect(lines[3] == "   1  \u{1B}[2m·\u{1B}[0m  \u{1B}[1;32m6\u{1B}[0m  100.00%")
  }

  @Test func colorsDoNotChangeWhatIsShown() {
    let matrix = ConfusionMatrixText(counts: [[5, 1], [0, 6]], labels: ["a", "b"])
    #expect(withoutCodes(matrix.text(color: .trueColor)) == matrix.text(color: .none))
  }
}
