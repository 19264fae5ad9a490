"""Trains upstream MLJFlux's MNIST network in PyTorch, to say what attune's should reach.

Run from the root of the repository:

    deno run --allow-write tests/golden/make/mnist_digits.ts digits.json
    /usr/bin/python3 tests/golden/make/mnist_pytorch.py digits.json

Options: --eta 0.001 0.003, --init glorot torch, --seeds 10 (30 at most), --epochs 10, --batch 50. Each seed holds out
the digits that attune holds out by it. What examples/mnist.ts does, beside its table: --eta 0.015 --cycle --shift 1
--rotate 15. --cycle lets eta rise from 0.0004 over 0.3 of the training and fall to 0, each along half a cosine; --shift
and --rotate vary the images of each epoch, zeros around them.
"""

import argparse
import json
import math
import sys

import numpy
import torch
from torch import nn
from torch.nn import functional as F


def network():
    """Three times 3 x 3 convolution, relu, maximum of 2 x 2: 28 x 28 becomes 3 x 3 x 32 = 288."""
    layers, depth = [], 1
    for filters in (16, 32, 32):
        layers += [nn.Conv2d(depth, filters, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2)]
        depth = filters
    return nn.Sequential(*layers, nn.Flatten(), nn.Linear(288, 10))


def glorot(net):
    for layer in net:
        if isinstance(layer, (nn.Conv2d, nn.Linear)):
            nn.init.xavier_uniform_(layer.weight)
            nn.init.zeros_(layer.bias)


def rate(eta, done, options):
    """The learning rate after a share `done` of the training."""
    if not options.cycle:
        return eta
    rise, low = 0.3, 0.0004
    if done < rise:
        return low + (eta - low) * (1 - math.cos(math.pi * done / rise)) / 2
    return eta * (1 + math.cos(math.pi * (done - rise) / (1 - rise))) / 2


def varied(pixels, options):
    """Each image turned about its middle by up to --rotate degrees, then moved by up to --shift whole pixels."""
    count, most = len(pixels), options.shift
    if options.rotate:
        angles = (2 * torch.rand(count) - 1) * math.radians(options.rotate)
        turn = torch.zeros(count, 2, 3)
        turn[:, 0, 0] = turn[:, 1, 1] = angles.cos()
        turn[:, 0, 1], turn[:, 1, 0] = -angles.sin(), angles.sin()
        pixels = F.grid_sample(pixels, F.affine_grid(turn, pixels.shape, align_corners=False), align_corners=False)
    if most:
        wide = F.pad(pixels, (most, most, most, most))
        moves = torch.randint(0, 2 * most + 1, (count, 2)).tolist()
        height, width = pixels.shape[2:]
        pixels = torch.stack([wide[i, :, y:y + height, x:x + width] for i, (y, x) in enumerate(moves)])
    return pixels


def misclassified(net, x, y):
    with torch.no_grad():
        return float((net(x).argmax(dim=1) != y).double().mean())


def holdout_error(pixels, labels, test, seed, eta, init, options):
    """The share misclassified of 30 % that training did not see, and the last epoch's mean loss."""
    torch.manual_seed(seed)
    train = torch.ones(len(labels), dtype=torch.bool)
    train[test] = False
    train = train.nonzero()[:, 0]
    cut = len(train)
    net = network()
    if init == "glorot":
        glorot(net)
    optimiser = torch.optim.Adam(net.parameters(), lr=eta)
    loss_of = nn.CrossEntropyLoss()
    steps = options.epochs * math.ceil(cut / options.batch)
    step = 0
    for _ in range(options.epochs):
        losses = []
        seen = varied(pixels[train], options)
        for rows in torch.randperm(cut).split(options.batch):
            for group in optimiser.param_groups:
                group["lr"] = rate(eta, step / steps, options)
            step += 1
            optimiser.zero_grad()
            loss = loss_of(net(seen[rows]), labels[train[rows]])
            loss.backward()
            optimiser.step()
            losses.append(float(loss.detach()))
    return misclassified(net, pixels[test], labels[test]), numpy.mean(losses)


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("digits")
    parser.add_argument("--eta", type=float, nargs="+", default=[0.001])
    parser.add_argument("--init", choices=["glorot", "torch"], nargs="+", default=["glorot"])
    for name, number in {"seeds": 10, "epochs": 10, "batch": 50, "shift": 0, "rotate": 0}.items():
        parser.add_argument(f"--{name}", type=int, default=number)
    parser.add_argument("--cycle", action="store_true")
    return parser.parse_args()


def main():
    options = arguments()
    with open(options.digits) as file:
        digits = json.load(file)
    pixels = torch.tensor(digits["pixels"], dtype=torch.float32).reshape(-1, 1, 28, 28)
    labels = torch.tensor(digits["labels"])
    tests = [torch.tensor(rows) for rows in digits["tests"]]
    print(f"PyTorch {torch.__version__}, Python {sys.version.split()[0]}; {len(labels)} digits; "
          f"batch {options.batch}, {options.epochs} epochs")
    seeds = range(1, options.seeds + 1)
    print("eta    init    mean    s.e.    last loss  of each seed")
    for init in options.init:
        for eta in options.eta:
            found = [holdout_error(pixels, labels, tests[seed - 1], seed, eta, init, options) for seed in seeds]
            errors, losses = numpy.array(found).T
            spread = errors.std(ddof=1) / len(errors) ** 0.5
            print(f"{eta:<6} {init:<7} {errors.mean():.4f}  {spread:.4f}  {losses.mean():.4f}     "
                  + " ".join(f"{e:.4f}" for e in errors), flush=True)


main()
