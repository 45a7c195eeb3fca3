/**
 * Isthmus: autoencoders for Deno, trained on WebAssembly, run everywhere on ONNX.
 *
 * @module
 */
export type { NdArray } from "./core/nd_array.ts";
export { createRng, type Rng } from "./core/rng.ts";
export type { Shape } from "./core/shape.ts";
export { type DataSet, type Examples, splitExamples, strokes } from "./data/mod.ts";
