/**
 * Trains an autoencoder on digits that the toolkit draws itself, and leaves it as ONNX.
 *
 *     deno task kernels
 *     deno run --allow-read --allow-env --allow-sys --allow-write=. examples/train_and_export.ts
 */
import { createRng, describeAutoencoder, fit, planAutoencoder, strokes } from "isthmus";
import { readKernels, startBackend, toOnnx } from "isthmus";

await startBackend({ binaries: await readKernels() });
const train = strokes(2000, createRng(1)), validation = strokes(500, createRng(2));
const plan = planAutoencoder(
  describeAutoencoder({ variant: "deep", codeSize: 16, nodes: [256, 64] }, train.shape),
);
const options = { epochs: 5, optimizer: { type: "adam", learningRate: 0.003 } } as const;
for await (const event of fit({ plan, train, validation, options, rng: createRng(3) })) {
  if (event.type === "epoch") {
    const { epoch, validationError = NaN } = event.metrics;
    console.log(`epoch ${epoch}: squared error ${validationError.toFixed(1)} per digit`);
  } else if (event.type === "end") {
    const { encoder, decoder } = toOnnx(plan, event.params);
    await Deno.writeFile("encoder.onnx", encoder);
    await Deno.writeFile("decoder.onnx", decoder);
    console.log("Wrote encoder.onnx and decoder.onnx");
  }
}
