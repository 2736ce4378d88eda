import ApusData
import Testing

struct DataErrorTests {
  private static let texts: [(DataError, String)] = [
    (.noSamples(function: "StandardScaler"), "StandardScaler: there are no numbers to learn from; give at least one sample"),
    (
      .rowLength(function: "transform", row: 3, expected: 2, found: 1),
      "transform: row 3 has 1 values and not 2; give all rows the same length"
    ),
    (
      .shape(function: "MinMaxScaler", [2, 2, 2]),
      "MinMaxScaler: a tensor of shape [2, 2, 2] holds no samples; give it [samples, features] or [samples]"
    ),
    (
      .testShare(1.5, samples: 10),
      "TrainTestSplit: 1.5 of 10 samples leave nothing to train or to test with; take a share between 0 and 1"
    ),
    (.sampleCount(expected: 4, found: 3), "TrainTestSplit: 3 samples cannot be split; the split was made for 4"),
    (.range(lower: 1, upper: 1), "MinMaxScaler: nothing can be scaled to 1.0...1.0; take a finite range with some extent"),
    (.unreadable(path: "a.csv", reason: "no such file"), "a.csv: the table cannot be read: no such file"),
    (.cannotWrite(path: "a.csv", reason: "no folder"), "a.csv: the table cannot be written: no folder"),
    (
      .quotation(line: 7),
      "a table in CSV: a quotation mark in line 7 is not closed, or stands within a text; double those that belong to the text"
    ),
    (.duplicateColumn("a"), "a table has two columns “a”; give each a name of its own"),
    (.noColumn("lss", columns: ["epoch", "loss"]), "a table has no column “lss”; it has epoch, loss"),
    (.noColumn("a", columns: []), "a table has no column “a”; it has none"),
    (.noRow(3, count: 2), "a table has no row 3; it has 2, counted from 0"),
  ]

  @Test(arguments: texts.indices) func errorsSayWhatWasWrongAndWhatToDo(row: Int) {
    #expect(Self.texts[row].0.description == "Apus: " + Self.texts[row].1)
    #expect((Self.texts[row].0 as any Error).localizedDescription == "Apus: " + Self.texts[row].1)
  }
}
