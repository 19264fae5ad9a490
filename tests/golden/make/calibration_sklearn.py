"""Makes ../calibration_sklearn.json: what scikit-learn learns to calibrate probabilities by.

Sigmoids are those of its Platt calibration, which stops where its optimiser (BFGS) does; `loss` is what it had then to
minimise. Rising lines are those of its IsotonicRegression, with values outside clipped.

Run from this folder: /usr/bin/python3 calibration_sklearn.py
"""

import json
import platform
from pathlib import Path

import numpy
import sklearn
from scipy.special import expit, xlogy
from sklearn.calibration import _sigmoid_calibration
from sklearn.isotonic import IsotonicRegression

SEED = 20240919
COMMAND = "/usr/bin/python3 calibration_sklearn.py"
rng = numpy.random.default_rng(SEED)


def sample(rows, sharpness, decimals, weighted):
    """Scores, of which several are alike where they are rounded; classes; and weights."""
    scores = numpy.round(rng.normal(0, 2, rows), decimals)
    truth = (rng.random(rows) < expit(sharpness * scores - 0.3)).astype(int)
    weights = numpy.round(rng.uniform(0.1, 3, rows), 3) if weighted else numpy.ones(rows)
    return scores, truth, weights


def platt_loss(a, b, scores, truth, weights):
    """What _sigmoid_calibration minimises."""
    prior0, prior1 = weights[truth == 0].sum(), weights[truth == 1].sum()
    targets = numpy.where(truth == 1, (prior1 + 1) / (prior1 + 2), 1 / (prior0 + 2))
    p = expit(-(a * scores + b))
    return float((weights * -(xlogy(targets, p) + xlogy(1 - targets, 1 - p))).sum())


def sigmoid(**options):
    scores, truth, weights = sample(**options)
    a, b = _sigmoid_calibration(scores, truth, weights)
    return {
        "scores": scores.tolist(),
        "truth": truth.tolist(),
        "weights": weights.tolist(),
        "a": float(a),
        "b": float(b),
        "loss": platt_loss(a, b, scores, truth, weights),
    }


def isotonic(**options):
    scores, truth, weights = sample(**options)
    scores = numpy.round(expit(scores), options["decimals"])
    line = IsotonicRegression(out_of_bounds="clip").fit(scores, truth, weights)
    asked = numpy.concatenate([scores, numpy.linspace(-0.1, 1.1, 61)])
    return {
        "scores": scores.tolist(),
        "truth": truth.tolist(),
        "weights": weights.tolist(),
        "asked": asked.tolist(),
        "values": line.predict(asked).tolist(),
    }


CASES = [
    {"rows": 60, "sharpness": 1.0, "decimals": 12, "weighted": False},
    {"rows": 200, "sharpness": 0.4, "decimals": 12, "weighted": False},
    {"rows": 120, "sharpness": 0.7, "decimals": 1, "weighted": False},
    {"rows": 120, "sharpness": 1.5, "decimals": 12, "weighted": True},
    {"rows": 80, "sharpness": -0.8, "decimals": 1, "weighted": True},
    {"rows": 12, "sharpness": 5.0, "decimals": 2, "weighted": False},
]

golden = {
    "tool": f"scikit-learn {sklearn.__version__}, numpy {numpy.__version__}, Python {platform.python_version()}",
    "command": COMMAND,
    "seed": SEED,
    "sigmoids": [sigmoid(**case) for case in CASES],
    "isotonic": [isotonic(**case) for case in CASES],
}


def lines(cases):
    return "[\n    " + ",\n    ".join(json.dumps(case) for case in cases) + "\n  ]"


text = ",\n  ".join(
    f"{json.dumps(name)}: {lines(value) if isinstance(value, list) else json.dumps(value)}"
    for name, value in golden.items()
)
Path(__file__).parent.parent.joinpath("calibration_sklearn.json").write_text(f"{{\n  {text}\n}}\n")
