import { join } from "node:path";
import { readFileSync } from "node:fs";
import process from "node:process";
import * as tf from "@tensorflow/tfjs";
import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import { setTestEnvs } from "./jasmine_util.ts";
import { startBackend } from "../../src/kernels/mod.ts";

/** The globals of jasmine that are used here. */
const globals = globalThis as unknown as {
  describe(name: string, specs: () => void): void;
  beforeAll(before: () => Promise<void>): void;
};

/** The arguments of the program. */
export const [side, root, only = ""] = process.argv.slice(2);

// The folder that holds the binary of the backend.
setWasmPaths(`${join(root, "node_modules/@tensorflow/tfjs-backend-wasm/dist")}/`);
setTestEnvs([{ name: "wasm", backendName: "wasm", isDataSync: true }]);

if (side === "ours") {
  const read = (name: string) => readFileSync(join(root, "build/kernels", name));
  const binaries = { relaxed: read("relaxed.wasm"), simd: read("simd.wasm") };
  const { describe, beforeAll } = globals;
  // Every suite of tfjs resets its engine first and starts another backend.
  globals.describe = (name, specs) =>
    describe(name, () => {
      specs();
      beforeAll(async () => {
        if (tf.getBackend() === "wasm") await startBackend({ binaries });
      });
    });
}
