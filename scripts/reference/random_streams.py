"""The project's random streams in plain integers: Philox 4x32-10, keys by fork, and what is drawn.

(Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011.)
"""

import numpy as np

WORD = 2**32 - 1


def philox(counter, key):
    """Four words from a counter of four and a key of two."""
    (a, b, c, d), (k, l) = counter, key
    for _ in range(10):
        left, right = 0xD2511F53 * a, 0xCD9E8D57 * c
        a, b, c, d = right >> 32 ^ b ^ k, right & WORD, left >> 32 ^ d ^ l, left & WORD
        k, l = k + 0x9E3779B9 & WORD, l + 0xBB67AE85 & WORD
    return a, b, c, d


# The vectors of the authors' Random123 library.
assert philox((0, 0, 0, 0), (0, 0)) == (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8)
assert philox((WORD,) * 4, (WORD,) * 2) == (0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD)
assert philox(
    (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344), (0xA4093822, 0x299F31D0)
) == (0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1)


def fnv(data, offset):
    """The 32-bit FNV-1a hash of bytes."""
    for byte in data:
        offset = (offset ^ byte) * 0x01000193 & WORD
    return offset


class Stream:
    """What a key names."""

    def __init__(self, seed=0, key=None):
        self.key = key or (seed & WORD, seed >> 32)

    def fork(self, label):
        """The stream that a whole number or a text names."""
        if isinstance(label, str):
            data = label.encode()
            low, high, kind = fnv(data, 0x811C9DC5), fnv([byte ^ 0xA5 for byte in data], 0x9DC5811C), 1
        else:
            low, high, kind = label & WORD, label >> 32, 0
        return Stream(key=philox((low, high, kind, WORD), self.key)[:2])

    def words(self, count):
        """The first words, four from each counter from 0 on."""
        words = [word for i in range(-(-count // 4)) for word in philox((i, 0, 0, 0), self.key)]
        return np.array(words[:count], dtype=np.uint64)

    def uniform(self, count):
        """Numbers in [0, 1) from the upper 24 bits of each word."""
        return (self.words(count) >> np.uint64(8)) / 2.0**24

    def normal(self, count):
        """Normal numbers by Box and Muller, a pair from two words a and b.

        u = (⌊a / 2⌋ + ½) 2⁻³¹ in 32 bits of float; the lower 30 bits of b are an angle in [−π/4, π/4),
        bit 30 mirrors the point at the diagonal, bit 31 turns it by π.
        """
        a, b = self.words(count + count % 2).reshape(-1, 2).T
        half = (a >> np.uint64(1)).astype(np.float32) + np.float32(0.5)
        radius = np.sqrt(-2 * np.log(half.astype(np.float64) / 2.0**31))
        fraction = (b & np.uint64(2**30 - 1)).astype(np.float64) / 2.0**30
        angle = np.pi / 2 * np.where(fraction < 0.5, fraction, fraction - 1)
        angle = np.where(b >> np.uint64(30) & np.uint64(1), np.pi / 2 - angle, angle)
        angle = np.where(b >> np.uint64(31), angle + np.pi, angle)
        return np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1).ravel()[:count]
