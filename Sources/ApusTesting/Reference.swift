import Foundation

/// What a program of `Tests/References` wrote.
///
///     static let losses = Result { try readReference("losses/losses.json", as: Losses.self) }
public func readReference<Content: Decodable>(_ file: String, as _: Content.Type) throws -> Content {
  let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../..").standardized
  return try JSONDecoder().decode(Content.self, from: Data(contentsOf: package.appendingPathComponent("Tests/References/\(file)")))
}
