"""PyTorch as a contestant, eager, on one thread: plain training loops as its tutorials write them. `cuda`: on a GPU."""

import sys
from time import perf_counter

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from serve import candidates_of, read, repeated, serve, shapes_of

torch.set_num_threads(1)
torch.backends.cuda.matmul.allow_tf32 = False
device = torch.device(sys.argv[1] if len(sys.argv) > 1 else "cpu")
torch.zeros(1, device=device)  # ends here where there is none


def network(job, hidden):
    word = nn.ReLU if job["activation"] == "relu" else nn.Sigmoid
    layers = []
    shapes = shapes_of({**job, "hidden": hidden})
    for shape in shapes:
        *_, inputs, units = shape
        if len(shape) == 4:
            layers += [nn.Conv2d(inputs, units, 3, padding=1), word(), nn.MaxPool2d(2)]
            continue
        if layers and isinstance(layers[-1], nn.MaxPool2d):
            layers.append(nn.Flatten())
        layers += [nn.Linear(inputs, units), word()]
        nn.init.xavier_uniform_(layers[-2].weight)
        nn.init.zeros_(layers[-2].bias)
    return nn.Sequential(*layers[:-1]).to(device)


def set_weights(net, layers):
    """Kernels come with their channels last; behind convolutions, so do the numbers of an image in a row."""
    own = [layer for layer in net if isinstance(layer, (nn.Conv2d, nn.Linear))]
    before = None
    with torch.no_grad():
        for layer, (kernel, bias) in zip(own, layers):
            if kernel.ndim == 4:
                kernel = kernel.transpose(3, 2, 0, 1)
            elif isinstance(before, nn.Conv2d):
                side = int((len(kernel) // before.out_channels) ** 0.5)
                kernel = kernel.reshape(side, side, before.out_channels, -1)
                kernel = kernel.transpose(3, 2, 0, 1).reshape(kernel.shape[-1], -1)
            else:
                kernel = kernel.T
            layer.weight.copy_(torch.from_numpy(kernel.copy()))
            layer.bias.copy_(torch.from_numpy(bias))
            before = layer


def train_epoch(net, optimiser, data, batch):
    x, y, order = data
    total, batches = 0.0, 0
    for start in range(0, len(order), batch):
        rows = order[start:start + batch]
        optimiser.zero_grad(set_to_none=True)
        loss = F.cross_entropy(net(x[rows]), y[rows])
        loss.backward()
        optimiser.step()
        total += loss.item()
        batches += 1
    return total / batches


def training(job):
    x, y, layers, orders = read(job)
    x, y, orders = (torch.from_numpy(numbers).to(device) for numbers in (x, y, orders))
    if job["channels"]:
        side = int(job["inputs"] ** 0.5)
        x = x.reshape(-1, 1, side, side)
    nets = [network(job, job["hidden"]) for _ in range(job["programs"])]

    def once():
        seconds = 0.0
        for net in nets:
            set_weights(net, layers)
            optimiser = torch.optim.Adam(net.parameters(), lr=job["rate"])
            began = perf_counter()
            for order in orders:
                loss = train_epoch(net, optimiser, (x, y, order), job["batch"])
            seconds += perf_counter() - began
        return seconds, loss

    return lambda: repeated(job["atLeast"], once)


def predicting(job):
    x, _, layers, _ = read(job)
    x = torch.from_numpy(x).to(device)
    singles = [x[i:i + 1].clone() for i in range(64)]
    net = network(job, job["hidden"])
    set_weights(net, layers)

    @torch.no_grad()
    def once():
        began = perf_counter()
        outputs = F.softmax(net(x), dim=1).cpu()
        rows = perf_counter() - began
        taken = []
        for i in range(job["times"]):
            at = perf_counter()
            F.softmax(net(singles[i % 64]), dim=1).cpu()
            taken.append(perf_counter() - at)
        taken.sort()
        part = lambda share: taken[int(share * (len(taken) - 1))]
        check = [*outputs[0].tolist(), *outputs[-1].tolist()]
        return {"seconds": {"rows": rows, "p50": part(0.5), "p99": part(0.99)}, "check": check}

    return once


def whole(job):
    x, y, _, _ = read(job)
    x, y = torch.from_numpy(x).to(device), torch.from_numpy(y).to(device)

    def fit(hidden, rate, train):
        net = network(job, hidden)
        optimiser = torch.optim.Adam(net.parameters(), lr=rate)
        for _ in range(job["epochs"]):
            train_epoch(net, optimiser, (x, y, train[torch.randperm(len(train))]), job["batch"])
        return net

    def judge(hidden, rate):
        torch.manual_seed(1)
        folds = torch.randperm(job["rows"]).tensor_split(job["folds"])
        losses = []
        for fold, test in enumerate(folds):
            net = fit(hidden, rate, torch.cat([*folds[:fold], *folds[fold + 1:]]))
            with torch.no_grad():
                losses.append(F.cross_entropy(net(x[test]), y[test]).item())
        return np.mean(losses)

    def once():
        began = perf_counter()
        losses = [judge(hidden, rate) for hidden, rate in candidates_of(job)]
        return {"seconds": {"run": perf_counter() - began}, "check": [float(np.mean(losses))]}

    return once


def load(job):
    if job["kind"] == "train":
        return training(job)
    return predicting(job) if job["kind"] == "predict" else whole(job)


name = torch.cuda.get_device_name() if device.type == "cuda" else f"{torch.get_num_threads()} thread"
serve(f"PyTorch {torch.__version__}, {name}, eager", load)
