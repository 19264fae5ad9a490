"""Trains upstream MLJFlux's MNIST network in PyTorch, to say what attune's should reach.

Run from the root of the repository:

    deno run --no-lock --allow-env --allow-read --allow-write tests/golden/make/mnist_digits.ts /tmp/digits.json
    /usr/bin/python3 tests/golden/make/mnist_pytorch.py /tmp/digits.json

Options: --eta 0.001 0.003, --init glorot torch, --seeds 10, --epochs 10, --batch 50, --rows 1000, and --subsets,
which gives each seed another random choice of so many rows out of all the digits in the file.
"""

import argparse
import json
import sys

import numpy
import torch
from torch import nn

TRAINING = 0.7


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


def misclassified(net, x, y):
    with torch.no_grad():
        return float((net(x).argmax(dim=1) != y).double().mean())


def holdout_error(pixels, labels, seed, eta, init, options):
    """The share misclassified of a random 30 % that training did not see, and the last epoch's mean loss."""
    torch.manual_seed(seed)
    if options.subsets:
        rows = torch.randperm(len(labels))[:options.rows]
        pixels, labels = pixels[rows], labels[rows]
    order = torch.randperm(len(labels))
    cut = round(TRAINING * len(labels))
    train, test = order[:cut], order[cut:]
    net = network()
    if init == "glorot":
        glorot(net)
    optimiser = torch.optim.Adam(net.parameters(), lr=eta)
    loss_of = nn.CrossEntropyLoss()
    for _ in range(options.epochs):
        losses = []
        for rows in train[torch.randperm(len(train))].split(options.batch):
            optimiser.zero_grad()
            loss = loss_of(net(pixels[rows]), labels[rows])
            loss.backward()
            optimiser.step()
            losses.append(float(loss.detach()))
    return misclassified(net, pixels[test], labels[test]), numpy.mean(losses)


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("digits")
    parser.add_argument("--eta", type=float, nargs="+", default=[0.001])
    parser.add_argument("--init", choices=["glorot", "torch"], nargs="+", default=["glorot"])
    for name, number in {"seeds": 10, "epochs": 10, "batch": 50, "rows": 1000}.items():
        parser.add_argument(f"--{name}", type=int, default=number)
    parser.add_argument("--subsets", action="store_true")
    return parser.parse_args()


def main():
    options = arguments()
    with open(options.digits) as file:
        digits = json.load(file)
    pixels = torch.tensor(digits["pixels"], dtype=torch.float32).reshape(-1, 1, 28, 28)
    labels = torch.tensor(digits["labels"])
    if not options.subsets:
        pixels, labels = pixels[:options.rows], labels[:options.rows]
    print(f"PyTorch {torch.__version__}, Python {sys.version.split()[0]}; {options.rows} digits"
          f"{', other ones for each seed' if options.subsets else ''}; batch {options.batch}, {options.epochs} epochs")
    seeds = range(1, options.seeds + 1)
    print("eta    init    mean    s.e.    last loss  of each seed")
    for init in options.init:
        for eta in options.eta:
            found = [holdout_error(pixels, labels, seed, eta, init, options) for seed in seeds]
            errors, losses = numpy.array(found).T
            spread = errors.std(ddof=1) / len(errors) ** 0.5
            print(f"{eta:<6} {init:<7} {errors.mean():.4f}  {spread:.4f}  {losses.mean():.4f}     "
                  + " ".join(f"{e:.4f}" for e in errors), flush=True)


main()
