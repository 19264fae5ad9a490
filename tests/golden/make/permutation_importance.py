"""Makes ../permutation_importance.json: what scikit-learn's permutation_importance says of a linear predictor, with the
orders in which it shuffled.

Run from this folder: /usr/bin/python3 permutation_importance.py
"""

import json
from pathlib import Path

import numpy as np
import sklearn
from sklearn.inspection import permutation_importance

ROWS, COLUMNS, REPEATS, SEED = 12, 3, 4, 7
random = np.random.RandomState(1)
x = np.round(random.normal(size=(ROWS, COLUMNS)), 3)
coefficients = [2.0, -0.5, 0.0]
y = np.round(x @ coefficients + 0.3 * random.normal(size=ROWS), 3)


class Linear:
    def fit(self, x, y):
        return self

    def predict(self, x):
        return x @ coefficients


def orders():
    """The order of each column after each repeat: scikit-learn shuffles what it has shuffled before."""
    seed = np.random.RandomState(SEED).randint(np.iinfo(np.int32).max + 1)
    shuffles = np.random.RandomState(seed)  # the same for every column
    index, order, repeats = np.arange(ROWS), np.arange(ROWS), []
    for _ in range(REPEATS):
        shuffles.shuffle(index)
        order = order[index]
        repeats.append(order.tolist())
    return repeats


def importances(scoring):
    found = permutation_importance(Linear(), x, y, scoring=scoring, n_repeats=REPEATS, random_state=SEED)
    return {"values": found.importances.tolist(), "mean": found.importances_mean.tolist()}


golden = {
    "source": f"scikit-learn {sklearn.__version__}, numpy {np.__version__}",
    "x": x.T.tolist(),
    "y": y.tolist(),
    "coefficients": coefficients,
    "orders": orders(),
    "mse": importances("neg_mean_squared_error"),
    "rSquared": importances("r2"),
}
path = Path(__file__).parents[1] / "permutation_importance.json"
path.write_text(json.dumps(golden) + "\n")
