import { createArena } from "./create_arena.ts";
import type { LiteOperator } from "./lite_call.ts";

/** A node as far as it matters where its values lie. */
export interface PlacedNode {
  readonly input: readonly string[];
  readonly output: readonly string[];
  readonly operator: LiteOperator;
  /** The 4-byte elements that it needs while it runs. */
  readonly scratch: number;
}

/** The places of the values of a run, in bytes. */
export interface Placement {
  /** By name. */
  readonly places: ReadonlyMap<string, number>;
  /** The places of what each node needs while it runs. */
  readonly scratches: readonly number[];
  /** The bytes from `start` on that are taken. */
  readonly size: number;
}

/**
 * Places values from `start` on so that each keeps its place until the last node that reads it; then
 * others get it. Inputs lie side by side, as they are there before anything runs, outputs keep their
 * places to the end, and `weights`, which are placed already, keep them forever.
 */
export function placeValues(
  nodes: readonly PlacedNode[],
  { inputs, outputs, weights, start, elementsOf }: {
    inputs: readonly string[];
    outputs: readonly string[];
    weights: ReadonlyMap<string, number>;
    start: number;
    elementsOf: (name: string) => number;
  },
): Placement {
  const arena = createArena(), places = new Map(weights);
  /** The reads of what lies at a place that are still to come; weights have none. */
  const reads = new Map<number, number>();
  const uses = new Map<string, number>();
  for (const { input } of nodes) for (const name of input) uses.set(name, usesOf(name) + 1);
  for (const name of outputs) uses.set(name, Infinity);
  for (const name of inputs) placeNew(name);
  for (const name of inputs) release(places.get(name)!, 0);
  const scratches = nodes.map(({ input, output, operator, scratch }) => {
    const [first] = input, [result] = output, at = places.get(first);
    const isLast = at !== undefined &&
      reads.get(at) === input.filter((name) => name === first).length;
    const stays = operator.alias || (operator.inPlace && isLast);
    for (const name of output) {
      if (name === "") continue;
      if (stays && name === result && at !== undefined) {
        places.set(name, at);
        if (reads.has(at)) reads.set(at, reads.get(at)! + usesOf(name));
      } else placeNew(name);
    }
    const scratchAt = scratch === 0 ? undefined : arena.take(scratch);
    if (scratchAt !== undefined) arena.give(scratchAt);
    for (const name of input) if (places.has(name)) release(places.get(name)!, 1);
    for (const name of output) if (places.has(name)) release(places.get(name)!, 0);
    return start + (scratchAt ?? 0);
  });
  return { places, scratches, size: arena.size };

  function usesOf(name: string): number {
    return uses.get(name) ?? 0;
  }

  function placeNew(name: string): void {
    const at = start + arena.take(elementsOf(name));
    places.set(name, at);
    reads.set(at, usesOf(name));
  }

  /** Counts reads of a place, and gives it back after the last of them. */
  function release(at: number, times: number): void {
    const left = reads.get(at);
    if (left === undefined) return;
    reads.set(at, left - times);
    if (left > times) return;
    reads.delete(at);
    arena.give(at - start);
  }
}
