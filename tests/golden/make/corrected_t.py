"""Makes ../corrected_t.json: quantiles and tails of Student's t, and corrected resampled t tests of random values.

Run from this folder: /usr/bin/python3 corrected_t.py
"""

import json
import platform
from pathlib import Path

import numpy
import scipy
from scipy import optimize, stats

SEED = 20241124
rng = numpy.random.default_rng(SEED)


def quantile(p, freedom):
    """The root of scipy's distribution function, for its own quantile function stops at about 1e-9."""
    return optimize.brentq(lambda t: stats.t.cdf(t, freedom) - p, 0, 1000, xtol=1e-14, rtol=1e-14)


quantiles = [
    {"p": p, "freedom": freedom, "t": quantile(p, freedom)}
    for freedom in (1, 2, 3, 5, 9, 29, 99, 999)
    for p in (0.55, 0.9, 0.975, 0.995)
]
tails = [
    {"t": t, "freedom": freedom, "p": 2 * stats.t.sf(abs(t), freedom)}
    for freedom in (1, 2, 4, 9, 49, 500)
    for t in (0.0, 1e-6, 0.3, -1.7, 2.2, 12.0)
]


def paired(folds, train, test):
    """Nadeau and Bengio 2003: t = mean d / (s sqrt(1/J + n2/n1)) with J - 1 degrees of freedom."""
    first = numpy.round(rng.normal(1, 0.2, folds), 4)
    second = numpy.round(first + rng.normal(0.05, 0.1, folds), 4)
    differences = first - second
    error = differences.std(ddof=1) * numpy.sqrt(1 / folds + test / train)
    radius = quantile(0.975, folds - 1) * error
    mean = differences.mean()
    return {
        "train": train,
        "test": test,
        "first": first.tolist(),
        "second": second.tolist(),
        "mean": mean,
        "low": mean - radius,
        "high": mean + radius,
        "p": 2 * stats.t.sf(abs(mean / error), folds - 1),
    }


golden = {
    "tool": f"scipy {scipy.__version__}, numpy {numpy.__version__}, Python {platform.python_version()}",
    "command": "/usr/bin/python3 corrected_t.py",
    "seed": SEED,
    "tolerance": 1e-9,
    "why": "distribution functions that agree to about 1e-13, divided by densities down to 1e-4",
    "quantiles": quantiles,
    "tails": tails,
    "pairs": [paired(*shape) for shape in ((2, 6, 6), (5, 8, 2), (6, 10, 2), (10, 18, 2), (30, 9, 1), (10, 5, 5))],
}
Path(__file__).parent.parent.joinpath("corrected_t.json").write_text(json.dumps(golden, indent=2) + "\n")
