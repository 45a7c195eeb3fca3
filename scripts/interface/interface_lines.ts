import { sha256 } from "../../src/core/sha256.ts";

/** A declaration of `deno doc --json`, as far as it is read. */
interface Declaration {
  readonly kind: string;
  readonly def?: unknown;
}

/** The output of `deno doc --json`, as far as it is read. */
export interface Documentation {
  readonly nodes: Readonly<
    Record<string, {
      readonly symbols: readonly {
        readonly name: string;
        readonly declarations: readonly Declaration[];
      }[];
    }>
  >;
}

/**
 * The exports of a module, a line each: the module, the kinds, the name, and a digest of its types. Places
 * in files and comments do not count.
 */
export async function interfaceLines(
  module: string,
  { nodes }: Documentation,
): Promise<string[]> {
  const lines: string[] = [];
  for (const { name, declarations } of Object.values(nodes).flatMap(({ symbols }) => symbols)) {
    const kinds = [...new Set(declarations.map(({ kind }) => kind))].sort().join("+");
    const types = JSON.stringify(
      declarations.map(({ def }) => def ?? null),
      (key, value) => key === "location" || key === "jsDoc" ? undefined : value,
    );
    const digest = await sha256(new TextEncoder().encode(types));
    lines.push(`${module} ${kinds} ${name} ${digest.slice(0, 12)}`);
  }
  return lines.sort();
}

/** The differences of two interfaces, a sentence each. */
export function interfaceChanges(before: readonly string[], after: readonly string[]): string[] {
  const entries = (lines: readonly string[]) =>
    new Map(lines.map((line) => {
      const [module, kind, name, digest] = line.split(" ");
      return [`${name} of ${module}`, `${kind} ${digest}`] as const;
    }));
  const [old, now] = [entries(before), entries(after)];
  return [
    ...[...old.keys()].filter((name) => !now.has(name)).map((name) => `${name} is gone`),
    ...[...now.keys()].filter((name) => !old.has(name)).map((name) => `${name} is new`),
    ...[...now].filter(([name, types]) => old.has(name) && old.get(name) !== types)
      .map(([name]) => `${name} has other types`),
  ];
}
