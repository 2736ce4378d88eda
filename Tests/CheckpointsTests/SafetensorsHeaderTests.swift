import Testing

@testable import Checkpoints

/// Headers in front of the two bytes `[1, 2]`, in a table: what is accepted and what is not.
@Suite struct SafetensorsHeaderTests {
  private static let description = #"{"dtype":"U8","shape":[2],"data_offsets":[0,2]}"#

  @Test(arguments: [
    " {\"a\":\(description)}", "\n\t\r {\"a\":\(description)} \n\t\r", "{ \"a\" : \(description) }",
    #"{"a":{"data_offsets":[0,2],"shape":[2],"dtype":"U8"}}"#,
    #"{"a":{"dtype":"U8","extra":[1,-2.5e+3,{"x":null,"y":[true,false,"\u00e9"]},{},[]],"shape":[2],"data_offsets":[0,2]}}"#,
    "{\"__metadata__\":null,\"a\":\(description)}", "{\"__metadata__\":{},\"a\":\(description)}",
    #"{"a":{"dtype":"U8","shape":[1,2,1],"data_offsets":[0,2]}}"#,
    #"{"a":{"dtype":"U8","shape":[1],"data_offsets":[1,2]},"b":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}"#,
    #"{"z":{"dtype":"U8","shape":[0],"data_offsets":[2,2]},"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]}}"#,
    #"{"z":{"dtype":"U8","shape":[0,9223372036854775807,9],"data_offsets":[0,0]},"a":\#(description)}"#,
    #"{"a":{"dtype":"I8","shape":[1],"data_offsets":[0,1]},"A":{"dtype":"I8","shape":[1],"data_offsets":[1,2]}}"#,
  ])
  func accepts(header: String) throws {
    let file = try open(header: header, data: [1, 2])
    #expect(file.entries.filter { $0.name != "z" }.reduce(0) { $0 + $1.byteRange.count } == 2)
  }

  @Test(arguments: [
    "", " ", "{", "}", "[]", "null", "{}x", "{\"a\":\(description)}\0", "\u{FEFF}{\"a\":\(description)}",
    "{\"a\":\(description),}", "{,\"a\":\(description)}", "{\"a\" \(description)}", "{a:\(description)}",
    "{\"a\":\(description)", "{\"a\":\(description)}}", "{\"a\":\(description) \"b\":1}",
    #"{"a":["U8",[2],[0,2]]}"#, #"{"a":{"dtype":"U8","shape":[2]}}"#, #"{"a":{"dtype":"U8","data_offsets":[0,2]}}"#,
    #"{"a":{"shape":[2],"data_offsets":[0,2]}}"#, #"{"a":{"dtype":1,"shape":[2],"data_offsets":[0,2]}}"#,
    #"{"a":{"dtype":"U8","shape":2,"data_offsets":[0,2]}}"#, #"{"a":{"dtype":"U8","shape":[2],"data_offsets":[0]}}"#,
    #"{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2,2]}}"#, #"{"a":{"dtype":"U8","shape":[2.0],"data_offsets":[0,2]}}"#,
    #"{"a":{"dtype":"U8","shape":[2e0],"data_offsets":[0,2]}}"#, #"{"a":{"dtype":"U8","shape":[-2],"data_offsets":[0,2]}}"#,
    #"{"a":{"dtype":"U8","shape":[02],"data_offsets":[0,2]}}"#, #"{"a":{"dtype":"U8","shape":["2"],"data_offsets":[0,2]}}"#,
    #"{"a":{"dtype":"U8","shape":[9223372036854775808],"data_offsets":[0,2]}}"#,
    #"{"a":{"dtype":"U8","shape":[2],"x":01,"data_offsets":[0,2]}}"#, #"{"a":{"dtype":"U8","shape":[2],"x":tru,"data_offsets":[0,2]}}"#,
    #"{"a":{"dtype":"U8","shape":[2],"x":1.,"data_offsets":[0,2]}}"#, #"{"a":{"dtype":"U8","shape":[2],"x":1e,"data_offsets":[0,2]}}"#,
    "{\"__metadata__\":{\"k\":1},\"a\":\(description)}", "{\"__metadata__\":[],\"a\":\(description)}",
    "{\"\\ud800\":\(description)}", "{\"\\ud800\\u0041\":\(description)}", "{\"\\udc00\":\(description)}",
    "{\"\\u00g0\":\(description)}", "{\"\\x\":\(description)}", "{\"\n\":\(description)}",
  ])
  func refusesAsMalformed(header: String) throws {
    let error = #expect(throws: SafetensorsError.self) { try open(header: header, data: [1, 2]) }
    guard case .malformedHeader(_, .expected) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test(arguments: [
    ("{\"a\":\(description),\"a\":\(description)}", "a", 53),
    ("{\"a\":\(description),\"\\u0061\":\(description)}", "a", 53),
    ("{\"\u{E9}\":\(description),\"e\u{301}\":\(description)}", "e\u{301}", 54),
    ("{\"__metadata__\":{},\"__metadata__\":{}}", "__metadata__", 19),
    ("{\"__metadata__\":{\"k\":\"1\",\"k\":\"1\"}}", "k", 25),
    (#"{"a":{"dtype":"U8","dtype":"U8","shape":[2],"data_offsets":[0,2]}}"#, "dtype", 19),
    (#"{"a":{"x":{"y":1,"y":1},"dtype":"U8","shape":[2],"data_offsets":[0,2]}}"#, "y", 17),
  ])
  func refusesAKeyThatStandsTwice(header: String, key: String, offset: Int) throws {
    #expect(throws: JSONProblem.duplicateKey(key, offset: offset)) {
      try SafetensorsHeader(json: Array(header.utf8)[...])
    }
  }

  @Test func refusesTextThatIsNoUTF8() throws {
    let header = Array("{\"".utf8) + [0xFF] + Array("\":\(Self.description)}".utf8)
    #expect(throws: JSONProblem.expected("valid UTF-8", offset: 2)) { try SafetensorsHeader(json: header[...]) }
  }

  @Test func understandsEveryEscape() throws {
    let header = #"{"__metadata__":{"k":"\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00\u0000"}}"#
    #expect(try open(header: header).metadata == ["k": "\"\\/\u{8}\u{C}\n\r\té😀\0"])
  }

  @Test func depthDoesNotExhaustTheStack() throws {
    let deep = String(repeating: "[", count: 1_000_000)
    #expect(throws: SafetensorsError.self) { try open(header: "{\"a\":{\"x\":\(deep)") }
  }
}
