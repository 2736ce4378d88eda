/// An equation of Einstein's summation, such as `bij,bjk->bik`, read against the ranks of its operands.
///
/// Letters are axes. `...` stands for any number of leading axes, which are broadcast, as in NumPy. Without an arrow the result has the
/// letters that occur once, in alphabetical order, after the axes of `...`.
struct EinsumEquation: Equatable {
  /// An axis: a letter, or an axis of the ellipsis, counted from its end.
  enum Label: Hashable {
    case letter(Character)
    case ellipsis(Int)
  }

  let operands: [[Label]]
  let result: [Label]

  /// - Throws: what is wrong with the text, in words.
  init(_ text: String, ranks: [Int]) throws(Problem) {
    let sides = text.filter { !$0.isWhitespace }.split(separator: "->", omittingEmptySubsequences: false).map(String.init)
    guard sides.count <= 2 else { throw Problem("it has more than one arrow") }
    let terms = sides[0].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    guard terms.count == ranks.count else {
      throw Problem("it names \(terms.count) \(terms.count == 1 ? "operand" : "operands"), \(ranks.count) are given")
    }
    var widest = 0
    var operands: [[Label]] = []
    for (term, rank) in zip(terms, ranks) {
      let labels = try Self.labels(of: term) { letters throws(Problem) in
        guard letters <= rank else { throw Problem("“\(term)” has more letters than the operand's \(rank) axes") }
        widest = Swift.max(widest, rank - letters)
        return rank - letters
      }
      guard labels.count == rank else { throw Problem("“\(term)” does not name the operand's \(rank) axes") }
      operands.append(labels)
    }
    self.operands = operands
    let known = Set(operands.joined())
    if sides.count == 2 {
      result = try Self.labels(of: sides[1]) { _ throws(Problem) in widest }
      guard Set(result).count == result.count else { throw Problem("the result names an axis twice") }
      for case .letter(let letter) in result where !known.contains(.letter(letter)) {
        throw Problem("the result names “\(letter)”, which no operand has")
      }
    } else {
      let all = Array(operands.joined())
      let once = known.filter { label in
        if case .letter = label { return all.count(where: { $0 == label }) == 1 }
        return false
      }
      result =
        (0..<widest).reversed().map { .ellipsis($0) }
        + once.compactMap { if case .letter(let letter) = $0 { letter } else { nil } }.sorted().map { .letter($0) }
    }
  }

  struct Problem: Error, Equatable {
    let text: String
    init(_ text: String) { self.text = text }
  }

  /// - Parameter ellipsisRank: how many axes an ellipsis stands for, beside a number of letters.
  private static func labels(of term: String, ellipsisRank: (Int) throws(Problem) -> Int) throws(Problem) -> [Label] {
    let parts = term.split(separator: "...", omittingEmptySubsequences: false)
    guard parts.count <= 2 else { throw Problem("“\(term)” has more than one ellipsis") }
    let letters = parts.map { Array($0) }
    for letter in letters.joined() where !letter.isLetter || !letter.isASCII {
      throw Problem("“\(letter)” in “\(term)” is no letter")
    }
    let first = letters[0].map { Label.letter($0) }
    guard parts.count == 2 else { return first }
    let rank = try ellipsisRank(letters[0].count + letters[1].count)
    return first + (0..<rank).reversed().map { .ellipsis($0) } + letters[1].map { .letter($0) }
  }
}
