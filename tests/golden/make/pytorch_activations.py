"""Makes ../pytorch_activations.json: activations and their derivatives as PyTorch gives them.

Run from this folder: /usr/bin/python3 pytorch_activations.py
"""

import json
import platform
from pathlib import Path

import torch
from torch.nn import functional as f

COMMAND = "/usr/bin/python3 pytorch_activations.py"
POINTS = [-30.0, -8.5, -4.0, -2.5, -1.5, -1.0 - 1e-3, -0.7, -0.25, -1e-3, 1e-3, 0.25, 0.7, 1.0 - 1e-3, 1.5, 2.5, 4.0, 5.5, 6.5, 30.0]
ACTIVATIONS = {
    "identity": lambda x: x * 1.0,
    "relu": f.relu,
    "relu6": f.relu6,
    "leakyRelu": lambda x: f.leaky_relu(x, 0.01),
    "elu": f.elu,
    "selu": f.selu,
    "celu": f.celu,
    "gelu": lambda x: f.gelu(x, approximate="tanh"),
    "silu": f.silu,
    "mish": f.mish,
    "sigmoid": torch.sigmoid,
    "hardSigmoid": lambda x: f.relu6(x + 3) / 6,  # the slope of f.hardsigmoid is 1/6 in 32 bits
    "logSigmoid": f.logsigmoid,
    "tanh": torch.tanh,
    "hardTanh": f.hardtanh,
    "softplus": lambda x: f.softplus(x, threshold=100),
    "softsign": f.softsign,
}


def table(function):
    x = torch.tensor(POINTS, dtype=torch.float64, requires_grad=True)
    y = function(x)
    (slope,) = torch.autograd.grad(y.sum(), x)
    return {"values": y.tolist(), "slopes": slope.tolist()}


def main():
    made = {
        "tool": f"PyTorch {torch.__version__}, Python {platform.python_version()}",
        "command": COMMAND,
        "tolerance": 1e-12,
        "why": "the same formulas of single float64 numbers, written so that nothing cancels, except sigmoid and silu "
        "through tanh, which lose digits of what is below 1e-13",
        "points": POINTS,
        "activations": {name: table(function) for name, function in ACTIVATIONS.items()},
    }
    lines = [f"  {json.dumps(key)}: {json.dumps(value)}" for key, value in made.items() if key != "activations"]
    rows = [f"    {json.dumps(name)}: {json.dumps(values)}" for name, values in made["activations"].items()]
    text = "{\n" + ",\n".join(lines) + ',\n  "activations": {\n' + ",\n".join(rows) + "\n  }\n}\n"
    (Path(__file__).parent.parent / "pytorch_activations.json").write_text(text)


main()
