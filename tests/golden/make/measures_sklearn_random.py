"""Makes ../measures_sklearn_random.json: random labels and numbers, and the values that scikit-learn gives for them.

200 cases of several levels, 200 of two and 200 of numbers: with ties, weights that may be 0, levels that never occur,
guesses that are all the same, and of the cases of two levels 40 whose truths are. Run from this folder: /usr/bin/python3 measures_sklearn_random.py
"""

import json
import platform
import warnings
from pathlib import Path

import numpy
import sklearn
from sklearn import metrics

SEED = 20250311
CASES = 200
COMMAND = "/usr/bin/python3 measures_sklearn_random.py"
warnings.simplefilter("error")
warnings.filterwarnings("ignore", message="y_pred contains classes not in y_true")  # which is meant
rng = numpy.random.default_rng(SEED)


def random_weights(rows):
    """Random weights of two decimals, a tenth of them 0."""
    weights = numpy.round(rng.gamma(2.0, 0.5, rows) + 0.01, 2)
    return numpy.where(rng.random(rows) < 0.1, 0.0, weights)


def random_labels(levels, index):
    """Labels of which some levels may be absent, guesses right in a random share of rows, and weights.

    In every fifth case, all guesses are one level."""
    while True:
        rows = int(rng.integers(6, 31))
        present = rng.choice(levels, int(rng.integers(2, levels + 1)), replace=False)
        guessed = rng.choice(levels, int(rng.integers(1, levels + 1)), replace=False)
        truth = rng.choice(present, rows)
        guess = numpy.where(rng.random(rows) < rng.random(), truth, rng.choice(guessed, rows))
        if index % 5 == 1:
            guess[:] = guess[0]
        weights = random_weights(rows)
        if len(set(truth[weights > 0])) >= 2:  # else chance and correlation are 0 / 0
            return truth, guess, weights


def averaged(truth, guess, options):
    """Precision, recall and two F-scores by the ways of averaging."""
    values = []
    for average in ["macro", "micro", None]:
        told = {"average": average, "zero_division": 0, **options}
        values += [
            metrics.precision_score(truth, guess, **told),
            metrics.recall_score(truth, guess, **told),
            metrics.fbeta_score(truth, guess, beta=1, **told),
            metrics.fbeta_score(truth, guess, beta=0.5, **told),
        ]
    return values


AVERAGED = [
    f"{average}{name}"
    for average in ["macro", "micro", "perClass"]
    for name in ["Precision", "Recall", "F1", "FHalf"]
]


def report(truth, guess, options):
    """Precision, recall, F1 and support of each level; accuracy; the means of the first three over levels."""
    told = {"output_dict": True, "zero_division": 0, **options}
    found = metrics.classification_report(truth, guess, **told)
    # of all labels the micro average is the accuracy, which is called so only where every label occurs
    accuracy = found["accuracy"] if "accuracy" in found else found["micro avg"]["precision"]
    names = ["precision", "recall", "f1-score", "support"]
    classes = [[found[str(level)][name] for name in names] for level in options["labels"]]
    return numpy.array(sum(classes, []) + [accuracy] + [found["macro avg"][name] for name in names[:3]])


def labels_case(index):
    levels = int(rng.integers(3, 6))
    truth, guess, weights = random_labels(levels, index)
    pool = list(range(levels))
    values = {}
    for suffix, options in [("", {}), ("Weighted", {"sample_weight": weights})]:
        values["accuracy" + suffix] = metrics.accuracy_score(truth, guess, **options)
        values["misclassificationRate" + suffix] = metrics.zero_one_loss(truth, guess, **options)
        values["classificationReport" + suffix] = report(truth, guess, {"labels": pool, **options})
        values["balancedAccuracy" + suffix] = metrics.balanced_accuracy_score(truth, guess, **options)
        values["adjusted" + suffix] = metrics.balanced_accuracy_score(truth, guess, adjusted=True, **options)
        for weighting in [None, "linear", "quadratic"]:
            name = f"kappa {weighting or 'none'}{suffix}"
            values[name] = metrics.cohen_kappa_score(truth, guess, labels=pool, weights=weighting, **options)
        values["matthewsCorrelation" + suffix] = metrics.matthews_corrcoef(truth, guess, **options)
        values["confusionMatrix" + suffix] = metrics.confusion_matrix(truth, guess, labels=pool, **options)
        found = averaged(truth, guess, {"labels": pool, **options})
        values.update({name + suffix: value for name, value in zip(AVERAGED, found)})
    return "labels", levels, truth, guess, weights, values


def share(part, rest):
    """What rates of nothing are told to be by `zero_division=0`."""
    return part / (part + rest) if part + rest > 0 else 0.0


def binary_case(index):
    """Two levels, of which in every fifth case one is never true."""
    truth, guess, weights = random_labels(2, index)
    if index % 5 == 0:
        truth[:] = index // 5 % 2
        weights[0] = 1.0
    values = {}
    for suffix, options in [("", {}), ("Weighted", {"sample_weight": weights})]:
        # [[[tn, fp], [fn, tp]] with the first level positive, the same with the second]
        values["counts" + suffix] = metrics.multilabel_confusion_matrix(truth, guess, labels=[0, 1], **options)
        for positive in [0, 1]:
            told = {"pos_label": positive, "zero_division": 0, **options}
            at = f"{suffix}At{positive}"
            values["precision" + at] = metrics.precision_score(truth, guess, **told)
            values["recall" + at] = metrics.recall_score(truth, guess, **told)
            values["f1" + at] = metrics.f1_score(truth, guess, **told)
            values["f2" + at] = metrics.fbeta_score(truth, guess, beta=2, **told)
            other = {**told, "pos_label": 1 - positive}
            values["specificity" + at] = metrics.recall_score(truth, guess, **other)
            values["negativePredictiveValue" + at] = metrics.precision_score(truth, guess, **other)
            matrix = metrics.confusion_matrix(truth, guess, labels=[1 - positive, positive], **options)
            tn, fp, fn, tp = matrix.ravel()
            values["falsePositiveRate" + at] = share(fp, tn)
            values["falseNegativeRate" + at] = share(fn, tp)
            values["falseDiscoveryRate" + at] = share(fp, tp)
    return "binary", 2, truth, guess, weights, values


def halved(errors, weights):
    """Whether the sorted errors reach exactly half of the weight: scikit-learn takes the lower of the middle two then,
    attune their mean, as both do without weights."""
    reached = numpy.cumsum(weights[numpy.argsort(errors, kind="stable")]) / weights.sum()
    return bool(numpy.any(numpy.abs(reached - 0.5) < 1e-9))


def numbers_case(_):
    """Two targets of which the second is positive. Few decimals make ties."""
    rows = int(rng.integers(4, 21))
    digits = int(rng.integers(0, 4))
    scale = float(rng.choice([1.0, 30.0]))
    truth = numpy.stack([scale * rng.normal(size=rows), scale * rng.gamma(2.0, 1.0, rows)])
    guess = truth + 0.5 * scale * rng.normal(size=(2, rows))
    guess[1] = numpy.abs(guess[1])
    truth, guess = numpy.round(truth, digits), numpy.round(guess, digits)
    truth[0] = numpy.where(truth[0] == 0.0, 1.0, truth[0])  # shares of 0 are treated otherwise
    truth[0, :2] = [-1.0, 1.0]  # two truths that differ
    weights = random_weights(rows)
    weights[:2] = [0.5, 1.5]
    while halved(numpy.abs(truth[0] - guess[0]), weights):
        weights[1] += 0.01
    values = {}
    for suffix, options in [("", {}), ("Weighted", {"sample_weight": weights})]:
        y, z = truth[0], guess[0]
        values["mae" + suffix] = metrics.mean_absolute_error(y, z, **options)
        values["mse" + suffix] = metrics.mean_squared_error(y, z, **options)
        values["rms" + suffix] = metrics.mean_squared_error(y, z, squared=False, **options)
        values["rSquared" + suffix] = metrics.r2_score(y, z, force_finite=False, **options)
        values["explainedVariance" + suffix] = metrics.explained_variance_score(y, z, force_finite=False, **options)
        values["mape" + suffix] = metrics.mean_absolute_percentage_error(y, z, **options)
        values["medianAbsoluteError" + suffix] = metrics.median_absolute_error(y, z, **options)
        values["quantileLoss" + suffix] = metrics.mean_pinball_loss(y, z, **options)
        values["quantileLoss09" + suffix] = metrics.mean_pinball_loss(y, z, alpha=0.9, **options)
        values["rmslp1" + suffix] = metrics.mean_squared_log_error(truth[1], guess[1], squared=False, **options)
        values["targetsMae" + suffix] = metrics.mean_absolute_error(truth.T, guess.T, **options)
        values["targetsMse" + suffix] = metrics.mean_squared_error(truth.T, guess.T, **options)
        values["targetsMae13" + suffix] = metrics.mean_absolute_error(
            truth.T, guess.T, multioutput=[0.25, 0.75], **options
        )
    values["maxError"] = metrics.max_error(truth[0], guess[0])
    return "numbers", 2, truth, guess, weights, values


def rounded(value):
    """Twelve significant digits: a thousandth of the tolerance."""
    if isinstance(value, numpy.ndarray):
        return [rounded(v) for v in value]
    short = float(f"{value:.12g}")
    return int(short) if short.is_integer() else short


def record(case):
    kind, levels, truth, guess, weights, values = case
    columns = {"truth": truth, "guess": guess}
    if kind == "numbers":
        columns = {name: column.tolist() for name, column in columns.items()}
    else:
        columns = {name: "".join(map(str, column)) for name, column in columns.items()}
    expected = [rounded(value) for value in values.values()]
    return list(values), {"kind": kind, "levels": levels, **columns, "weights": weights.tolist(), "expected": expected}


names = {}
cases = []
for make in [labels_case, binary_case, numbers_case]:
    for index in range(CASES):
        keys, case = record(make(index))
        names[case["kind"]] = keys
        cases.append(case)
golden = {
    "tool": f"scikit-learn {sklearn.__version__}, numpy {numpy.__version__}, Python {platform.python_version()}",
    "command": COMMAND,
    "seed": SEED,
    "tolerance": 1e-9,
    "why": "the same sums of a few dozen float64 terms, in another order; values are kept to twelve digits",
    "names": names,
}
text = ",\n    ".join(json.dumps(case, separators=(",", ":")) for case in cases)
head = json.dumps(golden, indent=2)[:-2]
Path(__file__).parent.parent.joinpath("measures_sklearn_random.json").write_text(
    f'{head},\n  "cases": [\n    {text}\n  ]\n}}\n'
)
