"""Times one training step of a convolutional autoencoder in PyTorch on one thread.

Run: OPENBLAS_NUM_THREADS=1 python3 scripts/reference/conv_step_torch.py [--channels-last]

28 × 28 images in [0, 1], 16, 8 and 8 filters of 3 × 3 to a code of 4 × 4 × 8 and back, batch 128,
the binary cross-entropy, Adam: the maths of tests/bench/conv_step_bench.ts. Images are channels
first, which is PyTorch's default, unless told otherwise. Prints one line of JSON with the median of
the steps.
"""

import json
import statistics
import sys
import time

import torch
from torch import nn

BATCH = 128
WARM_UP, STEPS = 5, 30

torch.set_num_threads(1)
torch.manual_seed(1)


def conv(inputs, filters, padding=1):
    return nn.Conv2d(inputs, filters, 3, padding=padding)


model = nn.Sequential(
    conv(1, 16), nn.ReLU(), nn.MaxPool2d(2),
    conv(16, 8), nn.ReLU(), nn.MaxPool2d(2),
    conv(8, 8), nn.ReLU(), nn.MaxPool2d(2, ceil_mode=True),
    conv(8, 8), nn.ReLU(), nn.Upsample(scale_factor=2),
    conv(8, 8), nn.ReLU(), nn.Upsample(scale_factor=2),
    conv(8, 16, padding=0), nn.ReLU(), nn.Upsample(scale_factor=2),
    conv(16, 1),
)
loss_of = nn.BCEWithLogitsLoss()
x = torch.rand(BATCH, 1, 28, 28)
if "--channels-last" in sys.argv:
    model = model.to(memory_format=torch.channels_last)
    x = x.to(memory_format=torch.channels_last)
optimizer = torch.optim.Adam(model.parameters(), lr=0.003)


def step():
    loss = loss_of(model(x), x)
    optimizer.zero_grad(set_to_none=True)
    loss.backward()
    optimizer.step()
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
