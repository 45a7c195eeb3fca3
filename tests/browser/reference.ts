/** The values that the models of the site give in onnxruntime-node, apart from any page. */
import assert from "node:assert/strict";
import * as ort from "onnxruntime-node";
import { type CodeSpace, decodeCodeSpace } from "../../src/generation/mod.ts";
import { loadAutoencoder, loadDecoder } from "../../src/inference/mod.ts";

const folder = (address: string) => async (path: string) => {
  const response = await fetch(`${address}/${path}`);
  if (!response.ok) throw new Error(`Cannot read ${path}: ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
};

/** The image of a code, of this class. */
export async function decoded(
  address: string,
  { code, label }: { readonly code: readonly number[]; readonly label?: number },
): Promise<Float32Array> {
  await using decoder = await loadDecoder(ort, folder(address));
  const codes = { shape: [1, ...decoder.codeShape], values: Float32Array.from(code) };
  return (await decoder.decode(codes, label === undefined ? {} : { labels: [label] })).values;
}

/** The code of an input and its reconstruction. */
export async function reconstructed(
  address: string,
  { input, label }: { readonly input: Float32Array<ArrayBuffer>; readonly label?: number },
): Promise<{ code: Float32Array; image: Float32Array }> {
  await using model = await loadAutoencoder(ort, folder(address));
  const batch = { shape: [1, ...model.inputShape], values: input };
  const options = label === undefined ? {} : { labels: [label] };
  return {
    code: (await model.encode(batch, options)).values,
    image: (await model.reconstruct(batch, options)).values,
  };
}

/** Everything that is known of a model's codes. */
export async function codeSpaceAt(address: string): Promise<CodeSpace> {
  const name = "code_space.safetensors";
  return decodeCodeSpace(await folder(address)(name), name);
}

/** Asserts that no two values are further apart than this, 1e-5 unless given. */
export function assertClose(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  tolerance = 1e-5,
): void {
  assert.equal(actual.length, expected.length);
  const apart = Array.from(actual, (value, i) => Math.abs(value - expected[i]));
  const most = Math.max(...apart);
  assert.ok(most <= tolerance, `values are ${most} apart, more than ${tolerance}`);
}
