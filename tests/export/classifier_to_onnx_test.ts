import { assert, assertEquals, assertThrows } from "@std/assert";
import { join } from "@std/path";
import * as tf from "@tensorflow/tfjs";
import { calibrate, classifierToOnnx, toOnnx } from "../../src/export/mod.ts";
import { classify } from "../../src/model/mod.ts";
import { checkModel, decodeModel } from "../../src/onnx/mod.ts";
import { toArrays, toTensors } from "../../src/training/mod.ts";
import { checkOnnx, isInstalled, skipped } from "../onnx/official_checker.ts";
import "../start_backend.ts";
import {
  randomInputs,
  smallClassifiers,
  smallModels,
  withParams,
} from "../training/small_models.ts";
import { assertClose, runGraph, runtimeNames } from "./graphs.ts";

/** A graph as it was written. */
const read = (bytes: Uint8Array) => decodeModel(bytes, "classifier.onnx");

for (const [name, spec] of Object.entries(smallClassifiers)) {
  const { plan, params } = withParams(spec);
  for (const runtime of runtimeNames) {
    Deno.test(`the probabilities are those of the trainer within 1e-5 in ${runtime}: ${name}`, async () => {
      const file = classifierToOnnx(plan, params);
      for (const count of [1, 3]) {
        const input = randomInputs(spec, count), tensors = toTensors(params);
        const made = {
          probabilities: tf.tidy(() =>
            classify(plan, tf.tensor(input.values, [...input.shape]), { params: tensors })
          ),
        };
        const expected = toArrays(made);
        tf.dispose([tensors, made]);
        const found = await runGraph(runtime, file, { input });
        assertEquals(Object.keys(found), ["probabilities"]);
        assertClose(found.probabilities, expected.probabilities);
      }
    });
  }

  Deno.test(`the graph passes the checker, and the same weights give the same bytes: ${name}`, () => {
    const file = classifierToOnnx(plan, params);
    checkModel(read(file));
    assertEquals(classifierToOnnx(plan, structuredClone(params)), file);
  });
}

const { plan, params } = withParams(smallClassifiers["a linear head on a dense code"]);

Deno.test("a graph says what it is, and the names of its classes", () => {
  const classes = ["a", "b", "c", "ü, d"];
  const file = classifierToOnnx(plan, params, {
    classes,
    name: "letters",
    description: "Tells letters apart",
    version: "1.2.3",
    metadata: { seed: "4" },
  });
  const { graph, producerVersion, docString, metadataProps } = read(file);
  assertEquals([graph.name, producerVersion], ["letters", "1.2.3"]);
  assertEquals(docString, "Classifier of letters. Tells letters apart");
  assertEquals(graph.input.map(({ name }) => name), ["input"]);
  assertEquals(Object.fromEntries(metadataProps.map(({ key, value }) => [key, value])), {
    seed: "4",
    classes: JSON.stringify(classes),
    input_shape: "[6]",
    code_shape: "[3]",
    loss: "categorical-cross-entropy",
    parameters: String(6 * 5 + 5 + 5 * 3 + 3 + 3 * 4 + 4),
  });
  const unnamed = read(classifierToOnnx(plan, params)).metadataProps;
  assertEquals(unnamed.find(({ key }) => key === "classes")?.value, '["0","1","2","3"]');
});

Deno.test("raw numbers are brought to those of the model", async () => {
  const units = { factor: 1 / 255 }, input = randomInputs(plan.spec, 2);
  const raw = { ...input, values: input.values.map((value) => 255 * value) };
  const expected = await runGraph("onnxruntime-node", classifierToOnnx(plan, params), { input });
  const found = await runGraph("onnxruntime-node", classifierToOnnx(plan, params, { units }), {
    input: raw,
  });
  assertClose(found.probabilities, expected.probabilities);
});

Deno.test("sparse codes can be of what reaches a threshold, for runtimes that cannot count", () => {
  const sparse = withParams(smallClassifiers["a linear head on sparse codes"]);
  const inputs = randomInputs(sparse.plan.spec, 40);
  const train = {
    shape: [6],
    count: 40,
    values: inputs.values as Float32Array<ArrayBuffer>,
    labels: Int32Array.from({ length: 40 }, (_, i) => i % 3),
  };
  const { path, threshold } = calibrate(sparse.plan, { params: sparse.params, train })!;
  const file = classifierToOnnx(sparse.plan, sparse.params, { thresholds: { [path]: threshold } });
  checkModel(read(file));
  assert(!read(file).graph.node.some(({ opType }) => opType === "TopK"));
});

Deno.test("an autoencoder is no classifier, a classifier no autoencoder, and each class has a name", () => {
  const autoencoder = withParams(smallModels["tied weights"]);
  assertThrows(
    () => classifierToOnnx(autoencoder.plan, autoencoder.params),
    RangeError,
    "Cannot export an autoencoder as a classifier: it gives reconstructions, use toOnnx()",
  );
  assertThrows(
    () => toOnnx(plan, params),
    RangeError,
    "Cannot export a classifier as an autoencoder: it gives the probabilities of 4 classes and no " +
      "reconstruction, use classifierToOnnx()",
  );
  assertThrows(
    () => classifierToOnnx(plan, params, { classes: ["a", "b"] }),
    RangeError,
    "Cannot export a classifier of 4 classes with 2 names: expected one for each",
  );
});

Deno.test({
  name: `the official checker accepts classifiers${skipped}`,
  ignore: !isInstalled,
  async fn() {
    const folder = await Deno.makeTempDir();
    try {
      const paths: string[] = [];
      for (const spec of Object.values(smallClassifiers)) {
        const { plan, params } = withParams(spec);
        paths.push(join(folder, `${paths.length}.onnx`));
        await Deno.writeFile(paths.at(-1)!, classifierToOnnx(plan, params));
      }
      const output = paths.map((path) => `${path}: ok\n`).join("");
      assertEquals(await checkOnnx(folder), { code: 0, output });
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
});
