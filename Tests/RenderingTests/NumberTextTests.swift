import Testing
import TrainingLoop

@Suite struct NumberTextTests {
  @Test(arguments: [
    (0.0, "0.00"), (8.42, "8.42"), (9.994, "9.99"), (9.996, "10.0"), (84.25, "84.2"), (99.96, "100"), (842, "842"), (999.4, "999"),
    (999.5, "1.00k"), (1_000, "1.00k"), (14_200, "14.2k"), (142_000, "142k"), (999_499, "999k"), (999_500, "1.00M"),
    (1_500_000, "1.50M"), (2.5e9, "2.50G"), (-14_200, "-14.2k"), (1e21, "1000E"), (.infinity, "–"), (.nan, "–"),
  ])
  func short(number: Double, text: String) { #expect(NumberText.short(number) == text) }

  @Test(arguments: [
    (0, "0"), (7, "7"), (999, "999"), (1_000, "1,000"), (61_706, "61,706"), (100_200, "100,200"), (1_000_000, "1,000,000"),
    (-1_234, "-1,234"), (.max, "9,223,372,036,854,775,807"), (.min, "-9,223,372,036,854,775,808"),
  ])
  func grouped(number: Int, text: String) { #expect(number.withThousands == text) }

  @Test(arguments: [
    (0, "0 bytes"), (1, "1 byte"), (999, "999 bytes"), (1_000, "1 kB"), (3_140, "3.1 kB"), (12_345, "12 kB"), (99_999, "100 kB"),
    (100_000, "0.10 MB"), (246_824, "0.25 MB"), (994_999, "0.99 MB"), (995_000, "1 MB"), (3_100_000, "3.1 MB"), (9_000_000, "9 MB"),
    (9_960_000, "10 MB"), (548_000_000, "548 MB"), (999_600_000, "1 GB"), (1_240_000_000, "1.2 GB"), (.max, "9.2 EB"),
  ])
  func byteCount(count: Int, text: String) { #expect(NumberText.byteCount(count) == text) }

  @Test(arguments: [
    (0.1121, "0.1121"), (0.96634, "0.9663"), (1, "1.0000"), (0, "0.0000"), (-0.5, "-0.5000"), (12.5, "12.5000"), (0.001, "0.0010"),
    (3.2e-5, "3.20e-05"), (9_999, "9999.0000"), (10_000, "1.00e+04"), (-2e20, "-2.00e+20"), (.nan, "nan"), (.infinity, "inf"),
    (-.infinity, "-inf"),
  ])
  func statistic(value: Double, text: String) { #expect(NumberText.statistic(value) == text) }

  @Test(arguments: [
    (0.995, 1, "99.5%"), (1, 0, "100%"), (0.02, 0, "2%"), (.nan, 1, "–"),
    (0.9655, 1, "96.6%"), (0.9655, 2, "96.55%"), (0.965_55, 2, "96.56%"), (0.965_549, 2, "96.55%"), (1, 2, "100.00%"), (0.005, 0, "1%"),
  ])
  func percent(fraction: Double, decimals: Int, text: String) {
    #expect(NumberText.percent(fraction, decimals: decimals) == text)
  }

  @Test(arguments: [
    (0.0, "0:00"), (0.4, "0:00"), (0.6, "0:01"), (59.6, "1:00"), (65, "1:05"), (754, "12:34"), (3_599.4, "59:59"), (3_723, "1:02:03"),
    (360_000, "100:00:00"), (-1, "-:--"), (.nan, "-:--"), (.infinity, "-:--"), (1e300, "-:--"),
  ])
  func clock(seconds: Double, text: String) { #expect(DurationText.clock(seconds) == text) }
}
