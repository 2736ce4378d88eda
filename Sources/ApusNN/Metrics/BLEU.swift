import Foundation

/// How much of the words of translations, and of their neighbourhoods, is found in references: from 0 to 1.
///
///     brevity · (p₁ · p₂ · … · pₙ)^(1/n)
///
/// where pₖ is the share of the candidates' sequences of k tokens that a reference has as well, each at most as often as the reference
/// that has it most, and brevity is e^(1 − r/c) for candidates of c tokens that are shorter than the r of their references, else 1.
/// Papineni et al., "BLEU: a method for automatic evaluation of machine translation", 2002, section 2.3, over all sentences together.
///
///     var score = BLEU<String>()
///     score.update(["the", "cat", "sat", "on", "the", "mat"], references: [["the", "cat", "sat", "on", "a", "mat"]])
///     print(score.value)   // 0.537284965911771
///
/// On the host, as tokens are: it counts sequences, which have no tensor form.
public struct BLEU<Token: Hashable & Sendable>: Sendable {
  /// The longest sequences that count, from 1 to 100 tokens.
  public let order: Int
  /// Whether one is added to the counts of sequences of two tokens and more, so that a few sentences without a common sequence of
  /// `order` tokens do not score 0: Lin and Och, "ORANGE", 2004.
  public let isSmoothed: Bool

  private var matches: [Int]
  private var totals: [Int]
  private var candidateLength = 0
  private var referenceLength = 0

  public init(order: Int = 4, isSmoothed: Bool = false) {
    self.order = min(max(order, 1), 100)
    self.isSmoothed = isSmoothed
    matches = Array(repeating: 0, count: self.order)
    totals = matches
  }

  /// Adds a sentence. Of references whose lengths are equally near that of the candidate the shorter one sets the length.
  public mutating func update(_ candidate: [Token], references: [[Token]]) {
    candidateLength += candidate.count
    let lengths = references.map(\.count).sorted()
    referenceLength += lengths.min { abs($0 - candidate.count) < abs($1 - candidate.count) } ?? 0
    for length in 1...order {
      let counts = Self.counts(of: length, in: candidate)
      let most = references.map { Self.counts(of: length, in: $0) }.reduce(into: [:]) { $0.merge($1, uniquingKeysWith: Swift.max) }
      matches[length - 1] += counts.reduce(0) { $0 + Swift.min($1.value, most[$1.key] ?? 0) }
      totals[length - 1] += counts.values.reduce(0, +)
    }
  }

  /// 0 where no sequence of one of the lengths is found.
  public var value: Double {
    let logarithms = (0..<order).map { index -> Double in
      let extra = isSmoothed && index > 0 ? 1 : 0
      return log(Double(matches[index] + extra)) - log(Double(totals[index] + extra))
    }
    guard matches[0] > 0, !logarithms.contains(where: \.isNaN) else { return 0 }
    let brevity = Swift.min(0, 1 - Double(referenceLength) / Double(candidateLength))
    return exp(brevity + logarithms.reduce(0, +) / Double(order))
  }

  public mutating func reset() { self = BLEU(order: order, isSmoothed: isSmoothed) }

  private static func counts(of length: Int, in tokens: [Token]) -> [ArraySlice<Token>: Int] {
    guard tokens.count >= length else { return [:] }
    return (0...tokens.count - length).reduce(into: [:]) { $0[tokens[$1..<$1 + length], default: 0] += 1 }
  }
}
