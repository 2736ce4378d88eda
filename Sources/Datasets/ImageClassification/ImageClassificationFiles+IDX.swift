extension ImageClassificationFiles {
  /// Reads grey images `[count, height, width]` and their labels `[count]` from a pair of IDX files.
  ///
  /// The number of images is the files' own: a smaller selection of a data set reads as well as the whole.
  ///
  /// - Throws: `DatasetError` if a file is damaged, holds something else, or does not belong to the other.
  init(
    imagesPath: String, labelsPath: String, height: Int, width: Int, classCount: Int
  ) throws(DatasetError) {
    let images = try IDXFile(contentsOfFile: imagesPath)
    try images.require(.uint8, path: imagesPath)
    guard images.dimensions.count == 3, images.dimensions[1...] == [height, width] else {
      throw .wrongShape(path: imagesPath, expected: "[count, \(height), \(width)]", found: images.dimensions)
    }

    let labels = try IDXFile(contentsOfFile: labelsPath)
    try labels.require(.uint8, path: labelsPath)
    guard labels.dimensions.count == 1 else {
      throw .wrongShape(path: labelsPath, expected: "[count]", found: labels.dimensions)
    }
    guard images.dimensions[0] == labels.dimensions[0] else {
      throw .countsDisagree(
        imagesPath: imagesPath, imageCount: images.dimensions[0], labelsPath: labelsPath, labelCount: labels.dimensions[0])
    }
    if let index = labels.payload.firstIndex(where: { $0 >= classCount }) {
      throw .labelOutOfRange(path: labelsPath, index: index, label: Int(labels.payload[index]), classCount: classCount)
    }
    self.init(images: images.payload, labels: labels.payload, imageShape: [height, width, 1])
  }
}

extension IDXFile {
  fileprivate func require(_ expected: IDXElementType, path: String) throws(DatasetError) {
    guard elementType == expected else { throw .wrongElementType(path: path, expected: expected, found: elementType) }
  }
}
