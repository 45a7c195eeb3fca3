import { elementTypeOf, floatsOf, type Graph, integersOf, type Tensor } from "../onnx/mod.ts";
import { int32Of } from "./int32_of.ts";
import type { LiteEngine } from "./lite_engine.ts";

/**
 * Copies the initializers into the memory, to the byte where each of them starts.
 *
 * Throws a RangeError for an element type that the engine lacks, and for an integer past 32 bits.
 */
export function storeWeights(
  { initializer }: Graph,
  engine: LiteEngine,
): ReadonlyMap<string, number> {
  const contents = initializer.map((tensor) => contentOf(tensor));
  const weights = new Map(
    initializer.map(({ name }, i) => [name ?? "", engine.allocate(contents[i].length)]),
  );
  engine.grow();
  initializer.forEach(({ name }, i) => {
    const at = weights.get(name ?? "")!, content = contents[i];
    if (content instanceof Float32Array) engine.floats(at, content.length).set(content);
    else engine.integers(at, content.length).set(content);
  });
  return weights;
}

function contentOf(tensor: Tensor): Float32Array | Int32Array {
  const type = elementTypeOf(tensor.dataType);
  if (type === "float") return floatsOf(tensor);
  if (type !== "int64") {
    throw new RangeError(`its initializer "${tensor.name}" is ${type}, expected float or int64`);
  }
  const what = `its initializer "${tensor.name}"`;
  return Int32Array.from(integersOf(tensor), (value) => int32Of(value, what));
}
