"""Writes numpy.json: what NumPy's legacy generator, `linspace`, scikit-learn's scalers and split, and pandas' printing give.

    python make-numpy.py > numpy.json     # with numpy, scikit-learn and pandas; the file names their versions
"""

import json

import numpy as np
import pandas as pd
import sklearn
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import MinMaxScaler, StandardScaler


def draws(seed):
    np.random.seed(seed)
    drawn = {
        "rand": np.random.rand(3).tolist(),
        "uniform": np.random.uniform(-2.5, 7.25, 3).tolist(),
        # An odd number, so that the second number of a pair goes to the next call.
        "standardNormal": np.random.standard_normal(3).tolist(),
        "normal": np.random.normal(50, 100, 4).tolist(),
        "dice": np.random.randint(1, 7, 10).tolist(),
        "wide": [str(n) for n in np.random.randint(-(2**62), 2**62, 4)],
        "widest": [str(n) for n in np.random.randint(-(2**63), 2**63 - 1, 3)],
        "words": np.random.randint(0, 2**32, 3).tolist(),
        "single": np.random.randint(5, 6, 2).tolist(),
        "permutation": np.random.permutation(12).tolist(),
    }
    letters = list("abcdefg")
    np.random.shuffle(letters)
    drawn["shuffled"] = "".join(letters)
    # Past the first block of 624 words, after a normal number that is kept.
    drawn["late"] = np.random.rand(1000)[-2:].tolist() + np.random.standard_normal(1).tolist()
    return drawn


seeds = [0, 1, 32, 12345, 2**32 - 1]
arrays = [[1], [1, 2, 3], [], list(range(700))]
generators = [{"seed": s, **draws(s)} for s in seeds] + [{"seeds": a, **draws(np.array(a, dtype=np.uint32) if a else [])} for a in arrays if a]

spaces = [(-2.0, 2.0, 201), (0.0, 1.0, 11), (0.1, 0.7, 7), (1.0, 1.0, 3), (5.0, -3.0, 4), (2.0, 9.0, 1), (2.0, 9.0, 0), (-1e300, 1e300, 5), (0.0, 1.0, 1000)]
linspaces = [{"start": a, "end": b, "count": n, "values": np.linspace(a, b, n).tolist()} for a, b, n in spaces]

rng = np.random.RandomState(7)
samples = {
    "normal": rng.normal([1, -50, 1e6], [1, 20, 0.5], (9, 3)),
    "constant": np.array([[0.1, 7.0], [0.1, 8.0], [0.1, 9.5]]),
    "missing": np.array([[1.0, np.nan], [2.0, 4.0], [np.nan, 8.0]]),
    "one sample": np.array([[3.0, -4.0]]),
}
nothing = lambda rows: [[None if np.isnan(v) else v for v in row] for row in rows.tolist()]
scalers = []
for name, rows in samples.items():
    standard, minmax = StandardScaler().fit(rows), MinMaxScaler((-1, 3)).fit(rows)
    scalers.append(
        {
            "name": name,
            "rows": nothing(rows),
            "mean": standard.mean_.tolist(),
            "variance": standard.var_.tolist(),
            "standard": nothing(standard.transform(rows)),
            "minimum": minmax.data_min_.tolist(),
            "maximum": minmax.data_max_.tolist(),
            "minmax": nothing(minmax.transform(rows)),
        }
    )

splits = []
for count, share, seed in [(10, 0.25, 0), (10, 0.2, 42), (7, 0.5, 3), (201, 0.1, 32)]:
    training, test = train_test_split(np.arange(count), test_size=share, random_state=seed)
    splits.append({"count": count, "share": share, "seed": seed, "training": training.tolist(), "test": test.tolist()})

tables = {
    "log": {"epoch": [0, 1, 2], "loss": [1.0, 0.710575581, 0.525344014]},
    "guide": {"epoch": [0.0, 1.0], "loss": [1.0, 0.710576], "model.a": [0.179327, 0.322789], "model.b": [-3.72529e-10, -3.72529e-10]},
    "signs": {"a": [-1, 20, 300], "longer name": [-0.5, 0.25, 100.0]},
    "texts": {"optimizer": ["sgd", "adam"], "a": ["x", "yy"], "loss": [0.196, 0.263]},
    "missing": {"a": [1.0, None, 3.0], "t": ["u", None, "w"]},
    "large": {"a": [1234567.5, 2.25], "b": [123456.5, 2.25], "c": [1e15, 0.0], "d": [np.inf, -np.inf]},
    "zeros": {"a": [0.0, 100.0], "b": [0.000001, 0.5], "c": [1e-7, 0.0]},
    "long": {"n": list(range(100)), "square": [float(i * i) for i in range(100)]},
    "sixty": {"n": list(range(60))},
    "sixty-one": {"n": list(range(61)), "wide column": [i / 8 for i in range(61)]},
}
cell = lambda v: None if v is None else (v if not isinstance(v, float) or np.isfinite(v) else str(v))
pd.set_option("display.width", 1000)
texts = [
    {"name": name, "names": list(columns), "columns": [[cell(v) for v in c] for c in columns.values()],
     "integers": [all(isinstance(v, int) for v in c) for c in columns.values()], "text": str(pd.DataFrame(columns).astype(object).where(lambda d: d.notna(), np.nan).infer_objects() if name == "missing" else pd.DataFrame(columns))}
    for name, columns in tables.items()
]

versions = f"NumPy {np.__version__}, scikit-learn {sklearn.__version__}, pandas {pd.__version__}, by make-numpy.py"
sections = {"generators": generators, "linspaces": linspaces, "scalers": scalers, "splits": splits, "tables": texts}
body = ",\n".join(f'"{name}": [\n' + ",\n".join("  " + json.dumps(row) for row in rows) + "\n]" for name, rows in sections.items())
print(f'{{\n"reference": "{versions}",\n{body}\n}}')
