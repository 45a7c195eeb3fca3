/**
 * The kernels alone, for models of TensorFlow.js: `startKernels` puts them under its WASM backend,
 * and models of tfjs Layers then train there, in Deno, Node.js and pages.
 *
 * @module
 */
export type { KernelBinaries, KernelBuild, Numerics } from "../kernels/mod.ts";
export { startKernels, type StartKernelsOptions } from "./start_kernels.ts";
