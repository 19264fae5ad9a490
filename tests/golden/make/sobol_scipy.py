"""Makes ../sobol_scipy.json: points of the unscrambled Sobol sequence in 64 dimensions.

Run from this folder: /usr/bin/python3 sobol_scipy.py
"""

import json
import platform
import warnings
from pathlib import Path

import scipy
from scipy.stats import qmc

DIMENSIONS = 64
BITS = 30  # of scipy's numbers
NUMBERS = [*range(17), 100, 1023, 65536, 999_999]

warnings.simplefilter("ignore")  # numbers that are no power of two


def point(number):
    sequence = qmc.Sobol(d=DIMENSIONS, scramble=False)
    if number > 0:
        sequence.fast_forward(number)
    (coordinates,) = sequence.random(1)
    scaled = [coordinate * 2**BITS for coordinate in coordinates]
    assert all(x == int(x) for x in scaled)
    return [int(x) for x in scaled]


lines = ",\n".join(f'    {{ "number": {number}, "point": {json.dumps(point(number))} }}' for number in NUMBERS)
head = {
    "tool": f"scipy {scipy.__version__}, Python {platform.python_version()}",
    "command": "/usr/bin/python3 sobol_scipy.py",
    "what": f"coordinates times 2^{BITS}",
}
text = json.dumps(head, indent=2)[:-2] + f',\n  "points": [\n{lines}\n  ]\n}}\n'
json.loads(text)
Path(__file__).parent.parent.joinpath("sobol_scipy.json").write_text(text)
