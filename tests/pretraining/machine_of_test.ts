import { assertEquals, assertThrows } from "@std/assert";
import type { NdArray } from "../../src/core/nd_array.ts";
import { createRng } from "../../src/core/rng.ts";
import { describeModel, initParams, planAutoencoder } from "../../src/model/mod.ts";
import { layerMachine } from "../../src/pretraining/layer_machine.ts";
import { machineOf } from "../../src/pretraining/mod.ts";
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
const params = { weight: array(4, 3), hiddenBias: array(3), visibleBias: array(4) };

Deno.test("the machine of an autoencoder is the one that was unrolled into it", () => {
  for (const tied of [false, true]) {
    const own = plan({ tied }), [layer] = stackOf(own).layers;
    const { spec, put } = layerMachine(layer, { visible: "bernoulli", before: undefined });
    assertEquals(machineOf(own, put(fresh(own), params)), { spec, params });
  }
});

Deno.test("an autoencoder that is no machine is refused, with what would be one", () => {
  const refused: [ReturnType<typeof plan>, string][] = [
    [
      plan(),
      "its decoder is none, after a training of the whole; expected one hidden layer of sigmoid",
    ],
    [plan({ nodes: [5] }), "it has 2 hidden layers"],
    [plan({ codeActivation: "linear" }), 'a half of it ends in the activation "linear"'],
    [plan({ loss: "mean-squared-error" }), 'a half of it ends in the activation "linear"'],
  ];
  for (const [own, why] of refused) {
    assertThrows(
      () => machineOf(own, fresh(own)),
      RangeError,
      `Cannot take this model for a Boltzmann machine: ${why}`,
    );
  }
});
