/** Multiplies matrices on one thread for so many milliseconds, and prints how often: `product_process.ts 3000`. */
import * as tf from "@tensorflow/tfjs";
import { readKernels } from "../../../src/io/read_kernels.ts";
import { startBackend } from "../../../src/kernels/mod.ts";

await startBackend({ binaries: await readKernels(), threads: 1 });
const a = tf.randomNormal([1024, 1024]), b = tf.randomNormal([1024, 1024]);
const multiply = () => tf.matMul(a, b).dispose();
for (let i = 0; i < 5; i++) multiply();
// All begin at once: the time that was told.
const [begin, milliseconds] = Deno.args.map(Number);
while (Date.now() < begin) multiply();
let count = 0;
for (const until = Date.now() + milliseconds; Date.now() < until; count++) multiply();
console.log(count);
