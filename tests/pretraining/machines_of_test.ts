import { assertEquals, assertThrows } from "@std/assert";
import type { NdArray } from "../../src/core/nd_array.ts";
import { createRng } from "../../src/core/rng.ts";
import { describeModel, initParams, planAutoencoder } from "../../src/model/mod.ts";
import { layerMachine } from "../../src/pretraining/layer_machine.ts";
import { machinesOf } from "../../src/pretraining/mod.ts";
import { stackOf } from "../../src/pretraining/stack.ts";

const plan = (more: Record<string, unknown> = {}) =>
  planAutoencoder(describeModel({
    codeSize: 3,
    codeActivation: "sigmoid",
    loss: "binary-cross-entropy",
    ...more,
  }, [2, 2, 1]));

const fresh = (own: ReturnType<typeof plan>) =>
  initParams(own, {
    rng: createRng(1),
    measure: () => ({ shape: [4], values: new Float32Array(4) }),
  });

const rng = createRng(4);
const array = (...shape: number[]): NdArray => ({
  shape,
  values: Float32Array.from({ length: shape.reduce((a, b) => a * b) }, () => rng.normal()),
});
const none = { shape: [4], count: 0, values: new Float32Array(0) };
const params = { weight: array(4, 3), hiddenBias: array(3), visibleBias: array(4) };

Deno.test("the machine of an autoencoder is the one that was unrolled into it", () => {
  for (const tied of [false, true]) {
    const own = plan({ tied }), [layer] = stackOf(own).layers;
    const { spec, put } = layerMachine(layer, { visible: "bernoulli", before: undefined });
    assertEquals(machinesOf(own, put(fresh(own), params, none)), [{ spec, params }]);
  }
});

Deno.test("the machines of a deep autoencoder are those of its hidden layers, bottom up", () => {
  const own = plan({ nodes: [5, 2], activation: "sigmoid" }), { layers } = stackOf(own);
  const sizes = [[4, 5], [5, 2], [2, 3]] as const;
  const machines = sizes.map(([visible, hidden], i) => ({
    spec: layerMachine(layers[i], { visible: "bernoulli", before: layers[i - 1] }).spec,
    params: {
      weight: array(visible, hidden),
      hiddenBias: array(hidden),
      visibleBias: array(visible),
    },
  }));
  const whole = machines.reduce(
    (params, { params: trained }, i) =>
      layerMachine(layers[i], { visible: "bernoulli", before: layers[i - 1] }).put(
        params,
        trained,
        none,
      ),
    fresh(own) as Readonly<Record<string, NdArray>>,
  );
  assertEquals(machinesOf(own, whole), machines);
});

Deno.test("an autoencoder that is no machine is refused, with what would be one", () => {
  const refused: [ReturnType<typeof plan>, string][] = [
    [
      plan(),
      "hidden layer 1 is undone by another than its transpose, after a training of the whole; expected layers",
    ],
    [
      plan({ codeActivation: "linear", nodes: [5], activation: "sigmoid", tied: true }),
      'hidden layer 2 or what undoes it ends in the activation "linear"',
    ],
    [
      plan({ loss: "mean-squared-error" }),
      'hidden layer 1 or what undoes it ends in the activation "linear"',
    ],
  ];
  for (const [own, why] of refused) {
    assertThrows(
      () => machinesOf(own, fresh(own)),
      RangeError,
      `Cannot take this model for a stack of Boltzmann machines: ${why}`,
    );
  }
});

Deno.test("a convolution is no machine, and is not said to be pre-trained where machines are looked for", () => {
  const convolutional = planAutoencoder({
    inputShape: [4, 4, 1],
    encoder: [{ type: "conv2d", filters: 2, size: 3 }, { type: "flatten" }],
    decoder: [{ type: "dense", units: 16 }, { type: "reshape", shape: [4, 4, 1] }],
    reconstructionLoss: "mean-squared-error",
  });
  assertThrows(
    () => machinesOf(convolutional, {}),
    RangeError,
    'Cannot find machines in encoder.0, a "conv2d": expected dense layers, each of which is an autoencoder ' +
      "of one hidden layer",
  );
  assertThrows(
    () => stackOf(convolutional),
    RangeError,
    'Cannot pre-train encoder.0, a "conv2d": expected dense layers, each of which is an autoencoder of one ' +
      'hidden layer; "train": "patches" pre-trains convolutions',
  );
});
