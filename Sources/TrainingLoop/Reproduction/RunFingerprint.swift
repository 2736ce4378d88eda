import Apus

/// What the bits of a training run follow from: code, plugin, device, kernels, threads, seeds, data, programs.
///
///     try trainingLoop.fit(&model, epochs: 12)
///     print(trainingLoop.fingerprint)
///
///     version       0.1
///     executable    5f0c9e3b7a21
///     …
///     training data 77e10b6d94aa in 468 batches
///     step program  41bc07f2e6d8
///
/// Two runs of the same program with equal fingerprints have equal weights. The digests are SHA-256, here their first 12 digits.
public struct RunFingerprint: Hashable, Sendable {
  public struct Entry: Hashable, Sendable {
    /// What is named: `version`, `executable`, `plugin`, `device`, `convolutions`, `processor`, `threads`, `order seed`,
    /// `random seed`, `training data`, `step program`.
    public let name: String
    /// The name, or a digest of 64 hexadecimal digits; `none` for what the run does not have.
    public let value: String
  }

  /// Something that differs between two runs.
  public struct Difference: Hashable, Sendable {
    public let name: String
    public let saved: String
    public let found: String
  }

  public let entries: [Entry]

  init(entries: [Entry]) { self.entries = entries }

  /// - Parameter orderSeed: decides the order of the samples.
  init(_ ingredients: RunIngredients, orderSeed: UInt64?, _ runtime: RuntimeIdentity = .current) {
    let data = ingredients.data
    entries = [
      Entry(name: "version", value: apusVersion), Entry(name: "executable", value: runtime.executable ?? "none"),
      Entry(name: "plugin", value: runtime.plugin ?? "none"), Entry(name: "device", value: runtime.platform),
      Entry(name: "convolutions", value: runtime.convolutions),
      Entry(name: "processor", value: runtime.processor), Entry(name: "threads", value: "\(runtime.threadCount)"),
      Entry(name: "order seed", value: orderSeed.map(String.init) ?? "none"),
      Entry(name: "random seed", value: "\(ingredients.random.seed)"),
      Entry(name: Self.data, value: data.batchCount == 0 ? "none" : "\(data.text) in \(data.batchCount) batches"),
      Entry(name: Self.stepProgram, value: ingredients.stepPrograms.isEmpty ? "none" : ingredients.stepPrograms.joined(separator: " ")),
    ]
  }

  static let (data, stepProgram) = ("training data", "step program")

  /// The value of an entry.
  public subscript(name: String) -> String? { entries.first { $0.name == name }?.value }

  /// What differs in `other`, which may have executed a part of the run and so fewer of its programs.
  func differences(from other: RunFingerprint) -> [Difference] {
    entries.compactMap { entry in
      let found = other[entry.name] ?? "none"
      let isPart = entry.name == Self.stepProgram && Set(found.split(separator: " ")).isSubset(of: entry.value.split(separator: " "))
      return entry.value == found || isPart ? nil : Difference(name: entry.name, saved: entry.value, found: found)
    }
  }
}

extension RunFingerprint: CustomStringConvertible {
  /// A line for each entry, with short digests.
  public var description: String {
    let width = entries.map(\.name.count).max() ?? 0
    return entries.map { entry in
      entry.name + String(repeating: " ", count: width - entry.name.count + 1) + Self.shortened(entry.value)
    }.joined(separator: "\n")
  }

  /// With 12 of the digits of each digest.
  static func shortened(_ value: String) -> String {
    value.split(separator: " ", omittingEmptySubsequences: false).map { word in
      word.count == 64 && word.allSatisfy(\.isHexDigit) ? String(word.prefix(12)) : String(word)
    }.joined(separator: " ")
  }
}
