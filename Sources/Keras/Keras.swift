@_exported import TrainingLoop
