import { sizeOf } from "../core/shape.ts";
import { elementTypeOf, integersOf, type Tensor } from "../onnx/mod.ts";
import type { DecodedGraph } from "./decode_weights.ts";
import { int32Of } from "./int32_of.ts";
import type { LiteEngine } from "./lite_engine.ts";

/**
 * Copies the initializers into the memory, to the byte where each of them starts, and multiplies weights by
 * their scales.
 *
 * Throws a RangeError for an element type that the engine lacks, and for an integer past 32 bits.
 */
export function storeWeights(
  { graph: { initializer }, scales }: DecodedGraph,
  engine: LiteEngine,
): ReadonlyMap<string, number> {
  const contents = initializer.map(contentOf);
  const weights = new Map(
    initializer.map(({ name }, i) => [name!, engine.allocate(contents[i].length)]),
  );
  engine.grow();
  initializer.forEach(({ name }, i) => {
    const at = weights.get(name!)!, content = contents[i];
    const view = engine.integers(at, content.length);
    if (content instanceof Int32Array) view.set(content);
    // Floats go there as they lie in the file, where they need not be aligned.
    else new Uint8Array(view.buffer, at).set(content.bytes);
  });
  for (const { name, dims } of initializer) {
    const scale = scales.get(name!);
    if (!scale) continue;
    const axis = scale.dims.findIndex((size) => size > 1), channels = sizeOf(scale.dims);
    const inner = sizeOf(dims.slice(axis + 1)),
      at = weights.get(name!)!,
      by = weights.get(scale.name!)!;
    // A line along the last axis takes a scale for each value, one behind another axis a single scale.
    const step = inner === 1 ? 1 : 0, count = step ? channels : inner;
    for (let line = 0; line * count < sizeOf(dims); line++) {
      const to = at + 4 * line * count, from = step ? by : by + 4 * (line % channels);
      // The operation 2 is a product.
      engine.kernels.pairwise(2, to, 1, from, step, count, to);
    }
  }
  return weights;
}

/** The integers of a tensor, or the bytes of its floats. */
function contentOf(tensor: Tensor): Int32Array | { length: number; bytes: Uint8Array } {
  const type = elementTypeOf(tensor.dataType), bytes = tensor.rawData!;
  if (type === "float") return { length: bytes.length / 4, bytes };
  if (type !== "int64") {
    throw new RangeError(`its initializer "${tensor.name}" is ${type}, expected float or int64`);
  }
  const what = `its initializer "${tensor.name}"`;
  return Int32Array.from(integersOf(tensor), (value) => int32Of(value, what));
}
