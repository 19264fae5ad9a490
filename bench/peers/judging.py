"""W8 by scikit-learn's `cross_val_score` and `GridSearchCV`, for whatever has its API."""

from time import perf_counter

import numpy as np
from sklearn.model_selection import GridSearchCV, KFold, cross_val_score

from serve import read


def judging(job, model, names, jobs):
    """A function that judges `model`, or all of a grid of what has these names: hidden sizes and rate."""
    x, y, _, _ = read(job)
    settings = {
        "scoring": "neg_log_loss",
        "cv": KFold(job["folds"], shuffle=True, random_state=1),
        "n_jobs": jobs,
    }

    def losses():
        if job["kind"] == "cv":
            return -cross_val_score(model, x, y, **settings)
        grid = dict(zip(names, (job["grid"]["hidden"], job["grid"]["rates"])))
        return -GridSearchCV(model, grid, refit=False, **settings).fit(x, y).cv_results_["mean_test_score"]

    def once():
        began = perf_counter()
        loss = float(np.mean(losses()))
        return {"seconds": {"run": perf_counter() - began}, "check": [loss]}

    return once
