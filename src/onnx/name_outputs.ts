import type { Node } from "./messages.ts";

/** A value that leaves a graph under a name of its own. */
export interface NamedOutput {
  readonly value: string;
  readonly name: string;
}

/**
 * The nodes, with each value that leaves the graph renamed wherever it is written or read.
 *
 * An Identity node is added for what cannot be renamed: an input, an initializer, or a value that
 * leaves under a second name.
 */
export function nameOutputs(
  nodes: readonly Node[],
  outputs: readonly NamedOutput[],
): readonly Node[] {
  const produced = new Set(nodes.flatMap(({ output }) => output));
  const renamed = new Map<string, string>();
  const copies: NamedOutput[] = [];
  for (const output of outputs) {
    if (produced.has(output.value) && !renamed.has(output.value)) {
      renamed.set(output.value, output.name);
    } else {
      copies.push(output);
    }
  }
  const rename = (value: string) => renamed.get(value) ?? value;
  return [
    ...nodes.map((node) => ({
      ...node,
      input: node.input.map(rename),
      output: node.output.map(rename),
    })),
    ...copies.map(({ value, name }) => ({
      input: [rename(value)],
      output: [name],
      name,
      opType: "Identity",
      attribute: [],
    })),
  ];
}
