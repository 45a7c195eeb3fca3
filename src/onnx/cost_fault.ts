import { type Dimensions, formatDimensions, isSize } from "./dimension.ts";
import type { ValueType } from "./infer_node.ts";
import type { Graph, Node } from "./messages.ts";
import { nodeTitle } from "./node_title.ts";

/** Values that a graph may compute for a batch of one, all together: 1 GiB of 32-bit floats. */
const MOST_VALUES = 2 ** 28;
/** Operations that a graph may need for a batch of one: some seconds of one core. */
const MOST_OPERATIONS = 2 ** 36;
/**
 * The number of multiplications of a product that take as long as one value that is fetched by its
 * place.
 */
const MOVE = 32;

/**
 * The reason why a graph would take too much memory or time for a batch of one, or undefined.
 *
 * Each size that has a name counts as 1. A file of a hundred bytes may expand a number to any shape
 * or multiply such shapes, so every value must have a size that is known before the graph runs, all
 * of them together at most 2²⁸ values, made by at most 2³⁶ operations.
 */
export function costFault(
  graph: Graph,
  values: ReadonlyMap<string, ValueType>,
): string | undefined {
  let held = 0;
  let operations = 0;
  for (const { name } of graph.input) {
    const shape = values.get(name)?.shape;
    const count = countOf(shape);
    if (count === undefined) return `input "${name}" has an axis without a size or a name`;
    held += count;
    if (!(held <= MOST_VALUES)) return excess(`input "${name}"`, shape);
  }
  for (const [i, node] of graph.node.entries()) {
    const what = nodeTitle(node, i);
    for (const name of node.output) {
      if (name === "") continue;
      const shape = values.get(name)?.shape;
      const count = countOf(shape);
      if (count === undefined) return `${what}: the size of its output is known only when it runs`;
      held += count;
      if (!(held <= MOST_VALUES)) return excess(what, shape);
    }
    operations += operationsOf(node, values);
    if (!(operations <= MOST_OPERATIONS)) {
      return `${what}: one batch of one takes more than ${MOST_OPERATIONS} operations by then`;
    }
  }
  return undefined;
}

function excess(what: string, shape: Dimensions = []): string {
  return `${what}: with its ${formatDimensions(shape)} a batch of one takes more than ` +
    `${MOST_VALUES} values`;
}

/**
 * The number of values of a shape where each name stands for 1, as does 0: who goes through the lines of
 * an array goes through empty ones too. Undefined where it is unknown.
 */
function countOf(shape: Dimensions | undefined): number | undefined {
  if (shape === undefined) return undefined;
  let count = 1;
  for (const size of shape) {
    if (size === null) return undefined;
    // "784*batch" is 784 for a batch of one.
    const factors = typeof size === "number" ? [size] : size.split("*").map(Number);
    for (const factor of factors) if (factor > 0) count *= factor;
  }
  return isSize(count) ? count : Infinity;
}

/** About how many multiplications a node takes, or what takes as long as they do. */
function operationsOf(node: Node, values: ReadonlyMap<string, ValueType>): number {
  const shapeOf = (name: string | undefined) => values.get(name ?? "")?.shape;
  const count = (name: string | undefined) => countOf(shapeOf(name)) ?? 0;
  const moved = [...node.input, ...node.output].reduce((sum, name) => sum + count(name), 0);
  return MOVE * (moved + paddedOf(node, shapeOf)) + count(node.output[0]) * termsOf(node, shapeOf);
}

/**
 * The number of terms that each value of the output sums or compares, for what does not take one of
 * each.
 */
function termsOf(
  { opType, attribute, input: [x, w] }: Node,
  shapeOf: (name: string | undefined) => Dimensions | undefined,
): number {
  switch (opType) {
    case "Gemm": {
      const transposed = attribute.some(({ name, i }) => name === "transA" && i);
      return countOf(shapeOf(x)?.slice(transposed ? 0 : 1).slice(0, 1)) ?? 0;
    }
    case "MatMul":
      return countOf(shapeOf(x)?.slice(-1)) ?? 0;
    case "Conv":
      return countOf(shapeOf(w)?.slice(1)) ?? 0;
    case "ConvTranspose":
      return countOf([shapeOf(w)?.[0] ?? null, ...shapeOf(w)?.slice(2) ?? []]) ?? 0;
    case "MaxPool":
    case "AveragePool":
      return countOf(attribute.find(({ name }) => name === "kernel_shape")?.ints) ?? 0;
    case "TopK": {
      const axis = attribute.find(({ name }) => name === "axis")?.i ?? -1;
      return countOf(shapeOf(x)?.slice(axis).slice(0, 1)) ?? 0;
    }
    default:
      return 0;
  }
}

/** The values of an image between its zeros, of a convolution: dilations may draw it apart. */
function paddedOf(
  { opType, attribute, input: [x, w], output: [y] }: Node,
  shapeOf: (name: string | undefined) => Dimensions | undefined,
): number {
  if (opType !== "Conv" && opType !== "ConvTranspose") return 0;
  const [batch, channels, ...sizes] = shapeOf(x) ?? [], kernel = shapeOf(w)?.slice(2) ?? [];
  const outputs = shapeOf(y)?.slice(2) ?? [];
  const dilations = attribute.find(({ name }) => name === "dilations")?.ints;
  return sizes.reduce<number>((product, size, i) => {
    const reach = (Number(kernel[i]) - 1) * (dilations?.[i] ?? 1);
    return product * (Math.max(Number(size), Number(outputs[i])) + reach);
  }, countOf([batch, channels]) ?? 0) || 0;
}
