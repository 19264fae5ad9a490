"""Writes tests/golden/pytorch_embeddings.json: how PyTorch trains two small networks with embeddings in front.

Run from the root of the repository: /usr/bin/python3 tests/golden/make/pytorch_embeddings.py
"""
import json
import sys

import numpy
import torch
from torch import nn

EPOCHS = 10
ROWS, BATCH = 50, 16  # the last batch of an epoch has 2 rows
SEED = 20241212
torch.set_default_dtype(torch.float64)


class Embedding(nn.Module):
    """The codes of some columns as rows of nn.Embedding, other columns as they are, all in order."""

    def __init__(self, width, columns):
        super().__init__()
        self.width = width
        self.tables = nn.ModuleDict({str(c): nn.Embedding(levels, units) for c, levels, units in columns})

    def forward(self, x):
        parts = [self.tables[str(c)](x[:, c].long()) if str(c) in self.tables else x[:, c:c + 1]
                 for c in range(self.width)]
        return torch.cat(parts, dim=1)


def coarse(array):
    """Numbers that 32 bits hold exactly, and few digits."""
    return numpy.round(numpy.asarray(array) * 64) / 64


def flat(tensor):
    return [float(v) for v in tensor.detach().numpy().ravel()]


def arrays_of(net):
    """All arrays by attune's names; the number of a layer is that in its chain, where activations are no layers."""
    out = {f"0/embedding{c}": flat(table.weight) for c, table in net[0].tables.items()}
    for i, layer in enumerate([layer for layer in net[1:] if isinstance(layer, nn.Linear)]):
        out |= {f"{i + 1}/kernel": flat(layer.weight.T), f"{i + 1}/bias": flat(layer.bias)}
    return out


def data(rng, width, columns, classes):
    x = coarse(rng.normal(size=(ROWS, width)))
    for c, levels, _ in columns:
        x[:, c] = numpy.floor(levels * rng.uniform(size=ROWS) ** 2)  # some levels often, some never in a batch
    score = sum(numpy.cos(x[:, c:c + 1] * numpy.arange(1, 4)) for c in range(width))
    if classes:
        labels = numpy.argmax(score + 0.3 * rng.normal(size=(ROWS, classes)), axis=1)
        return x, torch.tensor(labels), numpy.eye(classes)[labels]
    y = coarse(numpy.tanh(score) + 0.1 * rng.normal(size=(ROWS, 3)))
    return x, torch.tensor(y), y


def case(name, width, columns, behind, optimiser_of, loss_of, finalise, classes, settings, seed):
    rng = numpy.random.default_rng(seed)
    net = nn.Sequential(Embedding(width, columns), *behind)
    with torch.no_grad():
        for parameter in net.parameters():
            parameter.copy_(torch.tensor(coarse(rng.uniform(-0.6, 0.6, parameter.shape))))
    x, truth, y = data(rng, width, columns, classes)
    inputs = torch.tensor(x)
    initial = arrays_of(net)
    orders = [[int(i) for i in rng.permutation(ROWS)] for _ in range(EPOCHS)]
    optimiser, losses = optimiser_of(net.parameters()), []
    for order in orders:
        batches = [order[at:at + BATCH] for at in range(0, ROWS, BATCH)]
        values = []
        for rows in batches:
            optimiser.zero_grad()
            loss = loss_of(net(inputs[rows]), truth[rows])
            loss.backward()
            optimiser.step()
            values.append(float(loss.detach()))
        losses.append(sum(values) / len(values))
    with torch.no_grad():
        raw = net(inputs)
        batches = [range(at, min(at + BATCH, ROWS)) for at in range(0, ROWS, BATCH)]
        loss = sum(float(loss_of(raw[list(rows)], truth[list(rows)])) for rows in batches) / len(batches)
    return {
        "name": name, "settings": settings, "input": [width],
        "columns": [{"column": c, "levels": levels, "units": units} for c, levels, units in columns],
        "x": [float(v) for v in x.ravel()], "y": [float(v) for v in y.ravel()],
        "initial": initial, "orders": orders, "losses": losses, "loss": loss,
        "predictions": flat(finalise(raw)), "final": arrays_of(net),
    }


def main():
    cases = [
        case("numbers between codes, Adam, cross-entropy", 5, [(1, 6, 3), (3, 3, 2)],
             [nn.Linear(8, 7), nn.ReLU(), nn.Linear(7, 3)],
             lambda p: torch.optim.Adam(p, lr=0.01, betas=(0.9, 0.999), eps=1e-8),
             nn.CrossEntropyLoss(), nn.Softmax(dim=1), 3, {"eta": 0.01}, SEED),
        case("codes only, gradient descent, squared error", 2, [(0, 9, 2), (1, 4, 3)],
             [nn.Linear(5, 6), nn.Tanh(), nn.Linear(6, 3)],
             lambda p: torch.optim.SGD(p, lr=0.2),
             nn.MSELoss(), lambda z: z, 0, {"eta": 0.2}, SEED + 1),
    ]
    head = {
        "tool": f"PyTorch {torch.__version__}, numpy {numpy.__version__}, Python {sys.version.split()[0]}",
        "command": "/usr/bin/python3 tests/golden/make/pytorch_embeddings.py",
        "seed": SEED,
        "layout": "x rows x inputs, y rows x outputs, kernels inputs x units, embeddings levels x units, all row-major; "
                  "losses: mean over the batches of an epoch of the loss before each step; loss: the same at the end, rows "
                  "in order; computed in float64 from float32 numbers",
        "rows": ROWS, "batchSize": BATCH, "outputs": 3,
        "float64": 1e-10,
        "float32": 1e-3,
        "why": "float64: the same sums in another order agree to about 1e-15; float32: 40 steps with 1e-7 of rounding "
               "each, divided by root mean squares of gradients in Adam. Tolerances are relative above 1, absolute below",
    }
    parts = [f"  {json.dumps(k)}: {json.dumps(v)}" for k, v in head.items()]
    body = ",\n".join("    " + json.dumps(c) for c in cases)
    text = "{\n" + ",\n".join(parts) + ',\n  "cases": [\n' + body + "\n  ]\n}\n"
    with open("tests/golden/pytorch_embeddings.json", "w") as out:
        out.write(text)


main()
