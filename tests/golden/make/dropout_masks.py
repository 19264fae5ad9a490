"""Prints the masks that tests/nn/dropout_mask_test.ts holds, from a second writing of Threefry-2x32-20.

Run from anywhere: /usr/bin/python3 dropout_masks.py
"""

WORD = 2**32
ROTATIONS = [13, 15, 26, 6, 17, 29, 16, 24]  # Salmon, Moraes, Dror and Shaw 2011, table 2


def threefry(key, counter, rounds=20):
    keys = [*key, key[0] ^ key[1] ^ 0x1BD11BDA]
    x0, x1 = (counter[0] + keys[0]) % WORD, (counter[1] + keys[1]) % WORD
    for r in range(rounds):
        x0 = (x0 + x1) % WORD
        turn = ROTATIONS[r % 8]
        x1 = ((x1 << turn | x1 >> (32 - turn)) % WORD) ^ x0
        if r % 4 == 3:
            s = r // 4 + 1
            x0, x1 = (x0 + keys[s % 3]) % WORD, (x1 + keys[(s + 1) % 3] + s) % WORD
    return x0, x1


def mask(size, seed, layer, step, rate):
    key = threefry(seed, (layer, step))
    words = [word for i in range((size + 1) // 2) for word in threefry(key, (i, 0))]
    return "".join("1" if word >= round(rate * WORD) else "0" for word in words[:size])


assert threefry((0, 0), (0, 0)) == (0x6B200159, 0x99BA4EFE)
assert threefry((0x13198A2E, 0x03707344), (0x243F6A88, 0x85A308D3)) == (0xC4923A9C, 0x483DF7A0)
print(mask(24, (1, 2), 0, 0, 0.5))
print(mask(24, (0xFFFFFFFF, 5), 2, 1000, 0.2))
