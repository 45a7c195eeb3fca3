/** What the compiler is asked to declare, and how. */
export interface Declared {
  /** What it wrote of an entry: the `.d.ts` of `--bindings raw`. */
  readonly bindings: string;
  /** The name that the interface gets, and the comment on it. */
  readonly name: string;
  readonly comment: string;
  /** The sources by their paths, for the comments of the functions. */
  readonly sources: ReadonlyMap<string, string>;
}

/** Columns that a line may take. */
const WIDTH = 100;

const FUNCTION = /\/\*\*\n +\* (\S+)\/(\w+)\n[^/]*\*\/\n +export function (\w+)\((.*)\): (\w+);/g;

/**
 * Declares the exports of compiled kernels as an interface, as `deno fmt` would write it: signatures
 * from the compiler, comments from the sources.
 *
 * Throws a SyntaxError for a function without a comment.
 */
export function declareKernels({ bindings, name, comment, sources }: Declared): string {
  const members = [...bindings.matchAll(FUNCTION)].map(([, path, own, exported, params, result]) =>
    commentOf(own, { path: `${path}.ts`, sources }) +
    signature(exported, { params: params === "" ? [] : params.split(", "), result })
  );
  return [
    "// Written by `deno task kernels --write`, from what the compiler says of asm/.\n\n",
    formatComment(comment, ""),
    `export interface ${name} {\n`,
    "  readonly memory: WebAssembly.Memory;\n",
    ...members,
    "}\n",
  ].join("");
}

/** The comment before a function, as one of a member. */
function commentOf(
  name: string,
  { path, sources }: { path: string; sources: ReadonlyMap<string, string> },
): string {
  const [before] = (sources.get(path) ?? "").split(`export function ${name}(`);
  const [, text] = before.match(/\/\*\*((?:(?!\*\/)[^])*)\*\/\n$/) ?? [];
  if (text === undefined) {
    throw new SyntaxError(
      `Cannot declare the kernel ${name}: it has no comment, say in ${path} what it computes`,
    );
  }
  return formatComment(text.replaceAll(/^ *\* ?/gm, "").trim(), "  ");
}

/** A comment with the lines that it has, on one where it fits. */
function formatComment(text: string, indent: string): string {
  const line = `${indent}/** ${text} */`;
  if (!text.includes("\n") && line.length <= WIDTH) return `${line}\n`;
  const lines = text.split("\n").map((each) => `${indent} * ${each}`.trimEnd());
  return `${indent}/**\n${lines.join("\n")}\n${indent} */\n`;
}

function signature(
  name: string,
  { params, result }: { params: readonly string[]; result: string },
): string {
  const line = `  ${name}(${params.join(", ")}): ${result};`;
  if (line.length <= WIDTH) return `${line}\n`;
  return `  ${name}(\n${params.map((param) => `    ${param},\n`).join("")}  ): ${result};\n`;
}
