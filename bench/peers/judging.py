"""W8 by scikit-learn's `cross_val_score` and `GridSearchCV`, for whatever has its API."""

from time import perf_counter

import numpy as np
from sklearn.model_selection import GridSearchCV, KFold, cross_val_score


def judging(job, model, data, tried, jobs):
    """A function that judges `model` once, or each setting of the grid `tried`; none is fitted again on all rows."""
    x, y = data
    settings = {
        "scoring": "neg_log_loss",
        "cv": KFold(job["folds"], shuffle=True, random_state=1),
        "n_jobs": jobs,
    }

    def losses():
        if job["kind"] == "cv":
            return -cross_val_score(model, x, y, **settings)
        return -GridSearchCV(model, tried, refit=False, **settings).fit(x, y).cv_results_["mean_test_score"]

    def once():
        began = perf_counter()
        loss = float(np.mean(losses()))
        return {"seconds": {"run": perf_counter() - began}, "check": [loss]}

    return once
