"""Times faiss, of Debian's python3-faiss, on codes of bits: every code looked at, and by a graph.

Run: /usr/bin/python3 scripts/reference/search_faiss.py CODES.npy QUERIES.npy [--graph]
"""

import json
import sys
import time

import faiss
import numpy as np

NEAREST = 10

codes, queries = (np.load(path) for path in sys.argv[1:3])
bits = codes.shape[1] * 8
faiss.omp_set_num_threads(1)


def times(index):
    start = time.perf_counter()
    index.add(codes)
    built, milliseconds, distances = time.perf_counter() - start, [], []
    for query in queries:
        start = time.perf_counter()
        found, _ = index.search(query[None], NEAREST)
        milliseconds.append(1000 * (time.perf_counter() - start))
        distances.append([int(distance) for distance in found[0]])
    return {"seconds": built, "milliseconds": milliseconds, "distances": distances}


result = {"version": faiss.__version__, "exact": times(faiss.IndexBinaryFlat(bits))}
if "--graph" in sys.argv:
    result["graph"] = times(faiss.IndexBinaryHNSW(bits, 16))
    index_bytes = 16 * 2 * 4
    result["graph"]["bytes"] = codes.shape[1] + index_bytes
print(json.dumps(result))
