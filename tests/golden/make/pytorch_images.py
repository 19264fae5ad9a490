"""Writes tests/golden/pytorch_images.json: how PyTorch trains two small networks of images.

Run from the root of the repository: /usr/bin/python3 tests/golden/make/pytorch_images.py
"""
import json
import sys

import numpy
import torch
from torch import nn

EPOCHS = 10
ROWS, BATCH = 40, 12  # the last batch of an epoch has 4 rows
HEIGHT, WIDTH, CHANNELS = 6, 5, 2
SEED = 20241124
torch.set_default_dtype(torch.float64)


class Flatten(nn.Module):
    """Of images as attune has them, channels last."""

    def forward(self, x):
        return x.permute(0, 2, 3, 1).flatten(1)


def coarse(array):
    """Numbers that 32 bits hold exactly, and few digits."""
    return numpy.round(numpy.asarray(array) * 64) / 64


def flat(tensor):
    return [float(v) for v in tensor.detach().numpy().ravel()]


def arrays_of(net):
    """All arrays by attune's names; the number of a module is that of the layer in its chain."""
    out = {}
    for i, layer in enumerate(net):
        if isinstance(layer, nn.Conv2d):  # outputs x inputs x height x width becomes height x width x inputs x outputs
            out[f"{i}/kernel"] = flat(layer.weight.permute(2, 3, 1, 0))
        if isinstance(layer, nn.Linear):
            out[f"{i}/kernel"] = flat(layer.weight.T)
        if isinstance(layer, nn.BatchNorm2d):
            out |= {f"{i}/gain": flat(layer.weight), f"{i}/shift": flat(layer.bias)}
            out |= {f"{i}/mean": flat(layer.running_mean), f"{i}/variance": flat(layer.running_var)}
        elif getattr(layer, "bias", None) is not None:
            out[f"{i}/bias"] = flat(layer.bias)
    return out


def start(net, rng):
    for parameter in net.parameters():
        wide = 1 if parameter.dim() == 1 else (6 / (parameter[0].numel() + parameter.shape[0])) ** 0.5
        around = 1 if parameter.dim() == 1 else 0  # gains and shifts alike, so that shifts count
        parameter.data = torch.tensor(coarse(around + wide * rng.uniform(-0.9, 0.9, parameter.shape)))


def train(net, optimiser, loss_of, orders, x, y):
    """Losses of the epochs, each the mean over its batches before their steps."""
    losses = []
    net.train()
    for order in orders:
        each = []
        for rows in torch.tensor(order).split(BATCH):
            optimiser.zero_grad()
            loss = loss_of(net(x[rows]), y[rows])
            loss.backward()
            optimiser.step()
            each.append(float(loss.detach()))
        losses.append(sum(each) / len(each))
    return losses


def case(name, net, settings, make_optimiser, loss_of, finalise, classes, seed):
    rng = numpy.random.default_rng(seed)
    x = coarse(rng.normal(size=(ROWS, HEIGHT, WIDTH, CHANNELS)))
    scores = x.reshape(ROWS, -1) @ rng.normal(size=(HEIGHT * WIDTH * CHANNELS, 3)) / 8
    labels = numpy.argmax(scores, axis=1)
    targets = numpy.eye(3)[labels] if classes else coarse(numpy.tanh(scores))
    start(net, rng)
    initial = arrays_of(net)
    orders = [[int(i) for i in rng.permutation(ROWS)] for _ in range(EPOCHS)]
    xs, ys = torch.tensor(x).permute(0, 3, 1, 2), torch.tensor(labels if classes else targets)
    losses = train(net, make_optimiser(net), loss_of, orders, xs, ys)
    net.eval()
    with torch.no_grad():
        each = [float(loss_of(net(xs[rows]), ys[rows])) for rows in torch.arange(ROWS).split(BATCH)]
        predictions = finalise(net(xs))
    return {
        "name": name, "settings": settings, "x": x.ravel().tolist(), "y": targets.ravel().tolist(),
        "initial": initial, "orders": orders, "losses": losses, "final": arrays_of(net),
        "loss": sum(each) / len(each), "predictions": flat(predictions),
    }


def main():
    cases = [
        case("maximum pool, groups, Adam, cross-entropy",
             nn.Sequential(
                 nn.Conv2d(2, 4, 3, padding=1, bias=False), nn.BatchNorm2d(4), nn.ReLU(), nn.MaxPool2d(2),
                 nn.Conv2d(4, 6, 3, stride=2, padding=1, groups=2, bias=False), nn.BatchNorm2d(6), nn.ReLU(),
                 Flatten(), nn.Linear(12, 3)),
             {"eta": 0.01}, lambda net: torch.optim.Adam(net.parameters(), lr=0.01),
             nn.CrossEntropyLoss(), nn.Softmax(dim=1), classes=True, seed=SEED),
        case("dilation, mean pools, depthwise, upsampling, momentum, squared error",
             nn.Sequential(
                 nn.Conv2d(2, 4, 3, padding=(2, 1), dilation=(2, 1)), nn.Tanh(),
                 nn.AvgPool2d(3, stride=2, padding=1, count_include_pad=False), nn.Upsample(scale_factor=(2, 3)),
                 nn.Conv2d(4, 8, 2, groups=4), nn.BatchNorm2d(8), nn.Tanh(), nn.Conv2d(8, 6, (1, 2), stride=(1, 3)),
                 nn.AdaptiveAvgPool2d(1), Flatten(), nn.Linear(6, 3)),
             {"eta": 0.05, "rho": 0.9}, lambda net: torch.optim.SGD(net.parameters(), lr=0.05, momentum=0.9),
             nn.MSELoss(), nn.Identity(), classes=False, seed=SEED + 1),
    ]
    head = {
        "tool": f"PyTorch {torch.__version__}, numpy {numpy.__version__}, Python {sys.version.split()[0]}",
        "command": "/usr/bin/python3 tests/golden/make/pytorch_images.py",
        "seed": SEED,
        "layout": "x rows x height x width x channels, y rows x outputs, kernels height x width x inputs of a group x "
                  "outputs, all row-major; losses: mean over the batches of an epoch of the loss before each step; "
                  "final, loss (mean over batches in row order) and predictions: after the last, in evaluation mode; "
                  "computed in float64 from float32 numbers",
        "rows": ROWS, "batchSize": BATCH, "input": [HEIGHT, WIDTH, CHANNELS], "outputs": 3,
        "float64": 1e-10,
        "float32": 1e-3,
        "why": "float64: the same sums in another order; float32: 40 steps with 1e-7 of rounding each, divided by root "
               "mean squares of gradients in Adam and by deviations of a batch, the last one of 4 rows. Convolutions "
               "before a batch norm in Adam's case have no bias: its gradient is rounding alone, and Adam would make "
               "steps of it. Tolerances are relative above 1, absolute below",
    }
    parts = [f"  {json.dumps(k)}: {json.dumps(v)}" for k, v in head.items()]
    body = ",\n".join("    " + json.dumps(c) for c in cases)
    with open("tests/golden/pytorch_images.json", "w") as out:
        out.write("{\n" + ",\n".join(parts) + ',\n  "cases": [\n' + body + "\n  ]\n}\n")


main()
