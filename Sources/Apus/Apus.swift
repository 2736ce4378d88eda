// The umbrella: `import Apus` is what programs write.
@_exported import ApusCore
@_exported import ApusData
@_exported import ApusNN
