import Apus

/// 200 points around the line 2x + 100, the numbers that `np.random.seed(32)` gives, and the same standardised.
struct Points {
  let x, y: [Double]
  let scaler: StandardScaler
  let xScaled, yScaled: [Double]

  init() throws {
    var random = NumPyRandom(seed: 32)
    let x = random.normal(mean: 50, standardDeviation: 100, count: 200)
    let noise = random.normal(mean: 0, standardDeviation: 100, count: 200)
    let y = zip(x, noise).map { 2 * $0 + 100 + $1 }
    let rows = zip(x, y).map { [$0, $1] }
    scaler = try StandardScaler(fitting: rows)
    let scaled = try scaler.transform(rows)
    (self.x, self.y, xScaled, yScaled) = (x, y, scaled.map { $0[0] }, scaled.map { $0[1] })
  }
}
