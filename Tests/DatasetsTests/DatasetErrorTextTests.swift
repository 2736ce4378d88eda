import Foundation
import Testing

@testable import Datasets

/// Every text that the module can print about a failure, word for word.
@Suite struct DatasetErrorTextTests {
  struct Text: Sendable, CustomTestStringConvertible {
    let error: DatasetError
    let text: String
    var testDescription: String { String(text.prefix(while: { $0 != "\n" })) }

    init(_ error: DatasetError, _ text: String) {
      self.error = error
      self.text = text
    }
  }

  @Test(arguments: [
    Text(
      .unreadable(path: "/data/a", reason: "Permission denied"),
      """
      Apus: a data file cannot be read
        file    /data/a
        reason  Permission denied
      """),
    Text(
      .tooLarge(path: "/data/a", byteCount: 2_147_483_648, limit: 1_073_741_824),
      """
      Apus: a data file is too large
        file   /data/a
        found  2,147,483,648 bytes
        limit  1,073,741,824 bytes
        hint   it is probably not the file that its name says
      """),
    Text(
      .damagedGzip(path: "/data/a.gz", .truncated(byteCount: 1_000)),
      """
      Apus: a packed data file is damaged
        file    /data/a.gz
        reason  the file ends after 1,000 bytes, in the middle of the data
        hint    delete the file; it is downloaded again where that is possible
      """),
    Text(
      .damagedIDX(path: "/data/a", .wrongPayloadLength(dimensions: [2, 3], expected: 6, found: 5)),
      """
      Apus: a data file is not in the IDX format
        file    /data/a
        reason  an array of shape [2, 3] takes 6 bytes, and 5 follow the header
        hint    delete the file; it is downloaded again where that is possible
      """),
    Text(
      .damagedTar(path: "/data/a.tar.gz", .truncated(byteCount: 1_000)),
      """
      Apus: an archive is damaged
        file    /data/a.tar.gz
        reason  it ends after 1,000 unpacked bytes, before the end of its files
        hint    delete the file; it is downloaded again where that is possible
      """),
    Text(
      .missingMember(path: "/data/a.tar.gz", name: "test_batch.bin"),
      """
      Apus: an archive lacks a file
        archive  /data/a.tar.gz
        lacks    test_batch.bin
        hint     it is probably not the archive that its name says
      """),
    Text(
      .wrongRecords(path: "/data/test_batch.bin", byteCount: 30_000, recordByteCount: 3_073),
      """
      Apus: a file of images is damaged
        file      /data/test_batch.bin
        found     30,000 bytes
        expected  one or more images of 3,073 bytes each
        hint      it was probably cut off; take it from its source again
      """),
    Text(
      .wrongElementType(path: "/data/a", expected: .uint8, found: .float32),
      """
      Apus: a data file holds another type of number
        file      /data/a
        expected  uint8
        found     float32
      """),
    Text(
      .wrongShape(path: "/data/a", expected: "[count, 28, 28]", found: [60_000]),
      """
      Apus: a data file holds an array of another shape
        file      /data/a
        expected  [count, 28, 28]
        found     [60000]
        hint      images and labels may have been exchanged, or the file belongs to another data set
      """),
    Text(
      .countsDisagree(imagesPath: "/data/a", imageCount: 60_000, labelsPath: "/data/b", labelCount: 10_000),
      """
      Apus: images and labels do not belong together
        images  /data/a
                60,000 images
        labels  /data/b
                10,000 labels
        hint    take both files from the same source
      """),
    Text(
      .labelOutOfRange(path: "/data/b", index: 7, label: 12, classCount: 10),
      """
      Apus: a label is out of range
        file      /data/b
        found     12 at index 7
        expected  0 to 9
      """),
    Text(
      .malformedDigits(path: "digits.csv.gz (embedded)", line: 3),
      """
      Apus: a table of digits is malformed
        file      digits.csv.gz (embedded)
        line      3
        expected  64 pixels from 0 to 16 and a digit from 0 to 9, separated by commas
      """),
  ])
  func aFileErrorSaysWhatWhereAndWhatToDo(_ sample: Text) {
    #expect(sample.error.description == sample.text)
    #expect(sample.error.localizedDescription == sample.text)
  }

  @Test func gzipErrorsAreSentences() {
    #expect(GzipError.truncated(byteCount: 12).description == "the file ends after 12 bytes, in the middle of the data")
    #expect(GzipError.corrupt(offset: 999, reason: "incorrect data check").description == "incorrect data check (before byte 999)")
    #expect(GzipError.exceedsLimit(1_000_000).description == "it unpacks to more than 1,000,000 bytes")
    #expect(GzipError.zlibFailed(code: -4).description == "zlib failed with code -4; the memory may be exhausted")
  }

  @Test func tarErrorsAreSentences() {
    #expect(TarError.truncated(byteCount: 512).description == "it ends after 512 unpacked bytes, before the end of its files")
    #expect(
      TarError.damagedHeader(offset: 10_240, reason: "it states no size in octal digits").description
        == "it states no size in octal digits (unpacked byte 10,240)")
  }

  @Test func idxErrorsAreSentences() {
    #expect(IDXError.truncatedHeader(byteCount: 3, needed: 4).description == "the header takes 4 bytes and the file has 3")
    #expect(IDXError.wrongMagic([60, 104, 116, 109]).description == "it begins with the bytes 60 104 116 109, and an IDX file with 0 0")
    #expect(IDXError.unknownElementType(code: 10).description == "10 is not the code of an element type")
    #expect(
      IDXError.absurdSize(dimensions: [4_294_967_295, 4_294_967_295]).description
        == "it claims an array of shape [4294967295, 4294967295], more than a machine can hold")
  }

  @Test func downloadFailuresAreSentences() {
    #expect(DownloadFailure.invalidAddress.description == "not an http or https address")
    #expect(DownloadFailure.unreachable(reason: "nobody answers there").description == "nobody answers there")
    #expect(DownloadFailure.timedOut.description == "the server did not send the file in time")
    #expect(DownloadFailure.httpStatus(404).description == "the server answered with status 404")
    #expect(DownloadFailure.tooShort(expected: 4_542, received: 0).description == "the transfer ended after 0 of 4,542 bytes")
    #expect(
      DownloadFailure.tooLong(expected: 4_542).description == "the server sends more than the 4,542 bytes of the published file")
    #expect(
      DownloadFailure.wrongChecksum(expected: "aa", found: "bb").description
        == "not the published file: its SHA-256 is\nbb, not\naa")
    #expect(
      DownloadFailure.cannotWrite(path: "/cache/a", reason: "No space left on device").description
        == "the file could not be stored at\n/cache/a: No space left on device")
  }
}
