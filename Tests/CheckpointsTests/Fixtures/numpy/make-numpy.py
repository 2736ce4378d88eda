"""Writes arrays as NumPy does, for the tests of the reader and byte for byte for those of the writer.

Run in an environment with numpy and ml_dtypes; the files lie beside this program.
"""

from pathlib import Path

import ml_dtypes
import numpy as np

here = Path(__file__).resolve().parent
whole = np.arange(24).reshape(2, 3, 4)

arrays = {
    "f4": (whole / 8).astype("<f4"),
    "f8_scalar": np.float64(1.5),
    "f2_empty": np.zeros((0, 3), "<f2"),
    "i8": whole.astype("<i8") - 12,
    "u1": whole.astype("u1"),
    "flags": whole % 3 == 0,
    "bf16": (whole / 8).astype(ml_dtypes.bfloat16),
    "a/b.c": np.array([7], "<i4"),
}
np.savez(here / "plain.npz", **arrays)
np.savez_compressed(here / "packed.npz", **arrays)
np.savez(
    here / "orders.npz",
    big=(whole / 8).astype(">f4"),
    fortran=np.asfortranarray((whole / 8).astype("<f4")),
    both=np.asfortranarray(whole.astype(">i2")),
    complex=np.asfortranarray((whole + 1j).astype(">c8")),
    text=np.array(["Apus", "é"]),
)
np.save(here / "single.npy", (whole / 8).astype("<f4"))
np.savez(here / "objects.npz", good=np.arange(2), bad=np.array([{"a": 1}], dtype=object))
np.save(here / "records.npy", np.array([(1, 2.0)], dtype=[("a", "<i4"), ("b", "<f8")]))
