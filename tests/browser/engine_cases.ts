import { join } from "@std/path";
import type { NdArray } from "../../src/core/nd_array.ts";
import { createRng } from "../../src/core/rng.ts";
import { sizeOf } from "../../src/core/shape.ts";
import { toOnnx } from "../../src/export/mod.ts";
import { recipeNames } from "../../src/io/read_recipe.ts";
import type { SiteFile } from "../../src/site/site.ts";
import { initParams, type Plan, planAutoencoder } from "../../src/model/mod.ts";
import { decodeModel, encodeModel } from "../../src/onnx/mod.ts";
import { type Precision, PRECISIONS, toPrecision } from "../../src/precision/mod.ts";
import { recipeModel, recipeShape } from "../recipes/recipe_examples.ts";
import { describeAutoencoder } from "../../src/variants/mod.ts";
import { type Arrays, runTrainer } from "../export/graphs.ts";
import "../start_backend.ts";
import { randomInputs, smallModels, withParams } from "../training/small_models.ts";

/** A graph's inputs, and what the trainer says that it gives. */
export interface GraphCase {
  readonly feeds: PlainArrays;
  readonly expected: PlainArrays;
}

/** Arrays by the names of values, as JSON holds them. */
export type PlainArrays = Readonly<
  Record<string, { readonly shape: readonly number[]; readonly values: readonly number[] }>
>;

/** The parts of a model that a page compares: both of its halves. */
export interface EngineCase {
  readonly encoder: GraphCase;
  readonly decoder: GraphCase;
}

interface Example {
  readonly plan: Plan;
  readonly params: Arrays;
  readonly x: NdArray;
  /** The precision of the weights in the files, of a model of dense layers: `params` are what they round to. */
  readonly precision?: Precision;
}

/** Makes a model and an input to it, by the model's name. */
const examples: Readonly<Record<string, () => Example>> = {
  ...Object.fromEntries(
    Object.entries(smallModels).map(([name, spec]) => [
      name,
      () => ({ ...withParams(spec), x: randomInputs(spec, 3) }),
    ]),
  ),
  ...Object.fromEntries(recipeNames().map((name) => [`the recipe ${name}`, () => recipe(name)])),
  ...Object.fromEntries(
    PRECISIONS.map((precision) => [`strokes-deep at ${precision}`, () => rounded(precision)]),
  ),
};

/** A recipe of dense layers alone with the weights that a precision rounds its own to. */
function rounded(precision: Precision): Example {
  const { params, ...example } = recipe("strokes-deep");
  const near = Object.entries(params).map(([name, { shape, values }]) => [name, {
    shape,
    values: shape.length < 2
      ? values
      : precision === "fp16"
      ? Float32Array.from(Float16Array.from(values))
      : byColumns(values, shape[1]),
  }]);
  return { ...example, params: Object.fromEntries(near), precision };
}

/** Weights [D, C] rounded to 255 numbers for each column, the largest of it among them. */
function byColumns(values: Float32Array, columns: number): Float32Array<ArrayBuffer> {
  const largest = new Float32Array(columns);
  values.forEach((value, i) => {
    largest[i % columns] = Math.max(largest[i % columns], Math.abs(value));
  });
  return Float32Array.from(values, (value, i) => {
    const scale = Math.fround(largest[i % columns] / 127);
    return scale > 0 ? Math.round(value / scale) * scale : 0;
  });
}

/** A recipe's model as it starts, and one input. */
function recipe(name: string): Example {
  const shape = recipeShape(name);
  const plan = planAutoencoder(describeAutoencoder(recipeModel(name), shape));
  const measure = () => ({ shape, values: new Float32Array(sizeOf(shape)) });
  const params = initParams(plan, { rng: createRng(1), measure });
  const rng = createRng(3);
  const values = new Float32Array(sizeOf(shape)).map(() => rng.uniform());
  return { plan, params, x: { shape: [1, ...shape], values } };
}

/**
 * The files that a page asks for to compare engines: the models' names at `cases/names.json`, and
 * of each by its place an {@link EngineCase} at `cases/0/case.json` and its halves at
 * `cases/0/encoder.onnx` and `decoder.onnx`. A model is made when it is asked for, and lies in
 * `directory` until the next one is.
 */
export function engineCases(directory: string): (path: string) => SiteFile | undefined {
  const names = Object.keys(examples);
  let last: { at: string; files: Readonly<Record<string, SiteFile>> } | undefined;
  return (path) => {
    if (path === "cases/names.json") return { text: JSON.stringify(names) };
    const [, at, file] = /^cases\/(\d+)\/([a-z.]+)$/.exec(path) ?? [];
    if (at === undefined) return undefined;
    if (last?.at !== at) last = { at, files: filesOf(names[Number(at)], directory) };
    return last.files[file];
  };
}

function filesOf(name: string, directory: string): Readonly<Record<string, SiteFile>> {
  const { plan, params, x, precision } = examples[name]();
  const { encoder, decoder } = toOnnx(plan, params, { name });
  const { inputs, encoding, codes, reconstruction } = runTrainer(plan, params, x);
  const what: EngineCase = {
    encoder: { feeds: plain(inputs), expected: plain(encoding) },
    decoder: { feeds: plain(codes), expected: plain({ reconstruction }) },
  };
  const files: Record<string, SiteFile> = { "case.json": { text: JSON.stringify(what) } };
  for (const [half, bytes] of Object.entries({ encoder, decoder })) {
    const file = join(directory, `${half}.onnx`);
    // What is on the grid of a precision stays there.
    const smaller = precision && toPrecision(decodeModel(bytes, half), { precision });
    Deno.writeFileSync(file, smaller ? encodeModel(smaller) : bytes);
    files[`${half}.onnx`] = { file };
  }
  return files;
}

function plain(arrays: Arrays): PlainArrays {
  return Object.fromEntries(
    Object.entries(arrays).map(([name, { shape, values }]) => [name, {
      shape,
      values: Array.from(values),
    }]),
  );
}
