/** Graphs that take and give the numbers of the data, beside those of the model and plain arithmetic. */
import { assert, assertAlmostEquals } from "@std/assert";
import { applyScaling, invertScaling, type Scaling } from "../../src/core/preprocessor/scaling.ts";
import { type RawUnits, toOnnx } from "../../src/export/mod.ts";
import { checkModel, decodeModel } from "../../src/onnx/mod.ts";
import "../start_backend.ts";
import { smallModels, withParams } from "../training/small_models.ts";
import { runGraph, runtimeNames } from "./graphs.ts";

const spec = smallModels["a centred input"];
const [width] = spec.inputShape, COUNT = 3;
const columns = (value: (column: number) => number) =>
  Array.from({ length: width }, (_, i) => value(i));

const scalings: readonly Scaling[] = [
  { scale: "standard", offset: columns((i) => 100 * i - 50), factor: columns((i) => 1 + 20 * i) },
  { scale: "unit", offset: columns((i) => -i), factor: columns((i) => 1 + i) },
  { scale: "log1p", offset: columns(() => 0), factor: columns(() => 1) },
];
const units: readonly RawUnits[] = [
  ...scalings.map((scaling) => ({ factor: 1, scaling })),
  { factor: 1, fill: columns((i) => 3 * i), scaling: scalings[0] },
  { factor: 1 / 255 },
  { factor: 1 / 255, threshold: 0.5 },
  { factor: 1 / 255, scaling: scalings[0] },
];

/** Raw numbers: bytes, or numbers that lie about the offsets. */
function rawNumbers({ factor, scaling }: RawUnits): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length: COUNT * width }, (_, i) => {
    if (factor !== 1) return (37 * i) % 256;
    const column = i % width;
    return Math.abs(scaling!.offset[column]) + scaling!.factor[column] * Math.sin(i) ** 2;
  });
}

for (const each of units) {
  const title = JSON.stringify({ ...each, scaling: each.scaling?.scale });
  Deno.test(`graphs in the units of the data do as the model does in its own: ${title}`, async () => {
    const { factor, threshold, scaling, fill } = each;
    const { plan, params } = withParams(spec);
    const own = toOnnx(plan, params), raw = toOnnx(plan, params, { units: each });
    for (const bytes of Object.values(raw)) checkModel(decodeModel(bytes, "raw.onnx"));
    const numbers = rawNumbers(each), isGap = (i: number) => fill !== undefined && i % 4 === 1;
    const factored = numbers.map((value, i) => isGap(i) ? fill![i % width] : value * factor);
    numbers.forEach((_, i) => {
      if (isGap(i)) numbers[i] = NaN;
    });
    const binary = threshold === undefined
      ? factored
      : factored.map((value) => value >= threshold ? 1 : 0);
    const shape = [COUNT, width];
    const input = { shape, values: scaling ? applyScaling(binary, scaling) : binary };
    // The lite engine of pages, which scale by themselves, has no logarithm and no division.
    for (const runtime of runtimeNames.filter((name) => name !== "the lite engine")) {
      const expected = await runGraph(runtime, own.model, { input });
      const found = await runGraph(runtime, raw.model, { input: { shape, values: numbers } });
      const { code, reconstruction } = expected;
      found.code.values.forEach((value, i) => assertAlmostEquals(value, code.values[i], 2e-4));
      const back = scaling ? invertScaling(reconstruction.values, scaling) : reconstruction.values;
      found.reconstruction.values.forEach((value, i) => {
        const wanted = back[i] / factor;
        assert(
          Math.abs(value - wanted) <= 2e-4 * Math.max(1, Math.abs(wanted)),
          `${value} ${wanted}`,
        );
      });
      const halves = await runGraph(runtime, raw.decoder, {
        code: (await runGraph(runtime, raw.encoder, { input: { shape, values: numbers } })).code,
      });
      halves.reconstruction.values.forEach((value, i) =>
        assertAlmostEquals(value, found.reconstruction.values[i], 1e-3)
      );
    }
  });
}
