"""Makes ../distributions_scipy.json: quantiles of truncated distributions.

Each record has a distribution, the bounds it is truncated to (null where there is none), probabilities in [0, 1] of the
truncated distribution and its quantiles there. Where most of a distribution lies below the bounds, probabilities are counted
from above, so that no digits are lost.

Run from this folder: /usr/bin/python3 distributions_scipy.py
"""

import json
import math
import pathlib

import scipy
from scipy import stats

PROBABILITIES = [1e-9, 0.001, 0.013, 0.1, 0.25, 0.49, 0.5, 0.51, 0.7, 0.9, 0.97, 0.999, 1 - 1e-9]


def on_interval(make):
    return lambda d: make(d["lower"], d["upper"] - d["lower"])


FROZEN = {
    "uniform": on_interval(lambda loc, width: stats.uniform(loc, width)),
    "arcsine": on_interval(lambda loc, width: stats.arcsine(loc, width)),
    "cosine": on_interval(lambda loc, width: stats.cosine(loc + width / 2, width / 2 / math.pi)),
    "epanechnikov": on_interval(lambda loc, width: stats.beta(2, 2, loc, width)),
    "biweight": on_interval(lambda loc, width: stats.beta(3, 3, loc, width)),
    "triweight": on_interval(lambda loc, width: stats.beta(4, 4, loc, width)),
    "symTriangular": on_interval(lambda loc, width: stats.triang(0.5, loc, width)),
    "normal": lambda d: stats.norm(d["mean"], d["std"]),
    "cauchy": lambda d: stats.cauchy(d["location"], d["scale"]),
    "gumbel": lambda d: stats.gumbel_r(d["location"], d["scale"]),
    "laplace": lambda d: stats.laplace(d["location"], d["scale"]),
    "logistic": lambda d: stats.logistic(d["location"], d["scale"]),
    "gamma": lambda d: stats.gamma(d["shape"], scale=d["scale"]),
    "inverseGaussian": lambda d: stats.invgauss(d["mean"] / d["shape"], scale=d["shape"]),
    "logNormal": lambda d: stats.lognorm(d["sigma"], scale=math.exp(d["mu"])),
    "poisson": lambda d: stats.poisson(d["mean"]),
}

INTERVALS = ["uniform", "arcsine", "cosine", "epanechnikov", "biweight", "triweight", "symTriangular"]
BETWEEN = {"lower": -2.0, "upper": 6.0}
NONE = -math.inf, math.inf

CASES = [
    *[({"kind": kind, **BETWEEN}, *bounds) for kind in INTERVALS for bounds in [(-2.0, 6.0), (-1.5, 2.0), (5.0, 9.0), NONE]],
    *[({"kind": "normal", "mean": 1.0, "std": 2.0}, *bounds) for bounds in [NONE, (0.0, 2.0), (13.0, 21.0), (-math.inf, -19.0)]],
    *[
        ({"kind": kind, "location": 1.0, "scale": 0.5}, *bounds)
        for kind in ["cauchy", "gumbel", "laplace", "logistic"]
        for bounds in [NONE, (0.5, 3.0), (9.0, 20.0), (-1.0, 0.2)]
    ],
    *[
        ({"kind": "gamma", "shape": shape, "scale": 1.5}, *bounds)
        for shape in [0.1, 4 / 9, 1.0, 3.0, 25.0, 400.0]
        for bounds in [(0.0, math.inf), (0.5 * shape, 2.0 * shape), (6.0 * shape, math.inf)]
    ],
    *[
        ({"kind": "inverseGaussian", "mean": 2.0, "shape": shape}, *bounds)
        for shape in [0.3, 2.0, 60.0]
        for bounds in [(0.0, math.inf), (1.0, 4.0), (5.0, 9.0), (0.0, 1.2)]
    ],
    *[({"kind": "logNormal", "mu": 0.2, "sigma": 1.1}, *bounds) for bounds in [(0.0, math.inf), (0.1, 3.0), (50.0, math.inf)]],
    *[
        ({"kind": "poisson", "mean": mean}, *bounds)
        for mean in [0.3, 5.0, 300.0]
        for bounds in [(0.0, math.inf), (5.0, math.inf), (2.0, 7.5), (-math.inf, 310.0)]
    ],
]


def quantiles(case):
    given, lower, upper = case
    frozen = FROZEN[given["kind"]](given)
    if given["kind"] == "poisson":
        least, most = frozen.cdf(math.ceil(lower) - 1) if lower > 0 else 0.0, frozen.cdf(upper)
        probabilities = [0.0123, 0.1, 0.25, 0.49, 0.5, 0.51, 0.7, 0.9, 0.97]  # not at the edge of a step
        if least <= 0.5:
            return probabilities, [float(frozen.ppf(least + u * (most - least))) for u in probabilities]
        least, most = frozen.sf(math.ceil(lower) - 1), frozen.sf(upper)
        return probabilities, [float(frozen.isf(least + u * (most - least))) for u in probabilities]
    if frozen.cdf(lower) > 0.5:
        least, most = frozen.sf(lower), frozen.sf(upper)
        return PROBABILITIES, [float(frozen.isf(least + u * (most - least))) for u in PROBABILITIES]
    least, most = frozen.cdf(lower), frozen.cdf(upper)
    at = [least + u * (most - least) for u in PROBABILITIES]
    return PROBABILITIES, [float(frozen.ppf(p) if p <= 0.5 else frozen.isf(1 - p)) for p in at]


def record(case):
    given, lower, upper = case
    probabilities, values = quantiles(case)
    bounds = {"lower": lower if lower > -math.inf else None, "upper": upper if upper < math.inf else None}
    return {"distribution": given, **bounds, "probabilities": probabilities, "quantiles": values}


golden = {"source": f"SciPy {scipy.__version__}", "records": [record(case) for case in CASES]}
path = pathlib.Path(__file__).parents[1] / "distributions_scipy.json"
path.write_text(json.dumps(golden, indent=1, allow_nan=False) + "\n")
