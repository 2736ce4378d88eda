/// What can be wrong with the use of the program beyond its arguments.
enum CommandError: Error, Equatable, CustomStringConvertible {
  case noFolder(String, option: String)
  case noWeights(String)
  case otherModel(path: String, found: String)
  case noSuchImage(Int, count: Int)
  case cannotCreate(String, reason: String)
  case earlierRun(String)
  case noRun(String)
  case noTraining(String)

  var description: String {
    switch self {
    case .noFolder(let path, let option): "there is no folder \(path); \(option) needs one"
    case .noWeights(let path): "there are no weights at \(path); `apus train MODEL --output DIR` makes some"
    case .otherModel(let path, let found): "\(path) holds the weights of \(found), not of a network that apus trains"
    case .noSuchImage(let number, let count): "there is no test image \(number); they go from 0 to \(count - 1)"
    case .cannotCreate(let path, let reason): "the folder \(path) cannot be created: \(reason)"
    case .noRun(let path): "there is no run of `apus train` in \(path)"
    case .noTraining(let command): "`apus \(command)` is no training that can be verified"
    case .earlierRun(let path): "\(path) has the checkpoints of an earlier run; --resume goes on from them, another --output starts anew"
    }
  }
}
