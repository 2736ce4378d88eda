import Foundation

/// What a program wrote into the folder `Fixtures` beside the test that asks.
///
///     static let losses = Result { try fixture("losses.json", as: Losses.self) }
public func fixture<Content: Decodable>(_ name: String, as _: Content.Type, besides test: String = #filePath) throws -> Content {
  let file = URL(fileURLWithPath: test).deletingLastPathComponent().appendingPathComponent("Fixtures/\(name)")
  return try JSONDecoder().decode(Content.self, from: Data(contentsOf: file))
}
