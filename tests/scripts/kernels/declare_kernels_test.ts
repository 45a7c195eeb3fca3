import { assertEquals, assertThrows } from "@std/assert";
import { declareKernels } from "../../../scripts/kernels/declare_kernels.ts";

/** What the compiler writes of two functions, without a blank line between them. */
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
