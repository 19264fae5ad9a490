"""Makes ../transformers_sklearn.json: what scikit-learn's scalers, power and quantile transformers and PCA make of columns.

The robust scaler with RealMLP's rules is computed here, by numpy, as pytabkit's RobustScaleSmoothClipTransform does; so
are the exponents that MLJ's UnivariateBoxCoxTransformer chooses, and the classes of its UnivariateDiscretizer.

Run from this folder: /usr/bin/python3 transformers_sklearn.py
"""

import json
import platform
from pathlib import Path

import numpy
import scipy
import sklearn
from scipy import stats
from sklearn import datasets
from sklearn.decomposition import PCA
from sklearn.preprocessing import (
    MinMaxScaler,
    PowerTransformer,
    QuantileTransformer,
    RobustScaler,
    StandardScaler,
)

SEED = 20240918
COMMAND = "/usr/bin/python3 transformers_sklearn.py"
rng = numpy.random.default_rng(SEED)

DATA = {
    "wine": datasets.load_wine().data,
    "breastCancer": datasets.load_breast_cancer().data,
    "diabetes": datasets.load_diabetes(scaled=False).data,
}
# Columns of the data sets by their places; the others by their values.
PLACES = {
    "malic acid": ("wine", 1),
    "proline": ("wine", 12),
    "mean area": ("breastCancer", 3),
    "mean concavity": ("breastCancer", 6),
    "sex": ("diabetes", 1),
    "bmi": ("diabetes", 2),
    "s5": ("diabetes", 8),
}
holes = rng.gamma(2, 3, 40).round(3)
holes[[0, 7, 8, 39]] = numpy.nan
VALUES = {
    "ties": numpy.array([2, 2, 2, 3, 3, 5, 8, 8, 8, 8, 9, 1, 1, 5, 13.0]),
    "mostly zero": numpy.concatenate([numpy.zeros(40), rng.gamma(1, 2, 8).round(3)]),
    "skewed": rng.lognormal(0, 1.5, 60).round(4) + 1e-4,
    "skewed below": -rng.lognormal(0, 1, 60).round(4),
    "both signs": (rng.standard_t(3, 60) * 4 - 1).round(4),
    "tiny": rng.lognormal(0, 1, 40) * 1e-3,
    "two rows": numpy.array([1.5, 4.0]),
    "holes": holes,
}
COLUMNS = {name: DATA[data][:, place] for name, (data, place) in PLACES.items()} | VALUES
CONSTANT = numpy.full(7, 4.2)


def plain(values):
    """Numbers for JSON; null where there is none."""
    return [float(v) if numpy.isfinite(v) else None for v in numpy.ravel(values)]


def probes(x, beyond=True):
    """Some of the column's values, some between them, and some beyond."""
    known = numpy.unique(x[~numpy.isnan(x)])
    low, high = known[0], known[-1]
    span = high - low
    some = known[:: max(1, len(known) // 12)]
    between = low + span * numpy.array([0.013, 0.31, 0.77])
    outside = [low - span / 9, high + span / 9] if beyond else [low * 0.9, high * 1.1]
    return numpy.concatenate([some, between, outside, [high, numpy.nan]])


def case(transformer, name, model, options, x=None, at=None, **learned):
    """What a model of scikit-learn makes of numbers, and its way back from there."""
    x = COLUMNS[name] if x is None else x
    at = probes(x) if at is None else at
    with numpy.errstate(all="ignore"):
        model.fit(x[:, None])
        transformed = model.transform(at[:, None])
        back = model.inverse_transform(transformed)
    return {
        "transformer": transformer,
        "column": name,
        "options": options,
        "at": plain(at),
        "transformed": plain(transformed),
        "back": plain(back),
        **{key: plain(getattr(model, attribute)) for key, attribute in learned.items()},
    }


class ExactQuantiles(QuantileTransformer):
    """Takes quantiles that are off a value of the column by rounding alone for that value.

    numpy's interpolation leaves such errors in the last digit; scikit-learn then does not find equal what is, and gives
    ties not the middle of their ranks but one half a rank off.
    """

    def fit(self, x):
        super().fit(x)
        known = numpy.unique(x[~numpy.isnan(x)])
        for i, quantile in enumerate(self.quantiles_[:, 0]):
            nearest = known[numpy.abs(known - quantile).argmin()]
            if abs(nearest - quantile) <= 4 * numpy.spacing(abs(quantile)):
                self.quantiles_[i, 0] = nearest
        return self


class RealMlpScaler:
    """Smoothly clipped robust scaling, as pytabkit has it; the way back is that of the formula."""

    def __init__(self, smooth_clip):
        self.smooth_clip = smooth_clip

    def fit(self, x):
        self.median = numpy.nanmedian(x)
        distance = numpy.nanquantile(x, 0.75) - numpy.nanquantile(x, 0.25)
        if distance == 0:
            distance = 0.5 * (numpy.nanmax(x) - numpy.nanmin(x))
        self.distance = distance

    def transform(self, x):
        z = (x - self.median) * (1 / self.distance if self.distance != 0 else 0)
        return z / numpy.sqrt(1 + (z / 3) ** 2) if self.smooth_clip else z

    def inverse_transform(self, z):
        return (z / numpy.sqrt(1 - (z / 3) ** 2) if self.smooth_clip else z) * self.distance + self.median


def scalers():
    for name, x in COLUMNS.items():
        yield case("standardiser", name, StandardScaler(), {}, variance="var_")
        yield case("minMax", name, MinMaxScaler(), {})
        yield case("minMax", name, MinMaxScaler((-1, 3), clip=True), {"range": [-1, 3], "clip": True})
        if name != "mostly zero":
            yield case("robustScaler", name, RobustScaler(), {}, scales="scale_", centres="center_")
        yield case("robustScaler", name, RealMlpScaler(smooth_clip=True), {"smoothClip": True})
    yield case("robustScaler", "mostly zero", RealMlpScaler(smooth_clip=False), {})
    wide = RobustScaler(quantile_range=(10, 85))
    yield case("robustScaler", "bmi", wide, {"quantiles": [0.1, 0.85]}, scales="scale_")
    keep = {"constant": "keep"}
    yield case("minMax", "constant", MinMaxScaler(), keep, CONSTANT, CONSTANT)
    yield case("minMax", "constant", MinMaxScaler(), keep, CONSTANT, numpy.array([5.0]))
    yield case("standardiser", "constant", StandardScaler(), keep, CONSTANT, CONSTANT)
    yield case("robustScaler", "constant", RealMlpScaler(smooth_clip=False), keep, CONSTANT, CONSTANT)


def quantiles():
    for name, x in COLUMNS.items():
        known = int((~numpy.isnan(x)).sum())
        for count in sorted({known, min(known, 10), min(known, 100)}):
            for output in ["uniform", "normal"]:
                model = ExactQuantiles(n_quantiles=count, output_distribution=output, subsample=len(x))
                yield case(
                    "quantileTransform", name, model, {"quantiles": count, "output": output}, learned="quantiles_"
                )


def powers():
    for name, x in COLUMNS.items():
        for standardize in [False, True]:
            options = {"standardise": True} if standardize else {}
            if numpy.nanmin(x) > 0:
                model = PowerTransformer("box-cox", standardize=standardize)
                yield case("boxCox", name, model, options, at=probes(x, beyond=False), lambdas="lambdas_")
            model = PowerTransformer("yeo-johnson", standardize=standardize)
            yield case("yeoJohnson", name, model, options, lambdas="lambdas_")


def at_lambda():
    """The formula of Box and Cox for some λ, by scipy."""
    at = numpy.array([1e-6, 0.2, 1, 1.0000001, 7, 1234.5])
    for value in [-2, -0.3, -1e-12, 0, 1e-12, 0.5, 1, 2.7]:
        yield {"lambda": value, "at": plain(at), "transformed": plain(stats.boxcox(at, value))}


def grids():
    """λ and shift as MLJ's source has it: the best correlation of midpoints with normal quantiles."""
    for name, x in COLUMNS.items():
        known = numpy.sort(x[~numpy.isnan(x)])
        if known[0] < 0 or len(numpy.unique(known)) < 3:
            continue  # powers of two values are all alike
        shift = 0.2 * known.mean() if known[0] == 0 else 0.0
        normal = stats.norm.ppf(numpy.arange(1, len(known)) / len(known))

        def likeness(value):
            powers = stats.boxcox(known + shift, value)
            return numpy.corrcoef((powers[1:] + powers[:-1]) / 2, normal)[0, 1]

        for tries in [171, 18]:
            lambdas = numpy.linspace(-0.4, 3, tries)
            best = lambdas[numpy.argmax([likeness(value) for value in lambdas])]
            yield {"column": name, "grid": tries, "lambda": float(best), "shift": float(shift)}


def classes():
    for name, x in COLUMNS.items():
        for count in [2, 5, 40]:
            cuts = numpy.nanquantile(x, numpy.arange(1, 2 * count) / (2 * count))
            at = probes(x)
            found = numpy.searchsorted(cuts[1::2], at, side="left") + 1.0
            found[numpy.isnan(at)] = numpy.nan
            back = [cuts[::2][int(k) - 1] if k == k else numpy.nan for k in found]
            yield {"column": name, "classes": count, "at": plain(at), "transformed": plain(found), "back": plain(back)}


def components(name, x, options, **given):
    model = PCA(svd_solver="full", **given).fit(x)
    rows = x[:: max(1, len(x) // 8)]
    scores = model.transform(rows)
    return {
        "data": name,
        "options": options,
        "rows": rows.tolist(),
        "means": model.mean_.tolist(),
        "variances": model.explained_variance_.tolist(),
        "shares": model.explained_variance_ratio_.tolist(),
        "loadings": model.components_.tolist(),
        "transformed": scores.tolist(),
        "back": model.inverse_transform(scores).tolist(),
    }


MATRICES = {
    "five rows of eight": rng.normal(size=(5, 8)).round(3),
    "one the sum of two": (lambda m: numpy.column_stack([m, m[:, 0] + m[:, 1]]))(rng.normal(size=(12, 3)).round(2)),
    "scales far apart": rng.normal(size=(30, 4)).round(4) * [1e-5, 1, 1e3, 1e5],
}


def decompositions():
    for name, x in DATA.items():
        x = x[:, :10]
        yield components(name, x, {})
        yield components(name, x, {"components": 3}, n_components=3)
        yield components(name, x, {"components": 0.95, "whiten": True}, n_components=0.95, whiten=True)
        standard = (x - x.mean(axis=0)) / x.std(axis=0, ddof=1)
        yield components(f"{name}, standardised", standard, {"components": 0.8}, n_components=0.8)
    # Components without variance are left out, as attune leaves them out.
    for name, rank in [("five rows of eight", 4), ("one the sum of two", 3), ("scales far apart", 4)]:
        yield components(name, MATRICES[name], {"components": rank}, n_components=rank)
        yield components(name, MATRICES[name], {"components": 2, "whiten": True}, n_components=2, whiten=True)


golden = {
    "tool": f"scikit-learn {sklearn.__version__}, scipy {scipy.__version__}, numpy {numpy.__version__}, "
    f"Python {platform.python_version()}",
    "command": COMMAND,
    "seed": SEED,
    "places": {name: {"data": data, "place": place} for name, (data, place) in PLACES.items()},
    "values": {name: plain(x) for name, x in VALUES.items()} | {"constant": plain(CONSTANT)},
    "matrices": {name: x.tolist() for name, x in MATRICES.items()},
    "scalers": list(scalers()),
    "quantiles": list(quantiles()),
    "powers": list(powers()),
    "boxCoxFormula": list(at_lambda()),
    "boxCoxGrid": list(grids()),
    "classes": list(classes()),
    "pca": list(decompositions()),
}


def lines(cases):
    return "[\n    " + ",\n    ".join(json.dumps(each, allow_nan=False) for each in cases) + "\n  ]"


text = ",\n  ".join(
    f"{json.dumps(name)}: {lines(value) if isinstance(value, list) else json.dumps(value)}"
    for name, value in golden.items()
)
Path(__file__).parent.parent.joinpath("transformers_sklearn.json").write_text(f"{{\n  {text}\n}}\n")
