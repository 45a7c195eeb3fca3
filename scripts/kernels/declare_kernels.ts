import { type Block, declareBlocks, readBlocks } from "./declare_blocks.ts";
import { commentBefore, formatComment, WIDTH } from "./doc_comments.ts";

/** An interface to be declared of kernels. */
export interface Declared {
  /** The declarations that the compiler wrote for an entry: the `.d.ts` of `--bindings raw`. */
  readonly bindings: string;
  /** The name of the interface, and the comment on it. */
  readonly name: string;
  readonly comment: string;
  /** The sources by their paths, for the comments of the functions. */
  readonly sources: ReadonlyMap<string, string>;
}

const FUNCTION =
  /\/\*\*\n +\* (\S+)\/(\w+)\n(?:(?!\*\/)[^])*\*\/\n +export function (\w+)\((.*)\): (\w+);/g;

/**
 * Declares the exports of compiled kernels as an interface, as `deno fmt` would write it, and the
 * blocks of sizes that they take: signatures from the compiler, comments from the sources.
 *
 * Throws a SyntaxError for a function without a comment, and what `readBlocks` throws.
 */
export function declareKernels({ bindings, name, comment, sources }: Declared): string {
  const blocks = readBlocks(bindings, sources);
  const members = [...bindings.matchAll(FUNCTION)].map(([, path, own, exported, params, result]) =>
    commentOf(own, { path: `${path}.ts`, sources }) +
    signature(exported, { params: paramsOf(params, blocks), result })
  );
  const declared = declareBlocks(blocks);
  return [
    "// Written by `deno task kernels --write`, from what the compiler says of asm/.\n\n",
    formatComment(comment),
    `export interface ${name} {\n`,
    "  readonly memory: WebAssembly.Memory;\n",
    ...members,
    "}\n",
    declared === "" ? "" : `\n${declared}`,
  ].join("");
}

function commentOf(
  name: string,
  { path, sources }: { path: string; sources: ReadonlyMap<string, string> },
): string {
  const comment = commentBefore(sources.get(path) ?? "", `export function ${name}(`);
  if (comment !== undefined) return formatComment(comment, "  ");
  throw new SyntaxError(
    `Cannot declare the kernel ${name}: it has no comment, say in ${path} what it computes`,
  );
}

/** Parameters with their types; where the compiler takes a record, a routine takes its place. */
function paramsOf(params: string, blocks: readonly Block[]): string[] {
  if (params === "") return [];
  return params.split(", ").map((param) =>
    param.replace(/(\w+)<undefined>/, (_, record) => {
      const block = blocks.find((each) => each.record === record);
      return `BlockAt<"${block?.name}">`;
    })
  );
}

function signature(
  name: string,
  { params, result }: { params: readonly string[]; result: string },
): string {
  const line = `  ${name}(${params.join(", ")}): ${result};`;
  if (line.length <= WIDTH) return `${line}\n`;
  return `  ${name}(\n${params.map((param) => `    ${param},\n`).join("")}  ): ${result};\n`;
}
