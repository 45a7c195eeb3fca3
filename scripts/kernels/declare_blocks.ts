import { commentBefore, formatComment, WIDTH } from "./doc_comments.ts";

/** A block of sizes that kernels read: a class of `asm/`. */
export interface Block {
  readonly name: string;
  /** The name that the compiler gives to what goes with it. */
  readonly record: string;
  readonly fields: readonly string[];
  /** The source of the class. */
  readonly source: string;
}

const RECORD = /\/\*\* (\S+)\/(\w+) \*\/\ndeclare interface (\w+)<\w+> \{\n([^}]*)\}/g;
const FIELD = /@type `(\w+)` \*\/\n +(\w+):/g;

/** Types that take four bytes, so that fields lie one behind the other. */
const INTEGERS = ["i32", "u32", "isize", "usize"];

/**
 * Reads from the bindings of a compiler which blocks of sizes kernels take.
 *
 * Throws a SyntaxError for a field that is no 32-bit integer.
 */
export function readBlocks(bindings: string, sources: ReadonlyMap<string, string>): Block[] {
  return [...bindings.matchAll(RECORD)].map(([, path, name, record, body]) => {
    const fields = [...body.matchAll(FIELD)].map(([, type, field]) => {
      if (INTEGERS.includes(type)) return field;
      throw new SyntaxError(
        `Cannot declare the block ${name}: its field ${field} is of type ${type}, ` +
          `use one of ${INTEGERS.join(", ")}`,
      );
    });
    return { name, record, fields, source: sources.get(`${path}.ts`) ?? "" };
  });
}

/** Declares blocks as types, and the order of their fields. */
export function declareBlocks(blocks: readonly Block[]): string {
  if (blocks.length === 0) return "";
  return [
    ...blocks.map(declareBlock),
    formatComment("The fields of each block of sizes, as they lie in memory: 32-bit integers."),
    "export const blocks = {\n",
    ...blocks.map(listFields),
    "} as const;\n\n",
    formatComment("The byte offset of a block of sizes."),
    "export type BlockAt<Name extends keyof typeof blocks> = number & { readonly block: Name };\n",
  ].join("");
}

function declareBlock({ name, fields, source }: Block): string {
  const start = `export class ${name} {`, [, body = ""] = source.split(start);
  const members = fields.map((field) => {
    const comment = commentBefore(body, `${field}: `);
    return `${comment ? formatComment(comment, "  ") : ""}  readonly ${field}: number;\n`;
  });
  const comment = commentBefore(source, start);
  return `${comment ? formatComment(comment) : ""}export type ${name} = {\n${
    members.join("")
  }};\n\n`;
}

function listFields({ name, fields }: Block): string {
  const quoted = fields.map((field) => `"${field}"`), line = `  ${name}: [${quoted.join(", ")}],`;
  if (line.length <= WIDTH) return `${line}\n`;
  return `  ${name}: [\n${quoted.map((field) => `    ${field},\n`).join("")}  ],\n`;
}
