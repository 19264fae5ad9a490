"""PyTorch under scikit-learn's API as a contestant, eager, on one thread a job: `skorch.py [jobs]`."""

import os
import sys
import warnings

# This file has the name of the package, and one beside it of another: their folder must come behind the packages'.
sys.path.append(sys.path.pop(0))

import skorch  # noqa: E402
import torch  # noqa: E402
from torch import nn  # noqa: E402

from judging import judging  # noqa: E402
from serve import serve  # noqa: E402

JOBS = int(sys.argv[1]) if len(sys.argv) > 1 else 1
os.environ["PYTHONWARNINGS"] = "ignore"  # for the jobs too, as with scikit-learn's own
warnings.simplefilter("ignore")
torch.set_num_threads(1)


class Perceptron(nn.Sequential):
    def __init__(self, inputs, hidden, classes, activation):
        sizes = [inputs, *hidden, classes]
        layers = []
        for size, units in zip(sizes, sizes[1:]):
            layers += [nn.Linear(size, units), activation()]
            nn.init.xavier_uniform_(layers[-2].weight)
            nn.init.zeros_(layers[-2].bias)
        super().__init__(*layers[:-1])


def classifier(job):
    return skorch.NeuralNetClassifier(
        Perceptron,
        module__inputs=job["inputs"],
        module__hidden=job["hidden"],
        module__classes=job["classes"],
        module__activation=nn.ReLU if job["activation"] == "relu" else nn.Sigmoid,
        criterion=nn.CrossEntropyLoss,
        optimizer=torch.optim.Adam,
        lr=job["rate"],
        batch_size=job["batch"],
        max_epochs=job["epochs"],
        iterator_train__shuffle=True,
        train_split=None,
        callbacks__print_log=None,
        verbose=0,
    )


def load(job):
    run = judging(job, classifier(job), ("module__hidden", "lr"), JOBS)

    def once():
        torch.manual_seed(1)
        return run()

    return once


serve(f"skorch {skorch.__version__}, PyTorch {torch.__version__}, {JOBS} job(s)", load)
