/**
 * Circles among nodes that point to others: one for each strongly connected component (Tarjan,
 * "Depth-first search and linear graph algorithms", 1972) with more than one node, each as short as
 * one is there, its first node again at its end.
 */
export function findCircles(targets: ReadonlyMap<string, readonly string[]>): string[][] {
  return components(targets).filter(({ length }) => length > 1).map((component) =>
    shortestCircle(targets, new Set(component))
  );
}

function components(targets: ReadonlyMap<string, readonly string[]>): string[][] {
  const index = new Map<string, number>(), lowest = new Map<string, number>();
  const stack: string[] = [], found: string[][] = [];
  const visit = (node: string) => {
    index.set(node, index.size);
    lowest.set(node, index.get(node)!);
    stack.push(node);
    for (const target of targets.get(node) ?? []) {
      if (!index.has(target)) visit(target);
      if (stack.includes(target)) {
        lowest.set(node, Math.min(lowest.get(node)!, lowest.get(target)!));
      }
    }
    if (lowest.get(node) === index.get(node)) found.push(stack.splice(stack.indexOf(node)));
  };
  for (const node of targets.keys()) if (!index.has(node)) visit(node);
  return found;
}

/** The shortest way from a node of the component back to itself, over all of them. */
function shortestCircle(
  targets: ReadonlyMap<string, readonly string[]>,
  component: ReadonlySet<string>,
): string[] {
  let best: string[] | undefined;
  for (const start of component) {
    const ways = [[start]], seen = new Set<string>();
    for (const way of ways) {
      const next = (targets.get(way.at(-1)!) ?? []).filter((each) => component.has(each));
      if (next.includes(start)) {
        if (best === undefined || way.length + 1 < best.length) best = [...way, start];
        break;
      }
      for (const node of next) {
        if (!seen.has(node)) ways.push([...way, node]);
        seen.add(node);
      }
    }
  }
  return best!;
}
