"""Times one training step of a top-k autoencoder in PyTorch, dense autograd, on one thread.

Run: OPENBLAS_NUM_THREADS=1 python3 scripts/reference/top_k_step_torch.py

784 inputs, 8192 latents of which 32 are kept, batch 256, the mean squared error, Adam: the maths of
tests/bench/top_k_step_bench.ts. Prints one line of JSON with the median of the steps.
"""

import json
import statistics
import time

import torch

D, N, K, BATCH = 784, 8192, 32, 256
WARM_UP, STEPS = 3, 15

torch.set_num_threads(1)
torch.manual_seed(1)


def unit_rows(x):
    return x / x.norm(dim=1, keepdim=True)


x = torch.rand(BATCH, D)
dictionary = unit_rows(torch.randn(N, D)).requires_grad_()
weight = dictionary.detach().clone().requires_grad_()
bias = torch.zeros(N, requires_grad=True)
pre_bias = torch.zeros(D, requires_grad=True)
optimizer = torch.optim.Adam([weight, bias, dictionary, pre_bias], lr=1e-4, eps=6.25e-10)


def step():
    pre = torch.nn.functional.linear(x - pre_bias, weight, bias)
    largest, indices = torch.topk(pre, K)
    code = torch.zeros_like(pre).scatter(1, indices, torch.relu(largest))
    loss = torch.mean((code @ dictionary + pre_bias - x) ** 2)
    optimizer.zero_grad(set_to_none=True)
    loss.backward()
    with torch.no_grad():
        gradient = dictionary.grad
        gradient -= (gradient * dictionary).sum(dim=1, keepdim=True) * dictionary
        optimizer.step()
        dictionary.div_(dictionary.norm(dim=1, keepdim=True))
    return loss.item()


times = []
for i in range(WARM_UP + STEPS):
    start = time.perf_counter()
    step()
    if i >= WARM_UP:
        times.append(1000 * (time.perf_counter() - start))
print(json.dumps({
    "version": torch.__version__,
    "threads": torch.get_num_threads(),
    "steps": STEPS,
    "milliseconds": statistics.median(times),
}))
