"""Writes tests/golden/pytorch_trajectories.json: how PyTorch trains three small networks.

Run from the root of the repository: /usr/bin/python3 tests/golden/make/pytorch_trajectories.py
"""
import json
import sys

import numpy
import torch
from torch import nn

EPOCHS = 10
SEED = 20240917
torch.set_default_dtype(torch.float64)


def float32(array):
    """Numbers that 32 bits hold exactly, so that every backend starts from the same ones."""
    return numpy.asarray(array, dtype=numpy.float32).astype(numpy.float64)


def flat(tensor):
    return [float(v) for v in numpy.asarray(tensor).ravel()]


def weights_of(net):
    """Kernels as inputs x units, row-major; torch keeps units x inputs."""
    out = []
    for layer in net:
        if isinstance(layer, nn.Linear):
            out.append({"kernel": flat(layer.weight.detach().numpy().T), "bias": flat(layer.bias.detach().numpy())})
    return out


def start(net, rng):
    for layer in net:
        if isinstance(layer, nn.Linear):
            bound = (6 / (layer.in_features + layer.out_features)) ** 0.5
            layer.weight.data = torch.tensor(float32(rng.uniform(-bound, bound, layer.weight.shape)))
            layer.bias.data = torch.tensor(float32(rng.uniform(-0.1, 0.1, layer.bias.shape)))


def data(rng, rows, columns, classes):
    x = float32(rng.normal(size=(rows, columns)))
    if classes:
        centres = rng.normal(size=(classes, columns))
        labels = numpy.argmax(x @ centres.T + 0.3 * rng.normal(size=(rows, classes)), axis=1)
        return x, labels
    w = rng.normal(size=(columns, 2))
    return x, float32(numpy.tanh(x @ w) + 0.1 * rng.normal(size=(rows, 2)))


def train(net, optimiser, loss_of, orders, batch, x, y, clip=None):
    """Losses of the epochs, each the mean over its batches before their steps; and the norms that clipping saw."""
    losses, norms = [], []
    for order in orders:
        total, batches = 0.0, 0
        for at in range(0, len(order), batch):
            rows = order[at:at + batch]
            optimiser.zero_grad()
            loss = loss_of(net(x[rows]), y[rows])
            loss.backward()
            if clip:
                norms.append(float(nn.utils.clip_grad_norm_(net.parameters(), clip)))
            optimiser.step()
            total, batches = total + float(loss.detach()), batches + 1
        losses.append(total / batches)
    return losses, norms


def case(name, net, settings, make_optimiser, loss_of, finalise, rows, batch, classes, seed, clip=None):
    rng = numpy.random.default_rng(seed)
    x, y = data(rng, rows, net[0].in_features, classes)
    start(net, rng)
    initial = weights_of(net)
    orders = [[int(i) for i in rng.permutation(rows)] for _ in range(EPOCHS)]
    xs, ys = torch.tensor(x), torch.tensor(y)
    untrained = float(loss_of(net(xs), ys).detach())
    losses, norms = train(net, make_optimiser(net), loss_of, orders, batch, xs, ys, clip)
    with torch.no_grad():
        predictions = finalise(net(xs)).numpy()
    targets = numpy.eye(classes)[y] if classes else y
    if clip:
        assert min(norms) < clip < max(norms), "the clipping must both act and rest"
    return {
        "name": name, "settings": settings, "rows": rows, "batchSize": batch,
        "inputs": net[0].in_features, "outputs": net[-1].out_features,
        "x": flat(x), "y": flat(targets), "initial": initial, "orders": orders,
        "untrained": untrained, "losses": losses,
        "float64": 1e-5 if clip else 1e-10, "final": weights_of(net), "predictions": flat(predictions),
    }


def main():
    softmax = nn.Softmax(dim=1)
    adam = {"eta": 0.01, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8}
    # attune adds the penalty's gradient (2 lambda / batches) w, torch adds weight_decay * w: 60 rows by 16 are 4 batches.
    decay = {"eta": 0.05, "rho": 0.9, "lambda": 0.02, "alpha": 0.0}
    adam_w = {"eta": 0.01, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8, "lambda": 0.1, "omega": 0.5, "smoothing": 0.1}
    betas = (0.9, 0.999)
    cases = [
        case("relu, Adam, cross-entropy",
             nn.Sequential(nn.Linear(5, 8), nn.ReLU(), nn.Linear(8, 6), nn.ReLU(), nn.Linear(6, 3)),
             adam, lambda net: torch.optim.Adam(net.parameters(), lr=0.01, betas=betas, eps=1e-8),
             nn.CrossEntropyLoss(), softmax, rows=60, batch=16, classes=3, seed=SEED),
        case("sigmoid, momentum, L2 penalty, squared error",
             nn.Sequential(nn.Linear(4, 7), nn.Sigmoid(), nn.Linear(7, 2)),
             decay, lambda net: torch.optim.SGD(net.parameters(), lr=0.05, momentum=0.9, weight_decay=2 * 0.02 / 4),
             nn.MSELoss(), lambda z: z, rows=60, batch=16, classes=0, seed=SEED + 1),
        case("gelu, AdamW behind clipping by the global norm, smoothed cross-entropy",
             nn.Sequential(nn.Linear(6, 9), nn.GELU(approximate="tanh"), nn.Linear(9, 4)),
             adam_w,
             lambda net: torch.optim.AdamW(net.parameters(), lr=0.01, betas=betas, eps=1e-8, weight_decay=0.1),
             nn.CrossEntropyLoss(label_smoothing=0.1), softmax, rows=50, batch=12, classes=4, seed=SEED + 2, clip=0.5),
    ]
    head = {
        "tool": f"PyTorch {torch.__version__}, numpy {numpy.__version__}, Python {sys.version.split()[0]}",
        "command": "/usr/bin/python3 tests/golden/make/pytorch_trajectories.py",
        "seed": SEED,
        "layout": "x rows x inputs, y rows x outputs, kernels inputs x units, all row-major; losses: mean over the "
                  "batches of an epoch of the loss before each step; untrained: the loss of all rows as one batch, at the "
                  "initial weights; computed in float64 from float32 numbers",
        "float32": 1e-3,
        "why": "float64 (a tolerance for each case): the same sums in another order agree to about 1e-15, but torch "
               "clips by norm + 1e-6, which shows in the seventh digit; float32: about 40 steps with 1e-7 of rounding "
               "each, divided by root mean squares of gradients in Adam. Tolerances are relative above 1, absolute below",
    }
    parts = [f"  {json.dumps(k)}: {json.dumps(v)}" for k, v in head.items()]
    body = ",\n".join("    " + json.dumps(c) for c in cases)
    text = "{\n" + ",\n".join(parts) + ',\n  "cases": [\n' + body + "\n  ]\n}\n"
    with open("tests/golden/pytorch_trajectories.json", "w") as out:
        out.write(text)


main()
