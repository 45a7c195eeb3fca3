import type { GraphBuilder, ValueName } from "../../onnx/mod.ts";

/** The way to keep the largest entries of each row in a graph. */
export interface EmitTopKOptions {
  /** The prefix of the nodes' names. */
  readonly path: string;
  /** The number of entries kept; or all from a threshold up, a value of shape [] or [1]. */
  readonly keep: { readonly k: number } | { readonly threshold: ValueName };
  /** The last axis of the input, along which they are the largest: 1 of rows unless given. */
  readonly axis?: number;
  /** True where what is below 0 becomes 0. */
  readonly rectified: boolean;
}

/**
 * Keeps the largest of the pre-activations [B, N] or [B, H, W, N] and puts 0 in the place of the others.
 *
 * Exactly k by `TopK` and a scatter, equal ones by rising index; or, for providers without `TopK`,
 * whatever reaches a threshold.
 */
export function emitTopK(
  graph: GraphBuilder,
  x: ValueName,
  { path, keep, axis = 1, rectified }: EmitTopKOptions,
): ValueName {
  if ("threshold" in keep) {
    const reached = graph.node("GreaterOrEqual", [x, keep.threshold], { name: `${path}.reached` });
    const kept = graph.node("Where", [reached, x, graph.scalar(0)], { name: `${path}.kept` });
    return rectified ? graph.node("Relu", [kept], { name: `${path}.rectified` }) : kept;
  }
  const values = `${path}.values`, indices = `${path}.indices`;
  graph.node("TopK", [x, graph.integers([keep.k])], {
    name: `${path}.top_k`,
    outputs: [values, indices],
  });
  const largest = rectified ? graph.node("Relu", [values], { name: `${path}.rectified` }) : values;
  const zeros = graph.node("Sub", [x, x], { name: `${path}.zeros` });
  return graph.node("ScatterElements", [zeros, indices, largest], {
    name: path,
    attributes: { axis },
  });
}
