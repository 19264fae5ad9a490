"""Makes ../transformers_sklearn_encoders.json: scikit-learn's encoders and imputers, and encodings by the target from numpy.

Imputers and encodings by the target learn from every third penguin and transform all, which are those of data/datasets.
Run from this folder: /usr/bin/python3 transformers_sklearn_encoders.py
"""

import csv
import io
import json
import platform
import re
from pathlib import Path

import numpy
import sklearn
from sklearn.impute import SimpleImputer
from sklearn.preprocessing import OneHotEncoder, OrdinalEncoder

COMMAND = "/usr/bin/python3 transformers_sklearn_encoders.py"
CLASSES = ["species", "island", "sex"]
NUMBERS = ["bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g"]

HERE = Path(__file__).parent
source = (HERE / "../../../data/datasets/_penguins_csv.ts").read_text()
text = re.search(r"= `(.*)`", source, re.S).group(1)
rows = list(csv.DictReader(io.StringIO(text)))
HOLES = ("", "NA")


def plain(array):
    """Lists, with None where a number is missing."""
    return [[None if v != v else float(v) for v in row] for row in numpy.asarray(array, dtype=float)]


classes = numpy.array([[None if row[c] in HOLES else row[c] for c in CLASSES] for row in rows], dtype=object)
numbers = numpy.array([[numpy.nan if row[c] in HOLES else float(row[c]) for c in NUMBERS] for row in rows])
train = numpy.arange(0, len(rows), 3)
known = numpy.array([row[2] is not None for row in classes])


def one_hot(**options):
    """Of the rows whose classes are all known."""
    encoder = OneHotEncoder(sparse_output=False, **options).fit(classes[known])
    names = [name.replace("_", "__", 1) for name in encoder.get_feature_names_out(CLASSES)]
    return {"names": names, "values": plain(encoder.transform(classes[known]))}


def one_hot_seen(columns, learned):
    """Of levels seen in `learned`; others become zeros."""
    encoder = OneHotEncoder(sparse_output=False, handle_unknown="ignore").fit(classes[learned][:, columns])
    names = [name.replace("_", "__", 1) for name in encoder.get_feature_names_out([CLASSES[c] for c in columns])]
    return {"rows": learned, "names": names, "values": plain(encoder.transform(classes[:, columns]))}


def ordinal():
    """From 1, where scikit-learn counts from 0; missing values stay missing."""
    encoder = OrdinalEncoder(categories=[sorted({v for v in classes[:, c] if v}) + [None] for c in range(3)])
    codes = encoder.fit_transform(classes)
    return plain(numpy.where(classes == None, numpy.nan, codes + 1))  # noqa: E711


def imputed(strategy):
    imputer = SimpleImputer(strategy=strategy, add_indicator=True).fit(numbers[train])
    missing = [NUMBERS[i] for i in imputer.indicator_.features_]
    return {"indicators": missing, "values": plain(imputer.transform(numbers))}


def imputed_classes():
    imputer = SimpleImputer(strategy="most_frequent", missing_values=None)
    return imputer.fit(classes[train]).transform(classes).tolist()


def by_target(column, target, weights, m):
    """Encodings of all rows by those of `train`: lambda * mean of the level + (1 - lambda) * mean over all."""
    level, y, w = classes[train, column], target[train], weights[train] / weights[train].mean()
    mean = numpy.average(y, weights=w)
    variance = numpy.average((y - mean) ** 2, weights=w)
    encodings = {}
    for name in sorted({v for v in classes[:, column] if v}):
        mine = level == name
        if w[mine].sum() == 0:
            encodings[name] = mean
            continue
        own = numpy.average(y[mine], weights=w[mine])
        within = numpy.average((y[mine] - own) ** 2, weights=w[mine])
        prior = within / variance if m == "auto" else m
        share = w[mine].sum() / (w[mine].sum() + prior)
        encodings[name] = share * own + (1 - share) * mean
    return [None if v is None else float(encodings[v]) for v in classes[:, column]]


target = numpy.where(numpy.isnan(numbers[:, 2]), 200, numbers[:, 2])
ones = numpy.ones(len(rows))
weights = 1.0 + numpy.arange(len(rows)) % 7
SPECIES = sorted(set(classes[:, 0]))

golden = {
    "tool": f"scikit-learn {sklearn.__version__}, numpy {numpy.__version__}, Python {platform.python_version()}",
    "command": COMMAND,
    "train": train.tolist(),
    "known": numpy.flatnonzero(known).tolist(),
    "oneHot": one_hot(),
    "seen": [one_hot_seen([0, 1], list(range(0, 60))), one_hot_seen([0, 1], list(range(100, 200)))],
    "ordinal": ordinal(),
    "median": imputed("median"),
    "mean": imputed("mean"),
    "mostFrequent": imputed_classes(),
    "target": {
        "flipper": [
            {"m": m, "weighted": weighted, "values": by_target(1, target, weights if weighted else ones, m)}
            for m in (0, 2.5, "auto")
            for weighted in (False, True)
        ],
        "species": [by_target(1, 1.0 * (classes[:, 0] == name), weights, 3) for name in SPECIES],
    },
}
text = ",\n  ".join(f"{json.dumps(name)}: {json.dumps(value)}" for name, value in golden.items())
(HERE / "../transformers_sklearn_encoders.json").write_text(f"{{\n  {text}\n}}\n")
