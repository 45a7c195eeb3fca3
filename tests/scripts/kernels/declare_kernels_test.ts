import { assertEquals, assertThrows } from "@std/assert";
import { declareKernels } from "../../../scripts/kernels/declare_kernels.ts";

/** The compiler's declarations of two functions, without a blank line between them. */
const BINDINGS = `declare namespace __AdaptedExports {
  /** Exported memory */
  export const memory: WebAssembly.Memory;
  /**
   * asm/products/scale/scale
   * @param x \`usize\`
   * @param upwards \`bool\`
   */
  export function scale(x: number, upwards: boolean): void;
  /**
   * asm/products/scale/scratchOf
   * @param anArgumentWithARatherLongName \`usize\`
   * @param anotherArgumentWithARatherLongName \`u64\`
   * @returns \`usize\`
   */
  export function scratch(anArgumentWithARatherLongName: number, anotherArgumentWithARatherLongName: bigint): number;
}
`;

Deno.test("a declaration has the signatures of the compiler and the comments of the sources", () => {
  const source =
    'import { a } from "./a";\n\n/** x = 2 x. */\nexport function scale(x: usize) {}\n\n' +
    "/** Not exported. */\nfunction other() {}\n\n" +
    "/**\n * Bytes of scratch memory:\n * as many as there are.\n *\n * In all.\n */\n" +
    "export function scratchOf(x: usize): usize {}\n";
  assertEquals(declare(source).split("\n").slice(2, -1), [
    "/** All. */",
    "export interface Kernels {",
    "  readonly memory: WebAssembly.Memory;",
    "  /** x = 2 x. */",
    "  scale(x: number, upwards: boolean): void;",
    "  /**",
    "   * Bytes of scratch memory:",
    "   * as many as there are.",
    "   *",
    "   * In all.",
    "   */",
    "  scratch(",
    "    anArgumentWithARatherLongName: number,",
    "    anotherArgumentWithARatherLongName: bigint,",
    "  ): number;",
    "}",
  ]);
});

Deno.test("a block of sizes is declared with its fields in order, and a routine takes its place", () => {
  const sources = new Map([
    [
      "asm/sizes.ts",
      "/** The sizes. */\nexport class Sizes {\n  /** Rows. */\n  height: i32;\n  step: usize;\n}\n",
    ],
    ["asm/fill.ts", "/** y = 0. */\nexport function fill(sizes: Sizes, y: usize): void {}\n"],
  ]);
  const declared = declareKernels({
    bindings: blockBindings("usize"),
    name: "K",
    comment: "All.",
    sources,
  });
  assertEquals(declared.split("\n").slice(5, -1), [
    "  /** y = 0. */",
    '  fill(sizes: BlockAt<"Sizes">, y: number): void;',
    "}",
    "",
    "/** The sizes. */",
    "export type Sizes = {",
    "  /** Rows. */",
    "  readonly height: number;",
    "  readonly step: number;",
    "};",
    "",
    "/** The fields of each block of sizes, as they lie in memory: 32-bit integers. */",
    "export const blocks = {",
    '  Sizes: ["height", "step"],',
    "} as const;",
    "",
    "/** The byte offset of a block of sizes. */",
    "export type BlockAt<Name extends keyof typeof blocks> = number & { readonly block: Name };",
  ]);
});

Deno.test("a block with a field that is no 32-bit integer is not declared", () => {
  assertThrows(
    () =>
      declareKernels({
        bindings: blockBindings("f64"),
        name: "K",
        comment: "All.",
        sources: new Map(),
      }),
    SyntaxError,
    "Cannot declare the block Sizes: its field step is of type f64, use one of i32, u32, isize, usize",
  );
});

Deno.test("a kernel without a comment is not declared", () => {
  const source = "/** Another. */\nfunction other() {}\n\nexport function scale(x: usize) {}\n";
  assertThrows(
    () => declare(source),
    SyntaxError,
    "Cannot declare the kernel scale: it has no comment, say in asm/products/scale.ts what it computes",
  );
});

function declare(source: string): string {
  const sources = new Map([["asm/products/scale.ts", source]]);
  return declareKernels({ bindings: BINDINGS, name: "Kernels", comment: "All.", sources });
}

/** The compiler's declarations of a function that takes a class. */
function blockBindings(type: string): string {
  return `declare namespace __AdaptedExports {
  /**
   * asm/fill/fill
   * @param sizes \`asm/sizes/Sizes\`
   * @param y \`usize\`
   */
  export function fill(sizes: __Record4<undefined>, y: number): void;
}
/** asm/sizes/Sizes */
declare interface __Record4<TOmittable> {
  /** @type \`i32\` */
  height: number | TOmittable;
  /** @type \`${type}\` */
  step: number | TOmittable;
}
`;
}
