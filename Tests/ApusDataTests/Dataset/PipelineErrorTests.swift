import ApusData
import Testing

struct PipelineErrorTests {
  private struct Broken: Error, CustomStringConvertible { let description = "the disk\nis full" }

  private static let texts: [(PipelineError, String)] = [
    (
      .transformation("map", index: 7, epoch: 2, reason: Broken()),
      """
      Apus: `map` of a dataset failed
        element  7, counted from 0, in epoch 2
        reason   the disk
                 is full
      """
    ),
    (
      .endless("3 elements → repeated()"),
      """
      Apus: a dataset has no end
        dataset  3 elements → repeated()
        hint     take a part of it with `prefix`
      """
    ),
    (
      .unknownCount("3 elements → filter"),
      """
      Apus: a training run needs to know how many batches an epoch has
        dataset  3 elements → filter
        hint     say it with `assertingCount`, find it with `counted`, or take `repeated().prefix(…)`
      """
    ),
    (
      .wrongCount(expected: 4, found: 3),
      """
      Apus: a dataset does not have as many elements as was said
        said   4
        found  3
      """
    ),
    (
      .wrongCount(expected: 4, found: 5),
      """
      Apus: a dataset does not have as many elements as was said
        said   4
        found  more
      """
    ),
    (
      .otherPipeline(expected: "index", found: "filter"),
      """
      Apus: a state is of another dataset
        expected  the place of “index”
        found     that of “filter”
        hint      build the pipeline as it was when the state was saved
      """
    ),
    (
      .malformedState(stage: "index"),
      """
      Apus: the state of a dataset is damaged
        at    “index”
        hint  start the epoch anew
      """
    ),
    (
      .resumedOtherwise(pipeline: "3 elements → map", epoch: 0, position: 1, element: 2, problem: "4 is not 5"),
      """
      Apus: an iteration that goes on from a state gives other elements
        dataset  3 elements → map
        saved    in epoch 0, before element 1
        differs  at element 2: 4 is not 5
        hint     functions must depend on their element alone; `map(seed:)` gives random numbers that can be had again
      """
    ),
    (
      .file("a.png", problem: "an image cannot be decoded", hint: "delete the file"),
      """
      Apus: an image cannot be decoded
        file  a.png
        hint  delete the file
      """
    ),
    (
      .file("a.png", problem: "an image cannot be decoded", hint: ""),
      """
      Apus: an image cannot be decoded
        file  a.png
      """
    ),
  ]

  @Test(arguments: texts.indices) func errorsSayWhatWasWrongAndWhatToDo(row: Int) {
    #expect(Self.texts[row].0.description == Self.texts[row].1)
    #expect((Self.texts[row].0 as any Error).localizedDescription == Self.texts[row].1)
  }
}
