import { createLiteRuntime } from "../../src/lite/mod.ts";

/** The compiled kernels of the lite engine. */
export const kernels = await WebAssembly.compile(
  await Deno.readFile(new URL("../../build/kernels/lite.wasm", import.meta.url)),
);

/** The lite engine in the place of an ONNX Runtime. */
export const lite = createLiteRuntime({ kernels });
