"""Writes tests/golden/variants.jsonl: one step of training of every variant, in PyTorch.

Run: OPENBLAS_NUM_THREADS=1 python3 scripts/reference/variants_torch.py > tests/golden/variants.jsonl

Each model is written out from the formulas of the papers that its variant names, in doubles, with
torch.autograd for its gradients; noise is drawn from the project's random streams, computed anew.
`CASES` holds the options of a model as recipes write them beside the function of its loss. One line
for each.
"""

import json

import torch

from autoencoder_torch import train
from variant_losses_torch import (
    code_l2,
    conditional_variational,
    contractive,
    deep,
    denoising,
    k_sparse,
    kl_sparse,
    overcomplete,
    predictive_sparse,
    quantised_by_gradient,
    sparse,
    stochastic,
    tied,
    undercomplete,
    variational,
    variational_of_images,
    vector_quantised,
    wasserstein,
)

BCE, MSE = {"loss": "binary-cross-entropy"}, {"loss": "mean-squared-error"}
STACK = {"nodes": [5], "activation": "tanh"}


def gaussian(variance):
    return {"likelihood": {"type": "gaussian", "variance": variance}}


def case(forward, variant, options, shape=(6,), **settings):
    options = {"variant": variant, **options} if variant else options
    return forward, options, list(shape), settings


def contracting(**options):
    return {"codeSize": 4, "coefficient": 0.3, "likelihood": {"type": "bernoulli"}, **options}


def inferring(**options):
    # Enough iterations to be at the least energy.
    return {"codeSize": 5, "sparsity": 0.2, "iterations": 200, **options}


QUANTISED_BY_GRADIENT = {
    "encoder": [
        {"type": "dense", "units": 5},
        {"type": "activation", "function": "tanh"},
        {"type": "dense", "units": 4},
        {
            "type": "vector_quantization",
            "entries": 3,
            "size": 2,
            "learning": "gradient",
            "decay": 0.75,
            "restart": 0,
        },
    ],
    "penalties": [{"type": "vector_quantization", "coefficient": 0.25}],
    **MSE,
}

CASES = {
    "undercomplete": case(undercomplete, "undercomplete", {"codeSize": 3, **STACK, **BCE}),
    "overcomplete": case(
        overcomplete, "overcomplete", {"codeSize": 8, "codeActivation": "sigmoid", **MSE}
    ),
    "tied": case(
        tied, "tied", {"codeSize": 3, "nodes": [4], "activation": "tanh", **BCE}, (3, 2, 1)
    ),
    "deep, normalised, with dropout": case(
        deep,
        "deep",
        {"codeSize": 3, "nodes": [6, 5], "batchNormalization": True, "dropout": 0.2, **MSE},
        (12,),
    ),
    "sparse": case(
        sparse, "sparse", {"codeSize": 4, "coefficient": 0.05, **STACK, **BCE}
    ),
    "kl-sparse, means of the batch": case(
        kl_sparse, "kl-sparse", {"codeSize": 5, "sparsityTarget": 0.1, "coefficient": 0.3, **BCE}
    ),
    "kl-sparse, running means": case(
        kl_sparse,
        "kl-sparse",
        {"codeSize": 5, "sparsityTarget": 0.1, "coefficient": 0.3, "momentum": 0.75, **BCE},
    ),
    "k-sparse": case(k_sparse, "k-sparse", {"codeSize": 5, "k": 2, **MSE}),
    "k-sparse, on the way to k": case(
        k_sparse, "k-sparse", {"codeSize": 5, "k": 2, "startK": 4, **MSE}, progress=0.25
    ),
    "code-l2 and weight decay": case(
        code_l2,
        "code-l2",
        {
            "codeSize": 3,
            "coefficient": 0.05,
            "penalties": [{"type": "weight_decay", "coefficient": 0.02}],
            **STACK,
            **BCE,
        },
    ),
    **{
        f"denoising, {noise['type']}": case(
            denoising, "denoising", {"codeSize": 4, "corruption": noise, **STACK, **BCE}
        )
        for noise in (
            {"type": "masking", "rate": 0.4},
            {"type": "gaussian", "stddev": 0.3},
            {"type": "salt_and_pepper", "rate": 0.5},
        )
    },
    "variational, Bernoulli": case(
        variational, "variational", {"codeSize": 3, "likelihood": {"type": "bernoulli"}, **STACK}
    ),
    "variational, Gaussian of a fixed variance": case(
        variational, "variational", {"codeSize": 3, **STACK, **gaussian(0.25)}
    ),
    "variational, Gaussian of a learned variance": case(
        variational, "variational", {"codeSize": 3, **STACK, **gaussian("learned")}
    ),
    "variational, Gaussian of a variance for each pixel": case(
        variational_of_images,
        "variational",
        {"codeSize": 3, **STACK, **gaussian("learned-per-value")},
        (3, 2, 1),
    ),
    "variational, categorical": case(
        variational,
        "variational",
        {"codeSize": 3, "likelihood": {"type": "categorical"}, **STACK},
        distributions=True,
    ),
    "beta-variational": case(
        variational,
        "beta-variational",
        {"codeSize": 3, "beta": 4, "likelihood": {"type": "bernoulli"}, **STACK},
    ),
    "beta-variational, warming up": case(
        variational,
        "beta-variational",
        {"codeSize": 3, "beta": 4, "warmUp": 0.5, "likelihood": {"type": "bernoulli"}, **STACK},
        progress=0.2,
    ),
    "conditional-variational": case(
        conditional_variational,
        "conditional-variational",
        {"codeSize": 3, "classes": 3, "beta": 1.5, "likelihood": {"type": "bernoulli"}, **STACK},
        classes=3,
    ),
    "stochastic": case(
        stochastic,
        "stochastic",
        {
            "codeSize": 4,
            "prior": 0.3,
            "coefficient": 0.5,
            "likelihood": {"type": "bernoulli"},
            **STACK,
        },
    ),
    "wasserstein": case(
        wasserstein, "wasserstein", {"codeSize": 3, "coefficient": 2, **STACK, **BCE}
    ),
    "contractive, one layer": case(contractive, "contractive", contracting(tied=True)),
    "contractive, two layers": case(
        contractive, "contractive", contracting(tied=False, method="exact", **STACK)
    ),
    "contractive, estimated": case(
        contractive, "contractive", contracting(tied=False, method="estimate", samples=2, **STACK)
    ),
    "predictive sparse decomposition, codes from 0 up": case(
        predictive_sparse,
        "predictive-sparse-decomposition",
        inferring(
            predictionCoefficient=1, rectified=True, codeActivation="relu", center=True
        ),
    ),
    "predictive sparse decomposition, codes of either sign": case(
        predictive_sparse,
        "predictive-sparse-decomposition",
        inferring(
            predictionCoefficient=0.5, rectified=False, codeActivation="tanh", center=False
        ),
    ),
    "vector-quantised": case(
        vector_quantised,
        "vector-quantised",
        {"entries": 3, "size": 2, "filters": [3], "commitment": 0.4, **MSE},
        (4, 4, 1),
    ),
    "vector-quantised, entries by gradients": case(
        quantised_by_gradient, None, QUANTISED_BY_GRADIENT
    ),
}


def plain(value):
    """A value as JSON has it: tensors as flat lists of the nine digits that 32-bit floats need."""
    if isinstance(value, torch.Tensor):
        return [float(f"{number:.9g}") for number in value.flatten().tolist()]
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items() if each is not None}
    return value


if __name__ == "__main__":
    for name, (forward, options, shape, settings) in CASES.items():
        print(json.dumps({"name": name, **plain(train(forward, options, shape, **settings))}))
