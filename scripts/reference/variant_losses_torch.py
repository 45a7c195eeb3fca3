"""The losses of a small model of each variant in PyTorch, written out from the formulas of its papers.

A function gets a `Step` and the options of a model as recipes write them, sizes apart, which are
its own. It gives the reconstruction loss and, by name, pairs of a penalty and what it is
multiplied by.
"""

import torch
from torch import relu, sigmoid, tanh

from autoencoder_torch import (
    bernoulli_likelihood,
    categorical_likelihood,
    coins_divergence,
    cross_entropy,
    gaussian_likelihood,
    squared_error,
    waves,
)


def likelihood(step, o, output):
    """−log p(x | h), averaged over the batch, for the decoder's output."""
    name, variance = o["likelihood"]["type"], o["likelihood"].get("variance")
    if name != "gaussian":
        return {"bernoulli": bernoulli_likelihood, "categorical": categorical_likelihood}[name](
            output, step.x
        )
    if isinstance(variance, str):
        shape = (1,) if variance == "learned" else (step.x.shape[1],)
        log_variance = step.param("likelihood.logVariance", shape)
    else:
        log_variance = torch.log(torch.tensor(variance))
    return gaussian_likelihood(output, step.x, log_variance)


def undercomplete(step, o):
    code = step.stack("encoder", step.x, [5, 3])
    return cross_entropy(step.stack("decoder", code, [5, 6]), step.x), {}


def overcomplete(step, o):
    code = sigmoid(step.dense("encoder.0", step.x, 8))
    return squared_error(step.dense("decoder.0", code, 6), step.x), {}


def tied(step, o):
    # Images: the first layer flattens them.
    code = step.stack("encoder", step.x, [4, 3], first=1)
    inner, outer = step.learned["encoder.3.weight"], step.learned["encoder.1.weight"]
    h = tanh(code @ inner.T + step.param("decoder.0.bias", (4,), scale=0.2))
    logits = h @ outer.T + step.param("decoder.2.bias", (6,), scale=0.2)
    return cross_entropy(logits, step.x), {}


def deep(step, o):
    def hidden(half, x, sizes):
        """Dense, normalised, rectified, with dropout; four layers for each size."""
        for i, units in enumerate(sizes):
            x = step.dense(f"{half}.{4 * i}", x, units)
            x = relu(step.batch_normalization(f"{half}.{4 * i + 1}", x))
            draws = step.draw("uniform", f"{half}.{4 * i + 3}", units)
            x = torch.where(draws < o["dropout"], 0, x / (1 - o["dropout"]))
        return step.dense(f"{half}.{4 * len(sizes)}", x, 3 if half == "encoder" else 12)

    code = hidden("encoder", step.x, [6, 5])
    return squared_error(hidden("decoder", code, [5, 6]), step.x), {}


def k_sparse(step, o):
    a = step.dense("encoder.0", step.x, 5)
    start, k = o.get("startK", o["k"]), o["k"]
    # Linear over the first half of the training.
    k = round(start + (k - start) * min(1, 2 * step.progress))
    kept = torch.argsort(a, dim=1, descending=True)[:, :k]
    code = torch.zeros_like(a).scatter(1, kept, a.gather(1, kept))
    return squared_error(step.dense("decoder.0", code, 6), step.x), {}


def sparse(step, o):
    code = relu(step.stack("encoder", step.x, [5, 4]))
    loss = cross_entropy(step.stack("decoder", code, [5, 6]), step.x)
    return loss, {"code_l1": (code.abs().sum(dim=1).mean(), o["coefficient"])}


def kl_sparse(step, o):
    code = sigmoid(step.dense("encoder.0", step.x, 5))
    active = code.mean(dim=0)
    if "momentum" in o:
        before = torch.full((5,), 0.125)
        active = o["momentum"] * before + (1 - o["momentum"]) * active
        step.measure("penalties.0.average", before, active)
    loss = cross_entropy(step.dense("decoder.0", code, 6), step.x)
    target = torch.tensor(o["sparsityTarget"])
    return loss, {"kl_sparsity": (coins_divergence(target, active).sum(), o["coefficient"])}


def code_l2(step, o):
    code = step.stack("encoder", step.x, [5, 3])
    loss = cross_entropy(step.stack("decoder", code, [5, 6]), step.x)
    weights = [value for path, value in step.learned.items() if path.endswith(".weight")]
    return loss, {
        "code_l2": ((code**2).sum(dim=1).mean(), o["coefficient"]),
        "weight_decay": (sum((w**2).sum() for w in weights) / 2, o["penalties"][0]["coefficient"]),
    }


def denoising(step, o):
    noise = o["corruption"]
    if noise["type"] == "gaussian":
        x = step.x + noise["stddev"] * step.draw("normal", "encoder.0", 6)
    else:
        draws = step.draw("uniform", "encoder.0", 6)
        x = torch.where(draws < noise["rate"], 0, step.x)
        if noise["type"] == "salt_and_pepper":
            x = torch.where((noise["rate"] / 2 <= draws) & (draws < noise["rate"]), 1, x)
    code = step.stack("encoder", x, [5, 4], first=1)
    return cross_entropy(step.stack("decoder", code, [5, 6]), step.x), {}


def latent(step, x, first):
    """h = μ + σ ε by x → 5 → (μ, log σ²), and KL(N(μ, σ²) ‖ N(0, I)), averaged over the batch."""
    path = f"encoder.{first + 2}"
    both = step.dense(path, tanh(step.dense(f"encoder.{first}", x, 5)), 6)
    mean, log_variance = both[:, :3], both[:, 3:]
    code = mean + torch.exp(log_variance / 2) * step.draw("normal", path, 3)
    terms = (mean**2 + torch.exp(log_variance) - log_variance - 1) / 2
    return code, terms.sum(dim=1).mean()


def variational(step, o):
    code, divergence = latent(step, step.x, 0)
    loss = likelihood(step, o, step.stack("decoder", code, [5, 6]))
    weight = o.get("beta", 1)
    if "warmUp" in o:
        weight *= min(1, step.progress / o["warmUp"])
    return loss, {"kl_gaussian": (divergence, weight)}


def variational_of_images(step, o):
    # The first layer flattens them.
    code, divergence = latent(step, step.x, 1)
    loss = likelihood(step, o, step.stack("decoder", code, [5, 6]))
    return loss, {"kl_gaussian": (divergence, 1)}


def conditional_variational(step, o):
    code, divergence = latent(step, torch.cat([step.x, step.labels], dim=1), 1)
    h = torch.cat([code, step.labels], dim=1)
    loss = likelihood(step, o, step.stack("decoder", h, [5, 6], first=1))
    return loss, {"kl_gaussian": (divergence, o["beta"])}


def stochastic(step, o):
    p = sigmoid(step.stack("encoder", step.x, [5, 4]))
    coins = (step.draw("uniform", "encoder.2", 4) < p).double()
    # Straight through: the value of the coins, the gradient of p.
    code = p + (coins - p).detach()
    loss = likelihood(step, o, step.stack("decoder", code, [5, 6]))
    divergence = coins_divergence(p, torch.tensor(o["prior"])).sum(dim=1).mean()
    return loss, {"kl_bernoulli": (divergence, o["coefficient"])}


def wasserstein(step, o):
    code = step.stack("encoder", step.x, [5, 3])
    draws = step.draw("normal", "penalties.0", 3)
    count, size = code.shape

    def kernel(a, b):
        """Σₛ C / (C + ‖a − b‖²) with C = 2 · size · s, the widths that suit N(0, I)."""
        squares = ((a - b) ** 2).sum()
        return sum(2 * size * s / (2 * size * s + squares) for s in (0.1, 0.2, 0.5, 1, 2, 5, 10))

    def others(rows):
        pairs = [(i, j) for i in range(count) for j in range(count) if i != j]
        return sum(kernel(rows[i], rows[j]) for i, j in pairs) / (count * (count - 1))

    across = sum(kernel(a, b) for a in code for b in draws) / count**2
    discrepancy = others(code) + others(draws) - 2 * across
    loss = cross_entropy(step.stack("decoder", code, [5, 6]), step.x)
    return loss, {"mmd": (discrepancy, o["coefficient"])}


def squared_jacobian(code, x, directions):
    """Σᵤ ‖Jᵀu‖² for the directions u [S, B, C], averaged over the batch; J = ∂code / ∂x, by example."""
    rows = [torch.autograd.grad(code, x, grad_outputs=u, create_graph=True)[0] for u in directions]
    return (torch.stack(rows) ** 2).sum() / len(x)


def contractive(step, o):
    x = step.x.clone().requires_grad_()
    if o["tied"]:
        code = sigmoid(step.dense("encoder.0", x, 4))
        logits = code @ step.learned["encoder.0.weight"].T
        logits = logits + step.param("decoder.0.bias", (6,), scale=0.2)
    else:
        code = sigmoid(step.stack("encoder", x, [5, 4]))
        logits = step.stack("decoder", code, [5, 6])
    directions = torch.eye(4)[:, None, :].expand(4, len(x), 4)
    if o.get("method") == "estimate":
        draws = step.draw("uniform", "penalties.0", o["samples"] * 4)
        signs = torch.where(draws < 0.5, -1.0, 1.0).reshape(-1, o["samples"], 4)
        directions = signs.transpose(0, 1) / o["samples"] ** 0.5
    norm = squared_jacobian(code, x, directions)
    return likelihood(step, o, logits), {"contractive": (norm, o["coefficient"])}


def quantise(step, path, z, by_gradient, decay):
    """The nearest of three entries for each pair of values of z, straight through, and their distance."""
    vectors, start = z.reshape(-1, 2), waves((3, 2), 300, 0.6)
    codebook = step.param(f"{path}.codebook", (3, 2)) if by_gradient else start
    nearest = ((vectors[:, None] - codebook) ** 2).sum(dim=2).argmin(dim=1)
    entries = codebook[nearest].reshape(z.shape)
    chosen, before = torch.eye(3)[nearest], torch.tensor([5.0, 6.5, 3.75])
    count = decay * before + (1 - decay) * chosen.sum(dim=0)
    step.measure(f"{path}.count", before, count)
    if not by_gradient:
        total = (before[:, None] * start).float().double()
        sums = decay * total + (1 - decay) * (chosen.T @ vectors)
        step.measure(f"{path}.sum", total, sums)
        step.measure(f"{path}.codebook", start, sums / count[:, None])
    # The value of the entries, the gradient of z.
    return z + (entries - z).detach(), entries


def vector_quantised(step, o):
    images = step.x.reshape(-1, 1, 4, 4)
    maps = relu(step.convolution("encoder.0", images, 3, size=4, stride=2, padding=1))
    z = step.convolution("encoder.2", maps, 2, size=1).permute(0, 2, 3, 1)
    code, entries = quantise(step, "encoder.3", z, by_gradient=False, decay=0.99)
    maps = relu(step.transposed_convolution("decoder.0", code.permute(0, 3, 1, 2), 3, size=1))
    output = step.transposed_convolution("decoder.2", maps, 1, size=4, stride=2, padding=1)
    commitment = ((z - entries) ** 2).mean()
    loss = squared_error(output.reshape(-1, 16), step.x)
    return loss, {"vector_quantization": (commitment, o["commitment"])}


def quantised_by_gradient(step, o):
    z = step.stack("encoder", step.x, [5, 4])
    code, entries = quantise(step, "encoder.3", z, by_gradient=True, decay=0.75)
    beta = o["penalties"][0]["coefficient"]
    # ‖sg z − e‖² + β ‖z − sg e‖², the whole without the β that it is multiplied by.
    distance = ((z.detach() - entries) ** 2).mean() / beta + ((z - entries.detach()) ** 2).mean()
    loss = squared_error(step.stack("decoder", code, [5, 6]), step.x)
    return loss, {"vector_quantization": (distance, beta)}


def least_energy(x, weight, predicted, o):
    """argmin ½ ‖x − z W‖² + λ Σ |z| + ½ α ‖z − F(x)‖², one entry of z after the other."""
    z = predicted.clone()
    pull, alpha = o["sparsity"], o["predictionCoefficient"]
    for _ in range(200):
        for j, atom in enumerate(weight):
            rest = x - z @ weight + z[:, j : j + 1] * atom
            u = rest @ atom + alpha * predicted[:, j]
            size = torch.relu(u - pull) if o["rectified"] else u.sign() * torch.relu(u.abs() - pull)
            z[:, j] = size / (atom @ atom + alpha)
    return z


def predictive_sparse(step, o):
    x, first = step.x, 0
    if o["center"]:
        mean = waves((6,), 300, 0.3)
        step.measure("encoder.0.center", mean, mean)
        x, first = x - mean, 1
    predicted = step.dense(f"encoder.{first}", x, 5)
    predicted = relu(predicted) if o["codeActivation"] == "relu" else tanh(predicted)
    weight = step.param(f"encoder.{first + 2}.weight", (5, 6), rows_of_norm_1=True)
    z = least_energy(step.x, weight.detach(), predicted.detach(), o)
    loss = gaussian_likelihood(z @ weight, step.x, torch.tensor(0.0))
    return loss, {
        "code_l1": (z.abs().sum(dim=1).mean(), o["sparsity"]),
        "prediction": (((z - predicted) ** 2).sum(dim=1).mean() / 2, o["predictionCoefficient"]),
    }
