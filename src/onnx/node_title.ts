import type { Node } from "./messages.ts";

/**
 * The name of a node in messages: its name or, where it has none, its place in the graph, and its
 * operator.
 */
export function nodeTitle({ name, opType }: Pick<Node, "name" | "opType">, place: number): string {
  return `node ${name ? `"${name}"` : place} (${opType})`;
}
