import Apus
import Glibc

/// Answers commands from standard input until `quit` or the end of the input.
@main
struct Main {
  static func main() throws {
    let options = try Options(CommandLine.arguments.dropFirst())
    // Both are read when the engine is first used, which no line above does.
    setenv("APUS_CACHE", options.cacheFolder, 1)
    DeviceRuntime.shared.configure { $0.threadCount = options.threadCount }
    Context.local.learningPhase = .training  // every workload trains

    let replies = ReplyStream()
    var service = Service(Workload.all)
    while let line = readLine() {
      let command = Command(line)
      if command == .quit { return }
      replies.write(service.reply(to: command))
    }
  }
}
