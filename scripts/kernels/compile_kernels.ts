/** An entry to be compiled, with the name that messages give it and the options. */
export interface Compiled {
  readonly name: string;
  readonly options: readonly string[];
  /** The sources by their paths. */
  readonly sources: ReadonlyMap<string, string>;
}

/** Sections that a module must not have: globals, and data that would lie where values do. */
const forbiddenSections: Readonly<Record<number, string>> = { 6: "global", 11: "data" };

/**
 * Compiles kernels to a module.
 *
 * Throws a SyntaxError with what the compiler says against them, and for a module that keeps anything
 * in its memory from the start.
 */
export async function compileKernels({ name, options, sources }: Compiled): Promise<Uint8Array> {
  const { wasm } = await compile({ name, options, sources });
  for (const id of sectionsOf(wasm)) {
    if (id in forbiddenSections) {
      throw new SyntaxError(
        `Cannot use the kernels (${name}): the module has a ${
          forbiddenSections[id]
        } section, but ` +
          "its memory is laid out by those who call it; remove the string or array literal or the " +
          "variable from asm/",
      );
    }
  }
  return wasm;
}

/** Returns the `.d.ts` that the compiler writes of kernels; throws what `compileKernels` throws. */
export async function compileBindings({ options, ...compiled }: Compiled): Promise<string> {
  const { bindings } = await compile({ ...compiled, options: [...options, "--bindings=raw"] });
  return bindings;
}

async function compile(
  { name, options, sources }: Compiled,
): Promise<{ wasm: Uint8Array; bindings: string }> {
  const { default: asc } = await import("assemblyscript/asc");
  let wasm: Uint8Array | undefined, bindings = "";
  const { error, stderr } = await asc.main([...options, "--outFile", "out.wasm"], {
    readFile: (path) => sources.get(path) ?? null,
    writeFile(path, contents) {
      if (typeof contents !== "string") wasm = contents;
      else if (path.endsWith(".d.ts")) bindings = contents;
    },
    listFiles: () => [],
  });
  if (error || !wasm) {
    throw new SyntaxError(`Cannot compile the kernels (${name}): ${error}\n${stderr}`);
  }
  return { wasm, bindings };
}

/** The ids of a module's sections, in their order. */
function sectionsOf(wasm: Uint8Array): number[] {
  const ids: number[] = [];
  let at = 8;
  while (at < wasm.length) {
    ids.push(wasm[at++]);
    let size = 0, shift = 0, byte;
    do {
      byte = wasm[at++];
      size |= (byte & 0x7f) << shift;
      shift += 7;
    } while (byte & 0x80);
    at += size;
  }
  return ids;
}
