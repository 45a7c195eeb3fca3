import * as tf from "@tensorflow/tfjs";
import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm";
import { readKernels } from "../../src/io/read_kernels.ts";
import { attachKernels, routines } from "../../src/kernels/heap/heap.ts";
import { sigmoidCrossEntropy, startBackend } from "../../src/kernels/mod.ts";
import { gemm } from "./plain/gemm.ts";
import { values } from "./load_routines.ts";

Deno.test("startBackend gives a portable build once, whose products are those of plain arithmetic", async () => {
  assertThrows(() => routines(), Error, "await startBackend() first");

  const binaries = await readKernels();
  const build = await startBackend({ binaries, numerics: "portable" });
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", binaries.simd));
  assertEquals(build, { numerics: "portable", build: "simd", sha256: digest.toHex() });
  assertEquals(tf.getBackend(), "wasm");

  assertEquals(await startBackend({ binaries, numerics: "portable" }), build);
  await assertRejects(
    () => startBackend({ binaries }),
    Error,
    'Cannot start the backend with "fast" numerics: it runs with "portable" in this process',
  );

  const a = values(40 * 300, 1), b = values(300 * 30, 2);
  const product = tf.tidy(() => tf.matMul(tf.tensor(a, [40, 300]), tf.tensor(b, [300, 30])));
  assertEquals(product.dataSync(), gemm({ a, b }, { rows: 40, columns: 30, depth: 300 }));
  const loss = tf.tidy(() => sigmoidCrossEntropy(product, tf.zerosLike(product)).dataSync());
  product.dispose();
  const bits = new Uint32Array(Float32Array.from(loss).buffer)[0];
  // Written by this kernel: its operations round alike on every machine, so the bits are the same.
  assertEquals(bits, 1075613102);
});

Deno.test("attaching the kernels to a tfjs that hides its memory is refused by name", async () => {
  const { simd } = await readKernels();
  const backend = { wasm: {} } as unknown as BackendWasm;
  await assertRejects(
    () => attachKernels(backend, simd),
    TypeError,
    "does not show its memory as wasm.asm.memory",
  );
});
