import * as tf from "@tensorflow/tfjs";
import { assertEquals, assertRejects, assertStrictEquals, assertThrows } from "@std/assert";
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm";
import { readKernels } from "../../src/io/read_kernels.ts";
import { attachKernels, routines } from "../../src/kernels/heap/heap.ts";
import { sigmoidCrossEntropy, startBackend } from "../../src/kernels/mod.ts";
import { gemm } from "../kernels/plain/products/gemm.ts";
import { spread } from "../kernels/tfjs/check_gradients.ts";
import { gradientExamples } from "../kernels/tfjs/gradient_examples.ts";
import { values } from "../kernels/load_routines.ts";

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

Deno.test("after a reset of tfjs the kernels say so, and started again they give what they gave", async () => {
  const options = { binaries: await readKernels(), numerics: "portable" } as const;
  const build = await startBackend(options), before = resultsOfAll();
  tf.engine().reset();
  const again = "Cannot run a kernel: the backend was reset, await startBackend() again";
  assertThrows(() => routines(), Error, again);
  // A backend that tfjs itself starts is not the one that the kernels were put on.
  await tf.setBackend("wasm");
  assertThrows(() => tf.matMul(tf.ones([2, 3]), tf.ones([3, 2])), Error, again);

  const both = [startBackend(options), startBackend(options)];
  assertStrictEquals(both[0], both[1]);
  assertEquals(await both[0], build);
  assertEquals(resultsOfAll(), before);

  tf.engine().reset();
  const fast = await startBackend({ binaries: options.binaries });
  assertEquals(fast.numerics, "fast");
});

/** The outputs and gradients of all kernels that have one, and of those of tfjs that ours leave it to. */
function resultsOfAll(): readonly (readonly number[])[] {
  const left: readonly (() => tf.Tensor)[] = [
    () => tf.conv2d(spread([1, 5, 5, 2]), spread([2, 2, 2, 3]), 1, "same", "NHWC", 2),
    () => tf.dilation2d(ints<tf.Rank.R4>([1, 3, 3, 1]), ints<tf.Rank.R3>([2, 2, 1]), 1, "same"),
    () => tf.leakyRelu(ints([3])),
    () => tf.maxPool(spread([1, 3, 3, 1]), 2, 1, 3, "floor"),
    () => tf.transpose(tf.reshape(spread([6]), [1, 2, 3]), [2, 0, 1]),
  ];
  const ofExamples = Object.values(gradientExamples).flatMap(({ shapes, range, run }) =>
    tf.tidy(() => {
      const inputs = shapes.map((shape) => spread(shape, range)), y = run(...inputs);
      const grads = tf.grads(run as (...inputs: tf.Tensor[]) => tf.Tensor);
      return [y, ...grads(inputs, tf.ones(y.shape))].map((result) => Array.from(result.dataSync()));
    })
  );
  return [...ofExamples, ...left.map((run) => tf.tidy(() => Array.from(run().dataSync())))];
}

const ints = <R extends tf.Rank>(shape: number[]) => tf.ones<R>(shape as tf.ShapeMap[R], "int32");

Deno.test("attaching the kernels to a tfjs that hides its memory is refused by name", async () => {
  const { simd } = await readKernels();
  const backend = { wasm: {} } as unknown as BackendWasm;
  await assertRejects(
    () => attachKernels(backend, simd, { count: 1 }),
    TypeError,
    "does not show its memory as wasm.asm.memory",
  );
});
