"""Makes ../measures_sklearn_probabilities.json: random distributions and what scikit-learn says of them.

Run from this folder: /usr/bin/python3 measures_sklearn_probabilities.py
"""

import json
import math
import platform
import warnings
from pathlib import Path

import numpy
import sklearn
from sklearn import metrics
from sklearn.calibration import calibration_curve
from sklearn.exceptions import UndefinedMetricWarning

SEED = 20240918
COMMAND = "/usr/bin/python3 measures_sklearn_probabilities.py"
CASES = 250  # of each kind, so that 200 have all levels
DIGITS = 11  # of what is expected, two more than the tolerance needs
rng = numpy.random.default_rng(SEED)


def distributions(truth, levels, digits):
    """Probabilities of few decimals, so that many tie; those of a row sum to one, but for rounding."""
    scores = rng.gamma(0.7, 1.0, (len(truth), levels)) + (truth[:, None] == numpy.arange(levels))
    units = numpy.floor(10**digits * scores / scores.sum(axis=1, keepdims=True))
    units[:, 0] = 10**digits - units[:, 1:].sum(axis=1)
    return units / 10**digits


def weights_of(rows):
    """Weights of mean about 1; a tenth of them 0."""
    return numpy.where(rng.random(rows) < 0.1, 0.0, numpy.round(rng.gamma(2.0, 0.5, rows), 3))


def plain(value):
    """Numbers and lists for JSON, rounded; null is what scikit-learn gives as NaN."""
    if numpy.ndim(value) > 0:
        return [plain(element) for element in value]
    return None if math.isnan(value) else round(float(value), DIGITS)


def curves(truth, score, weights):
    """Both curves in attune's order: thresholds descend, and no threshold belongs to the first point."""
    fpr, tpr, thresholds = metrics.roc_curve(
        truth, score, pos_label=1, sample_weight=weights, drop_intermediate=False
    )
    precision, recall, _ = metrics.precision_recall_curve(truth, score, pos_label=1, sample_weight=weights)
    return {
        "falsePositiveRates": fpr,
        "truePositiveRates": tpr,
        "thresholds": thresholds[1:],
        "precisions": precision[::-1],
        "recalls": recall[::-1],
    }


def binary_case(index):
    """Two levels; in every fifth case one of them has no row, and in every tenth all guesses are the same."""
    rows = int(rng.integers(6, 20))
    truth = rng.integers(0, 2, rows)
    absent = index % 5 == 0
    truth[:2] = [0, 1]
    if absent:
        truth[:] = index // 5 % 2
    probs = distributions(truth, 2, 1 + index % 3)
    if index % 10 == 1:
        probs[:] = probs[0]
    weights = weights_of(rows)
    weights[:2] = [0.5, 1.5]
    score = probs[:, 1]
    bins = [5, 7, 15][index % 3]
    strategy = ["uniform", "quantile"][index % 2]
    while strategy == "quantile" and math.gcd(rows - 1, bins) > 1:
        bins += 1  # an edge that is a score hangs on the last bit
    frequencies, confidences = calibration_curve(truth, score, pos_label=1, n_bins=bins, strategy=strategy)
    expected = {
        "logLoss": metrics.log_loss(truth, probs, labels=[0, 1]),
        "logLossWeighted": metrics.log_loss(truth, probs, labels=[0, 1], sample_weight=weights),
        "brierLoss": metrics.brier_score_loss(truth, score, pos_label=1),
        "brierLossWeighted": metrics.brier_score_loss(truth, score, pos_label=1, sample_weight=weights),
        "confidences": confidences,
        "frequencies": frequencies,
        "logScore": -metrics.log_loss(truth, probs, labels=[0, 1]),
        "logScoreWeighted": -metrics.log_loss(truth, probs, labels=[0, 1], sample_weight=weights),
        "brierScore": -metrics.brier_score_loss(truth, score, pos_label=1),
        "brierScoreWeighted": -metrics.brier_score_loss(truth, score, pos_label=1, sample_weight=weights),
        **curves(truth, score, None),
        **{name + "Weighted": values for name, values in curves(truth, score, weights).items()},
    }
    if truth.any():  # scikit-learn calls the recall of nothing 1
        expected["averagePrecision"] = metrics.average_precision_score(truth, score)
        expected["averagePrecisionWeighted"] = metrics.average_precision_score(
            truth, score, sample_weight=weights
        )
    else:
        del expected["recalls"], expected["recallsWeighted"]
    if not absent:
        expected["auc"] = metrics.roc_auc_score(truth, score)
        expected["aucWeighted"] = metrics.roc_auc_score(truth, score, sample_weight=weights)
        expected["hinge"] = metrics.hinge_loss(truth, 2 * score - 1)
        expected["hingeWeighted"] = metrics.hinge_loss(truth, 2 * score - 1, sample_weight=weights)
    return {
        "levels": 2,
        "probs": probs[:, 1].tolist(),
        "truth": truth.tolist(),
        "weights": weights.tolist(),
        "bins": bins,
        "strategy": strategy,
        "expected": {name: plain(value) for name, value in expected.items()},
    }


def multiclass_case(index):
    """Three to five levels; in every fifth case the last but one has no row."""
    levels = 3 + index % 3
    rows = int(rng.integers(levels + 2, 18))
    present = [k for k in range(levels) if index % 5 or k != levels - 2]
    truth = numpy.concatenate([present, rng.choice(present, rows - len(present))])
    probs = distributions(truth, levels, 1 + index % 3)
    weights = weights_of(rows)
    weights[: len(present)] = 1.0
    k = 1 + index % (levels - 1)
    pool = list(range(levels))
    expected = {
        "logLoss": metrics.log_loss(truth, probs, labels=pool),
        "logLossWeighted": metrics.log_loss(truth, probs, labels=pool, sample_weight=weights),
        "topKAccuracy": metrics.top_k_accuracy_score(truth, probs, k=k, labels=pool),
        "topKAccuracyWeighted": metrics.top_k_accuracy_score(
            truth, probs, k=k, labels=pool, sample_weight=weights
        ),
        "oneVsOne": metrics.roc_auc_score(truth, probs, multi_class="ovo", average="macro", labels=pool),
    }
    if len(present) == levels:
        expected["oneVsRest"] = metrics.roc_auc_score(truth, probs, multi_class="ovr", average="macro")
        expected["oneVsRestWeighted"] = metrics.roc_auc_score(
            truth, probs, multi_class="ovr", average="macro", sample_weight=weights
        )
    return {
        "levels": levels,
        "probs": probs.tolist(),
        "truth": truth.tolist(),
        "weights": weights.tolist(),
        "k": k,
        "expected": {name: plain(value) for name, value in expected.items()},
    }


warnings.simplefilter("error")
warnings.simplefilter("ignore", UndefinedMetricWarning)  # of levels without rows, which are meant
warnings.filterwarnings("ignore", message="No positive class found in y_true")
golden = {
    "tool": f"scikit-learn {sklearn.__version__}, numpy {numpy.__version__}, Python {platform.python_version()}",
    "command": COMMAND,
    "seed": SEED,
    "tolerance": 1e-9,
    "why": "the same sums of a few float64 terms, in another order; what is expected is rounded to 11 decimals",
}
cases = {
    "binary": [binary_case(index) for index in range(CASES)],
    "multiclass": [multiclass_case(index) for index in range(CASES)],
}
head = json.dumps(golden, indent=2)[:-2]
lists = [
    f'  "{kind}": [\n    ' + ",\n    ".join(json.dumps(case, separators=(",", ":")) for case in members) + "\n  ]"
    for kind, members in cases.items()
]
Path(__file__).parent.parent.joinpath("measures_sklearn_probabilities.json").write_text(
    head + ",\n" + ",\n".join(lists) + "\n}\n"
)
