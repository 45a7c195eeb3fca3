/** Models of tfjs Layers with their losses on the kernels, beside the same on the CPU backend of tfjs. */
import * as tf from "@tensorflow/tfjs";
import { assert, assertAlmostEquals, assertEquals, assertNotEquals } from "@std/assert";
import "../../start_backend.ts";
import { values } from "../load_routines.ts";

type Compile = Parameters<tf.LayersModel["compile"]>[0];
type Loss = (target: tf.Tensor, output: tf.Tensor) => tf.Tensor;

/** The losses of a compiled model, which tfjs keeps to itself. */
function lossesOf(model: tf.LayersModel): Loss[] {
  return (model as unknown as { lossFunctions: Loss[] }).lossFunctions;
}

function twoOutputs(): tf.LayersModel {
  const input = tf.input({ shape: [4] });
  const first = tf.layers.dense({ units: 3, activation: "softmax", name: "a" }).apply(input);
  const second = tf.layers.dense({ units: 2, name: "b" }).apply(input);
  const outputs = [first, second] as tf.SymbolicTensor[];
  return tf.model({ inputs: input, outputs });
}

function compiled(loss: Compile["loss"], metrics?: string[]): tf.LayersModel {
  const input = tf.input({ shape: [4] });
  const output = tf.layers.dense({ units: 3, activation: "softmax" }).apply(input);
  const model = tf.model({ inputs: input, outputs: output as tf.SymbolicTensor });
  model.compile({ optimizer: tf.train.sgd(0.1), loss, ...(metrics && { metrics }) });
  return model;
}

const uniform = (count: number, seed: number) => values(count, seed).map((v) => 0.5 + 0.5 * v);

/** Targets and outputs that each loss is asked for, among them ends of the range. */
const cases: Readonly<Record<string, () => [target: tf.Tensor, output: tf.Tensor]>> = {
  meanSquaredError: () => [tf.tensor(values(12, 1), [3, 4]), tf.tensor(values(12, 2), [3, 4])],
  binaryCrossentropy: () => {
    const p = uniform(15, 2);
    p[0] = 0;
    p[4] = 1;
    return [tf.tensor(uniform(15, 1).map(Math.round), [3, 5]), tf.tensor(p, [3, 5])];
  },
  categoricalCrossentropy: () => [
    tf.oneHot([2, 0, 6, 1], 7),
    tf.tensor(uniform(28, 3), [4, 7]),
  ],
  sparseCategoricalCrossentropy: () => [
    tf.tensor([2, 0, 4, 1, 3, 2], [2, 3, 1]),
    tf.softmax(tf.tensor(values(30, 3).map((v) => 9 * v), [2, 3, 5])),
  ],
};

for (const [name, make] of Object.entries(cases)) {
  Deno.test(`${name} of tfjs Layers has the values and gradients of the CPU backend`, async () => {
    const model = compiled(name), [loss] = lossesOf(model);
    const found = tf.tidy(() => {
      const [target, output] = make(), weights = tf.range(1, output.shape[0] + 1);
      const value = loss(target, output);
      const shape = [-1, ...value.shape.slice(1).map(() => 1)];
      const gradient = tf.grad((y: tf.Tensor) =>
        tf.mul(loss(target, y), tf.reshape(weights, shape))
      )(output);
      return {
        target: [target.shape, target.arraySync()] as const,
        output: [output.shape, output.dataSync()] as const,
        isInteger: target.dtype === "int32",
        shape: value.shape,
        values: value.dataSync(),
        gradient: gradient.dataSync(),
      };
    });
    await tf.setBackend("cpu");
    try {
      tf.tidy(() => {
        const dtype = found.isInteger ? "int32" : "float32";
        const target = tf.tensor(found.target[1] as number[], [...found.target[0]], dtype);
        const output = tf.tensor(found.output[1], [...found.output[0]]);
        const value = loss(target, output);
        assertEquals(found.shape, value.shape);
        value.dataSync().forEach((v, i) =>
          assertAlmostEquals(found.values[i], v, 2e-6 * Math.max(1, Math.abs(v)))
        );
        const weights = tf.range(1, output.shape[0] + 1);
        const shape = [-1, ...value.shape.slice(1).map(() => 1)];
        const gradient = tf.grad((y: tf.Tensor) =>
          tf.mul(loss(target, y), tf.reshape(weights, shape))
        )(output);
        gradient.dataSync().forEach((v, i) =>
          assertAlmostEquals(found.gradient[i], v, 2e-5 * Math.max(1, Math.abs(v)))
        );
      });
    } finally {
      await tf.setBackend("wasm");
    }
    model.dispose();
  });
}

Deno.test("losses are found by a name, by a list and by the outputs' names; others stay", () => {
  const kernel = (loss: Loss) => {
    const used: string[] = [];
    const target = tf.fill([2, 3], 0.5), output = tf.fill([2, 3], 0.25);
    tf.tidy(() => used.push(...kernelsOf(() => loss(target, output))));
    tf.dispose([target, output]);
    return used.includes("RowLoss");
  };
  const own = (t: tf.Tensor, y: tf.Tensor) => tf.mean(tf.abs(tf.sub(t, y)), -1);
  const given: [Compile["loss"], boolean[]][] = [
    ["meanSquaredError", [true, true]],
    [["meanAbsoluteError", "binaryCrossentropy"], [false, true]],
    [{ a: "categoricalCrossentropy", b: "hinge" }, [true, false]],
    [[own, own], [false, false]],
  ];
  for (const [loss, expected] of given) {
    const model = twoOutputs();
    model.compile({ optimizer: "sgd", loss });
    assertEquals(lossesOf(model).map(kernel), expected);
    if (loss instanceof Array && loss[0] === own) assertEquals(lossesOf(model), [own, own]);
    model.dispose();
  }
});

/** The names of the kernels that a function runs. */
function kernelsOf(run: () => void): string[] {
  const names: string[] = [], engine = tf.engine(), { runKernel } = engine;
  engine.runKernel = function (name, ...rest) {
    names.push(name);
    return runKernel.call(this, name, ...rest) as never;
  };
  try {
    run();
  } finally {
    engine.runKernel = runKernel;
  }
  return names;
}

Deno.test("a target that is spread over the outputs has tfjs's own loss", () => {
  const model = compiled("meanSquaredError"), [loss] = lossesOf(model);
  const value = tf.tidy(() => [...loss(tf.tensor2d([[1], [2]]), tf.zeros([2, 3])).dataSync()]);
  assertEquals(value, [1, 4]);
  model.dispose();
});

Deno.test("accuracy and what is saved go by the loss that was named", async () => {
  const input = tf.tensor2d(values(32, 5), [8, 4]);
  for (
    const [loss, target] of [
      ["sparseCategoricalCrossentropy", tf.tensor2d([0, 1, 2, 0, 1, 2, 0, 1], [8, 1])],
      ["categoricalCrossentropy", tf.oneHot([0, 1, 2, 0, 1, 2, 0, 1], 3)],
    ] as const
  ) {
    const model = compiled(loss, ["accuracy"]);
    const answers = tf.tidy(() => tf.argMax(model.predict(input) as tf.Tensor, 1).arraySync());
    const right = (answers as number[]).filter((answer, i) => answer === i % 3).length / 8;
    const [, accuracy] = model.evaluate(input, target) as tf.Scalar[];
    assertAlmostEquals(accuracy.dataSync()[0], right, 1e-6);
    let saved: unknown;
    await model.save(
      tf.io.withSaveHandler((artifacts) => {
        saved = artifacts.trainingConfig?.loss;
        return Promise.resolve({
          modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: "JSON" },
        });
      }),
      { includeOptimizer: true },
    );
    assertEquals(saved, loss.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
    tf.dispose([target, accuracy]);
    model.dispose();
  }
  input.dispose();
});

Deno.test("weights of classes weigh the losses of their examples", async () => {
  const x = tf.tensor2d(values(16, 7), [4, 4]), y = tf.oneHot([0, 1, 2, 0], 3);
  const trained = async (classWeight?: Record<number, number>) => {
    const model = compiled("categoricalCrossentropy");
    model.layers[1].setWeights([tf.zeros([4, 3]), tf.zeros([3])]);
    const { history } = await model.fit(x, y, {
      batchSize: 4,
      epochs: 1,
      verbose: 0,
      ...(classWeight && { classWeight }),
    });
    model.dispose();
    return history.loss[0] as number;
  };
  assertAlmostEquals(await trained(), Math.log(3), 1e-6);
  const weighed = await trained({ 0: 1, 1: 2, 2: 3 });
  assertAlmostEquals(weighed, Math.log(3) * 7 / 4, 1e-5);
  assertNotEquals(weighed, Math.log(3));
  tf.dispose([x, y]);
});

Deno.test("a step of fit keeps no tensors", async () => {
  const model = compiled("binaryCrossentropy");
  const x = tf.tensor2d(uniform(16, 7), [4, 4]), y = tf.tensor2d(uniform(12, 8), [4, 3]);
  const fit = () => model.fit(x, y, { batchSize: 2, epochs: 1, verbose: 0 });
  await fit();
  const before = tf.memory().numTensors;
  await fit();
  assert(tf.memory().numTensors <= before, `${tf.memory().numTensors} after ${before}`);
  tf.dispose([x, y]);
  model.dispose();
});
