"""Small images of every kind that a folder of photographs may hold, and their pixels as Pillow reads them: images/ and images.json.

    python make-images.py     # with Pillow 13.0.0 and NumPy
"""

import json
from pathlib import Path

import numpy as np
from PIL import Image

HERE = Path(__file__).resolve().parent
rows, columns = np.mgrid[0:5, 0:7]
colors = np.stack([rows * 50, columns * 40, 255 - rows * 20 - columns * 10], axis=-1).astype(np.uint8)
smooth = np.kron(colors, np.ones((4, 4, 1), np.uint8))

Image.fromarray(colors).save(HERE / "images/cat/colors.png")
Image.fromarray(colors[:, :, 0]).save(HERE / "images/cat/gray.png")
Image.fromarray(colors).quantize(16).save(HERE / "images/cat/palette.png")
Image.fromarray(smooth).save(HERE / "images/dog/photograph.jpeg", quality=95, subsampling=0)
Image.fromarray(smooth[:, :, 1]).save(HERE / "images/dog/gray.JPG", quality=95)

pixels = {}
for path in sorted(HERE.glob("images/*/*")):
    image = np.asarray(Image.open(path).convert("RGB"))
    pixels[str(path.relative_to(HERE / "images"))] = {"shape": image.shape, "pixels": image.reshape(-1).tolist()}
(HERE / "images.json").write_text("{\n" + ",\n".join(f"  {json.dumps(name)}: {json.dumps(value)}" for name, value in pixels.items()) + "\n}\n")
