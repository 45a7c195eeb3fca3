import * as tf from "@tensorflow/tfjs";
import { assertEquals, assertThrows } from "@std/assert";
import { z } from "zod";
import { createRng } from "../../src/core/rng.ts";
import { checkParity } from "../../src/evaluation/parity/check_parity.ts";
import { toOnnx } from "../../src/export/mod.ts";
import { defineLayer } from "../../src/layers/mod.ts";
import { initParams, planAutoencoder } from "../../src/model/mod.ts";
import { checkPlugin, partsOf } from "../../src/plugins/check_plugin.ts";
import { definePlugin } from "../../src/plugins/plugin.ts";
import { usePlugin } from "../../src/plugins/use_plugin.ts";
import { withPluginParts } from "../../src/plugins/with_plugin_parts.ts";
import { checkPlugins, recordPlugins } from "../../src/schemas/plugin_records.ts";
import {
  fit,
  type Snapshot,
  snapshotFromSafetensors,
  snapshotToSafetensors,
} from "../../src/training/mod.ts";
import { describeAutoencoder } from "../../src/variants/mod.ts";
import "../start_backend.ts";

/** [C] as pairs [C / 2, 2]; its mirror is the other one. */
const pairs = defineLayer({
  schema: z.strictObject({ type: z.literal("test_pairs") }),
  outputShape: (_spec, [count]) => [count / 2, 2],
  apply: (_spec, x) => tf.reshape(x as tf.Tensor, [x.shape[0], -1, 2]),
  emit: (_spec, x, { graph, path }) =>
    graph.node("Reshape", [x, graph.integers([0, -1, 2])], { name: path }),
  mirror: () => ({ type: "test_unpairs" }),
});
const unpairs = defineLayer({
  schema: z.strictObject({ type: z.literal("test_unpairs") }),
  outputShape: (_spec, [count]) => [2 * count],
  params: (_spec, [count]) => ({
    shift: { shape: [2 * count], initializer: { constant: 0.25 }, trainable: true },
  }),
  apply: (_spec, x, { params }) => tf.add(tf.reshape(x, [x.shape[0], -1]), params.shift),
  emit(_spec, x, { graph, path, param }) {
    const flat = graph.node("Reshape", [x, graph.integers([0, -1])], { name: path });
    return graph.node("Add", [flat, param("shift")], { name: `${path}.add` });
  },
  mirror: () => ({ type: "test_pairs" }),
});
const plugin = definePlugin({ name: "test-pairs", version: "2.0.0", layers: [pairs, unpairs] });
usePlugin(plugin);

const spec = describeAutoencoder(
  withPluginParts({
    encoder: [{ type: "test_pairs" }, { type: "test_unpairs" }, { type: "dense", units: 2 }],
    loss: "mean-squared-error",
  }),
  [6],
);
const plan = planAutoencoder(spec);

Deno.test("layers of a plug-in stand in the mirrored decoder", () => {
  assertEquals(spec.decoder.map(({ type }) => String(type)), [
    "dense",
    "test_pairs",
    "test_unpairs",
  ]);
  assertEquals(plan.params["decoder.2.shift"].shape, [6]);
});

Deno.test("layers of a plug-in train, go on from a checkpoint, and are exported", async () => {
  const values = Float32Array.from({ length: 60 }, (_, i) => Math.sin(i));
  const train = { shape: [6], count: 10, values };
  const common = { plan, train, rng: createRng(1), options: { epochs: 4, batchSize: 5 } };
  const ends: Readonly<Record<string, { values: Float32Array }>>[] = [];
  let kept: Snapshot | undefined;
  for await (const event of fit(common)) {
    if (event.type === "step" && event.epoch === 2) kept ??= event.snapshot();
    if (event.type === "end") ends.push(event.params);
  }
  const from = snapshotFromSafetensors(snapshotToSafetensors(kept!, {}));
  for await (const event of fit({ ...common, from })) {
    if (event.type === "end") ends.push(event.params);
  }
  assertEquals(ends[1], ends[0]);
  assertEquals(ends[0]["encoder.1.shift"].values.includes(0.25), false);
  const params = initParams(plan, { rng: createRng(2) });
  const { encoder, decoder } = toOnnx(plan, params);
  await checkParity({ plan, params }, { encoder, decoder });
});

Deno.test("a name that is taken is refused, and nothing of the plug-in is taken up", () => {
  const other = definePlugin({ ...plugin, name: "test-other" });
  assertThrows(() => usePlugin(other), RangeError, 'there is a layer "test_pairs" already');
  assertThrows(() => usePlugin(plugin), RangeError, "one of this name is in use");
  assertEquals(recordPlugins({}).map(({ name }) => name), ["test-pairs"]);
});

Deno.test("a plug-in is needed where a description names its parts, in its version", () => {
  const record = { name: "test-pairs", version: "2.0.0" };
  assertEquals(recordPlugins(spec), [{ ...record, needed: true }]);
  assertEquals(recordPlugins({ encoder: [{ type: "dense" }] }), [{ ...record, needed: false }]);
  checkPlugins(recordPlugins(spec), "the run");
  checkPlugins([{ name: "test-none", version: "1.0.0", needed: false }], "the run");
  const older = [{ ...record, version: "1.9.0", needed: true }];
  assertThrows(
    () => checkPlugins(older, "the run"),
    Error,
    "made with version 1.9.0 of the plug-in",
  );
});

Deno.test("the parts of a plug-in are told with their kinds", () => {
  checkPlugin(plugin, "the plug-in");
  assertEquals(partsOf(plugin).map(({ kind, name }) => `${kind} ${name}`), [
    "layers test_pairs",
    "layers test_unpairs",
  ]);
});
