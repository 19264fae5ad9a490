"""Makes ../measures_sklearn.json: inputs and the values that scikit-learn gives for them.

Run from this folder: /usr/bin/python3 measures_sklearn.py
"""

import json
import platform
from pathlib import Path

import numpy
import sklearn
from sklearn import metrics

SEED = 20240917
COMMAND = "/usr/bin/python3 measures_sklearn.py"
rng = numpy.random.default_rng(SEED)


def labels_case(name, rows, levels, agreement, absent=()):
    """Random labels; guesses equal the truth in a share `agreement` of rows. `absent` never occurs in the truth."""
    present = [k for k in range(levels) if k not in absent]
    truth = rng.choice(present, rows)
    guess = numpy.where(rng.random(rows) < agreement, truth, rng.integers(0, levels, rows))
    weights = numpy.round(rng.gamma(2.0, 0.5, rows), 3)
    pool = list(range(levels))
    recall = metrics.recall_score(truth, guess, labels=present, average="macro", zero_division=0)
    weighted = metrics.recall_score(
        truth, guess, labels=present, average="macro", zero_division=0, sample_weight=weights
    )
    expected = {
        "accuracy": metrics.accuracy_score(truth, guess),
        "accuracyWeighted": metrics.accuracy_score(truth, guess, sample_weight=weights),
        "balancedAccuracy": recall,
        "balancedAccuracyWeighted": weighted,
        "macroF1": metrics.f1_score(truth, guess, labels=pool, average="macro", zero_division=0),
        "confusionMatrix": metrics.confusion_matrix(truth, guess, labels=pool).tolist(),
    }
    if not absent:
        expected["balancedAccuracy"] = metrics.balanced_accuracy_score(truth, guess)
        expected["balancedAccuracyWeighted"] = metrics.balanced_accuracy_score(truth, guess, sample_weight=weights)
        expected["balancedAccuracyAdjusted"] = metrics.balanced_accuracy_score(truth, guess, adjusted=True)
    return {
        "name": name,
        "kind": "labels",
        "levels": levels,
        "absent": list(absent),
        "guess": guess.tolist(),
        "truth": truth.tolist(),
        "weights": weights.tolist(),
        "expected": expected,
    }


def probabilities_case(name, rows, levels, digits):
    """Random probabilities of `digits` decimals: few digits make many ties."""
    truth = rng.integers(0, levels, rows)
    scores = rng.gamma(1.0, 1.0, (rows, levels)) + 1.5 * (truth[:, None] == numpy.arange(levels))
    probs = scores / scores.sum(axis=1, keepdims=True)
    probs = numpy.round(probs, digits)
    probs[:, 0] = 1.0 - probs[:, 1:].sum(axis=1)
    probs = numpy.clip(probs, 0.0, 1.0)
    weights = numpy.round(rng.gamma(2.0, 0.5, rows), 3)
    expected = {
        "logLoss": metrics.log_loss(truth, probs, labels=list(range(levels))),
        "logLossWeighted": metrics.log_loss(truth, probs, labels=list(range(levels)), sample_weight=weights),
    }
    if levels == 2:
        expected["auc"] = metrics.roc_auc_score(truth, probs[:, 1])
        expected["brierLoss"] = metrics.brier_score_loss(truth, probs[:, 1])
    return {
        "name": name,
        "kind": "probabilities",
        "levels": levels,
        "probs": probs.tolist(),
        "truth": truth.tolist(),
        "weights": weights.tolist(),
        "expected": expected,
    }


def numbers_case(name, rows, targets, scale):
    """Random numbers and guesses near them; several targets are averaged uniformly."""
    truth = scale * rng.normal(size=(rows, targets))
    guess = truth + 0.4 * scale * rng.normal(size=(rows, targets))
    weights = numpy.round(rng.gamma(2.0, 0.5, rows), 3)
    expected = {
        "mse": metrics.mean_squared_error(truth, guess),
        "mseWeighted": metrics.mean_squared_error(truth, guess, sample_weight=weights),
        "mae": metrics.mean_absolute_error(truth, guess),
        "maeWeighted": metrics.mean_absolute_error(truth, guess, sample_weight=weights),
    }
    if targets == 1:
        expected["rSquared"] = metrics.r2_score(truth, guess)
    return {
        "name": name,
        "kind": "numbers",
        "guess": guess.T.tolist(),
        "truth": truth.T.tolist(),
        "weights": weights.tolist(),
        "expected": expected,
    }


cases = [
    labels_case("two levels", 80, 2, 0.6),
    labels_case("five levels", 150, 5, 0.5),
    labels_case("four levels, one of them absent from the truth", 60, 4, 0.5, absent=(2,)),
    labels_case("three levels, a tenth right beyond chance", 90, 3, 0.1),
    probabilities_case("two levels, no ties", 100, 2, 12),
    probabilities_case("two levels, many ties", 120, 2, 1),
    probabilities_case("four levels", 90, 4, 12),
    probabilities_case("two levels, zeros and ones among the probabilities", 60, 2, 0),
    numbers_case("one target", 70, 1, 1.0),
    numbers_case("one target, large numbers", 50, 1, 1e4),
    numbers_case("three targets", 40, 3, 2.0),
]
golden = {
    "tool": f"scikit-learn {sklearn.__version__}, numpy {numpy.__version__}, Python {platform.python_version()}",
    "command": COMMAND,
    "seed": SEED,
    "tolerance": 1e-9,
    "why": "the same sums of at most a few hundred float64 terms, in another order",
    "cases": cases,
}
text = ",\n    ".join(json.dumps(case) for case in golden.pop("cases"))
head = json.dumps(golden, indent=2)[:-2]
Path(__file__).parent.parent.joinpath("measures_sklearn.json").write_text(
    f'{head},\n  "cases": [\n    {text}\n  ]\n}}\n'
)
