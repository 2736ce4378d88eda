import Foundation

/// The path of a file beside the tests.
func fixture(_ name: String) -> String {
  URL(fileURLWithPath: #filePath).appendingPathComponent("../../Fixtures").standardizedFileURL.path + "/" + name
}
