import Foundation

/// The structs, functions and enumerators that the headers of CPJRT declare, read from their text.
struct InterfaceHeader {
  var fields: [(structure: String, name: String)] = []
  var structures: [String] = []
  var functions: [String] = []
  var enumerators: [String] = []

  static let folder = CommandLineTool.packageFolder.appending(path: "Sources/CPJRT/include")

  /// Reads all headers but the two that declare what the plugin's own header does not have.
  init() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
    for name in names.sorted() where name.hasPrefix("pjrt_") && name != "pjrt_ffi.h" && name != "pjrt_load.h" {
      read(try String(contentsOf: Self.folder.appending(path: name), encoding: .utf8))
    }
  }

  private mutating func read(_ text: String) {
    var structure: String?
    for line in text.split(separator: "\n").map({ $0.trimmingCharacters(in: .whitespaces) }) {
      if let match = line.firstMatch(of: /^typedef struct (PJRT_\w+) \{$/) {
        structure = String(match.1)
        structures.append(String(match.1))
      } else if line.hasPrefix("}"), line.hasSuffix("\(structure ?? " ");") {
        structure = nil
      } else if let match = line.firstMatch(of: /^PJRT_(?:ERROR_|UNUSED_)?SLOT\((\w+)\)$/) {
        functions.append(String(match.1))
      } else if let match = line.firstMatch(of: /^(PJRT_\w+) = \d+,$/) {
        enumerators.append(String(match.1))
      } else if let structure {
        if line == "PJRT_HEAD" {
          fields += [(structure, "struct_size"), (structure, "extension_start")]
        } else if let match = line.firstMatch(of: /\(\*(\w+)\)\(.*\);$/) ?? line.firstMatch(of: /(\w+);$/) {
          fields.append((structure, String(match.1)))
        }
      }
    }
  }

  /// A C program that prints one static assertion for each size, offset and value that it sees.
  var assertionPrinter: String {
    let offsets = fields.map { ($0.structure, $0.name) } + functions.map { ("PJRT_Api", $0) }
    return """
      #include "CPJRT.h"
      #include <stdio.h>
      int main(void) {
      \(offsets.map { #"printf("_Static_assert(offsetof(\#($0), \#($1)) == %zu, \"\#($0).\#($1)\");\n", offsetof(\#($0), \#($1)));"# }
        .joined(separator: "\n"))
      \(structures.filter { $0 != "PJRT_Extension_Base" }.map {
        let size = $0 == "PJRT_Api" ? "sizeof(PJRT_Api)" : "(size_t)\($0)_STRUCT_SIZE"
        return #"printf("_Static_assert(\#($0)_STRUCT_SIZE SAME %zu, \"size of \#($0)\");\n", \#(size));"#
      }.joined(separator: "\n"))
      \(enumerators.map { #"printf("_Static_assert(\#($0) == %d, \"\#($0)\");\n", (int)\#($0));"# }.joined(separator: "\n"))
      return 0;
      }
      """
  }
}
