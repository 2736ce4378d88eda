/// `--threads N --cache FOLDER`
struct Options {
  let threadCount: Int
  let cacheFolder: String

  struct Misunderstood: Error, CustomStringConvertible {
    let words: [String]
    var description: String {
      "not understood: \(words.joined(separator: " ")); the usage is: apus-benchmark-worker --threads N --cache FOLDER"
    }
  }

  init(_ words: some Collection<String>) throws(Misunderstood) {
    let words = Array(words)
    func value(of option: String) -> String? {
      guard let place = words.firstIndex(of: option), place + 1 < words.count else { return nil }
      return words[place + 1]
    }
    guard words.count == 4, let count = value(of: "--threads").flatMap({ Int($0) }), count > 0, let folder = value(of: "--cache") else {
      throw Misunderstood(words: words)
    }
    (threadCount, cacheFolder) = (count, folder)
  }
}
