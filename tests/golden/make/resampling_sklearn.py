"""Makes ../resampling_sklearn.json: the folds that scikit-learn's TimeSeriesSplit and GroupKFold make.

Run from this folder: /usr/bin/python3 resampling_sklearn.py
"""

import json
import platform
from pathlib import Path

import numpy
import sklearn
from sklearn.model_selection import GroupKFold, TimeSeriesSplit

SEED = 20240918
COMMAND = "/usr/bin/python3 resampling_sklearn.py"
rng = numpy.random.default_rng(SEED)


def time_series(rows, folds, gap=0, test_size=None, max_train_size=None):
    """Folds in time, or "ValueError" where scikit-learn refuses to make them."""
    split = TimeSeriesSplit(folds, gap=gap, test_size=test_size, max_train_size=max_train_size)
    try:
        pairs = [[train.tolist(), test.tolist()] for train, test in split.split(numpy.zeros(rows))]
    except ValueError:
        pairs = "ValueError"
    options = {"folds": folds, "gap": gap, "testSize": test_size, "maxTrainSize": max_train_size}
    given = {name: value for name, value in options.items() if value is not None}
    return {"rows": rows, "options": given, "pairs": pairs}


def grouped(sizes, folds):
    """Folds of groups of these sizes, their rows in random order. Sizes that differ leave no ties to break."""
    groups = rng.permutation(numpy.repeat(numpy.arange(len(sizes)), sizes))
    pairs = GroupKFold(folds).split(numpy.zeros(len(groups)), groups=groups)
    return {
        "groups": groups.tolist(),
        "folds": folds,
        "pairs": [[train.tolist(), test.tolist()] for train, test in pairs],
    }


series = [
    time_series(rows, folds)
    for rows, folds in [(10, 3), (11, 3), (23, 4), (24, 4), (25, 4), (5, 4), (4, 4), (40, 6), (3, 2)]
] + [
    time_series(20, 4, gap=2),
    time_series(20, 4, gap=3, test_size=2),
    time_series(21, 3, test_size=4, max_train_size=5),
    time_series(21, 3, gap=1, max_train_size=6),
    time_series(21, 3, test_size=7),
    time_series(21, 3, test_size=6, gap=2),
    time_series(21, 3, test_size=6, gap=3),
    time_series(12, 4, gap=4),
    time_series(30, 2, test_size=1, max_train_size=1),
]
groups = [
    grouped([5, 4, 3, 2, 1], 2),
    grouped([9, 1, 2, 3, 5], 3),
    grouped([1, 2, 3, 4, 6, 8, 11, 15], 4),
    grouped([30, 1, 2], 3),
    grouped(rng.permutation(numpy.arange(1, 26)).tolist(), 5),
]
# As in the first two, but some groups are of one size: only the sizes of folds do not depend on how ties are broken.
ties = [grouped([4, 4, 2, 2, 2, 1, 1], 3), grouped([3] * 7, 4), grouped(rng.integers(1, 5, 40).tolist(), 6)]
golden = {
    "tool": f"scikit-learn {sklearn.__version__}, numpy {numpy.__version__}, Python {platform.python_version()}",
    "command": COMMAND,
    "seed": SEED,
    "timeSeries": series,
    "groups": groups,
    "ties": ties,
}


def lines(cases):
    return "[\n    " + ",\n    ".join(json.dumps(case) for case in cases) + "\n  ]"


text = ",\n  ".join(
    f"{json.dumps(name)}: {lines(value) if isinstance(value, list) else json.dumps(value)}"
    for name, value in golden.items()
)
Path(__file__).parent.parent.joinpath("resampling_sklearn.json").write_text(f"{{\n  {text}\n}}\n")
