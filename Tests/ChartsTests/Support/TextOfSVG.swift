import Foundation
import Testing

#if canImport(FoundationXML)
import FoundationXML
#endif

/// All text of an SVG file, which must be well-formed.
func textOfSVG(_ path: String) throws -> String {
  final class Reader: NSObject, XMLParserDelegate {
    var text = ""
    func parser(_: XMLParser, foundCharacters characters: String) { text += characters }
  }
  let parser = XMLParser(data: try Data(contentsOf: URL(fileURLWithPath: path)))
  let reader = Reader()
  parser.delegate = reader
  #expect(parser.parse(), "\(String(describing: parser.parserError))")
  return reader.text
}
