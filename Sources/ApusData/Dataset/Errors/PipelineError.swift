/// Why a dataset does not give an element, or cannot go on from a state.
public enum PipelineError: Error, Sendable {
  /// A function of the user failed, or what it made is a mistake. `index` counts the elements that the function gets, from 0.
  case transformation(String, index: Int, epoch: Int, reason: any Error)
  /// Something that needs an end was asked of a dataset without one.
  case endless(String)
  /// Something that needs the number of elements was asked of a dataset that cannot tell it.
  case unknownCount(String)
  /// `assertingCount` was told another number of elements than came.
  case wrongCount(expected: Int, found: Int)
  /// The state was saved by another pipeline.
  case otherPipeline(expected: String, found: String)
  /// The state is not as a pipeline saves it.
  case malformedState(stage: String)
  /// An iteration that went on from a state gave other elements; found by `checkResuming`.
  case resumedOtherwise(pipeline: String, epoch: Int, position: Int, element: Int, problem: String)
  /// A file cannot be read, or is not what it should be.
  case file(String, problem: String, hint: String)
}
