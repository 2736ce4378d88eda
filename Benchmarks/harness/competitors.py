"""Who takes part: a name, the column of the table it belongs to, and the command that starts it."""

from dataclasses import dataclass
from pathlib import Path

APUS, PYTORCH, JAX, KERAS = "Apus", "PyTorch", "JAX", "Keras"
COLUMNS = (APUS, PYTORCH, JAX)

RIVALS = Path(__file__).resolve().parent.parent / "rivals"


@dataclass(frozen=True)
class Competitor:
    name: str
    column: str
    command: tuple[str, ...]


def competitors(python: str, apus_worker: str | None, keras_python: str | None = None) -> list[Competitor]:
    """Two layouts of PyTorch share a column: the faster one stands for it."""
    torch_worker = (python, str(RIVALS / "torch_worker.py"), "--layout")
    found = [
        Competitor("torch", PYTORCH, (*torch_worker, "nchw")),
        Competitor("torch channels_last", PYTORCH, (*torch_worker, "channels_last")),
        Competitor("jax", JAX, (python, str(RIVALS / "jax_worker.py"))),
    ]
    if keras_python is not None:
        found.append(Competitor("keras", KERAS, (keras_python, str(RIVALS / "keras_worker.py"))))
    if apus_worker is not None:
        found.insert(0, Competitor("apus", APUS, (apus_worker,)))
    return found
