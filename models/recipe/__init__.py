"""The recipe: data, augmentation, training, export, calibration and evaluation of an embedded model."""
