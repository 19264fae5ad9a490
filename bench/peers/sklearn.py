"""scikit-learn's multilayer perceptron as a contestant: `sklearn.py [jobs]`."""

import os
import sys
import warnings

# This file has the name of the package: its folder must not come before the package's.
HERE = sys.path.pop(0)

import sklearn  # noqa: E402
from sklearn.neural_network import MLPClassifier  # noqa: E402

sys.path.append(HERE)

from time import perf_counter  # noqa: E402

import numpy as np  # noqa: E402

from judging import judging  # noqa: E402
from serve import read, repeated, serve  # noqa: E402

JOBS = int(sys.argv[1]) if len(sys.argv) > 1 else 1
os.environ["PYTHONWARNINGS"] = "ignore"  # for the jobs too: it warns that so few epochs do not converge
warnings.simplefilter("ignore")


def perceptron(job):
    return MLPClassifier(
        hidden_layer_sizes=job["hidden"],
        activation="relu" if job["activation"] == "relu" else "logistic",
        alpha=0.0,
        batch_size=job["batch"],
        learning_rate_init=job["rate"],
        max_iter=job["epochs"],
        tol=0.0,
        n_iter_no_change=10_000,
        random_state=1,
    )


def set_weights(model, layers):
    model.coefs_ = [kernel.copy() for kernel, _ in layers]
    model.intercepts_ = [bias.copy() for _, bias in layers]
    if model.n_outputs_ == 1:  # of two classes it keeps the difference
        kernel, bias = layers[-1]
        model.coefs_[-1] = kernel[:, 1:] - kernel[:, :1]
        model.intercepts_[-1] = bias[1:] - bias[:1]


def training(job):
    x, y, layers, _ = read(job)
    model = perceptron(job).set_params(warm_start=True)
    model.partial_fit(x[:job["batch"]], y[:job["batch"]], classes=np.arange(job["classes"]))

    def once():
        set_weights(model, layers)
        began = perf_counter()
        model.fit(x, y)
        return perf_counter() - began, model.loss_

    return lambda: repeated(job["atLeast"], once)


def load(job):
    if job["kind"] == "train":
        return training(job)
    return judging(job, perceptron(job), ("hidden_layer_sizes", "learning_rate_init"), JOBS)


serve(f"scikit-learn {sklearn.__version__}, {JOBS} job(s)", load)
