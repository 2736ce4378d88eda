extension Chart {
  /// The chart as it looks best in a format.
  func adapted(to format: PictureFormat) -> Chart {
    var chart = self
    switch format {
    case .png: break
    case .svg:
      // gnuplot's SVG discs are larger than its PNG ones by about this much.
      for index in marks.indices { chart.marks[index].style.pointSize *= 0.8 }
    case .text:
      chart.hasGrid = false
      chart.colorBarLabel = nil
      // A letter for the points of each mark.
      let characters = ["o", "x", "+", "%"]
      for index in marks.indices { chart.marks[index].style.pointType = "\"\(characters[index % characters.count])\"" }
    }
    return chart
  }
}
