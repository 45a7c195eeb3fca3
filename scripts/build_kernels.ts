/**
 * Compiles `asm/` to `build/kernels/relaxed.wasm` and `build/kernels/simd.wasm`, which work on the
 * memory of tfjs, and to `build/kernels/lite.wasm`, which has a memory of its own, when any of them
 * is out of date, and does nothing otherwise.
 */
import { sha256 } from "../src/core/sha256.ts";
import { isUpToDate, readSources, root, writeBuilt } from "./built_folder.ts";

const flags = [
  "--runtime=stub",
  "--noAssert",
  "--optimizeLevel=3",
  "--shrinkLevel=0",
  "--enable=simd",
];
// Pages. A module that may meet a smaller memory has every load checked a second time by V8.
const shared = ["asm/mod.ts", "--importMemory", "--initialMemory=16"];
const builds = {
  relaxed: [...shared, "--enable=relaxed-simd"],
  simd: shared,
  lite: ["asm/lite.ts"],
};

/** Sections that a module must not have: globals, and data that would overwrite a heap. */
const forbiddenSections: Readonly<Record<number, string>> = { 6: "global", 11: "data" };

const out = {
  url: new URL("build/kernels/", root),
  files: Object.keys(builds).map((name) => `${name}.wasm`),
};

await main();

async function main(): Promise<void> {
  const texts = await readSources(["asm/"]);
  const { imports } = JSON.parse(await Deno.readTextFile(new URL("deno.json", root)));
  const compiler = imports["assemblyscript/asc"];
  const stamp = await sha256(JSON.stringify([compiler, flags, builds, [...texts]]));
  if (await isUpToDate(out, stamp)) return;
  const { default: asc } = await import("assemblyscript/asc");
  const contents: Record<string, Uint8Array> = {};
  for (const [name, extra] of Object.entries(builds)) {
    contents[`${name}.wasm`] = await compile(asc, name, [...extra, ...flags], texts);
  }
  await writeBuilt(out, { contents, stamp });
  const sizes = Object.entries(contents).map(([name, { length }]) =>
    `${name.replace(".wasm", "")} ${length} bytes`
  );
  console.error(`Built the kernels: ${sizes.join(", ")}`);
}

async function compile(
  asc: typeof import("assemblyscript/asc").default,
  name: string,
  options: readonly string[],
  texts: ReadonlyMap<string, string>,
): Promise<Uint8Array> {
  let wasm: Uint8Array | undefined;
  const { error, stderr } = await asc.main([...options, "--outFile", "out.wasm"], {
    readFile: (path) => texts.get(path) ?? null,
    writeFile: (_path, contents) => {
      if (typeof contents !== "string") wasm = contents;
    },
    listFiles: () => [],
  });
  if (error || !wasm) {
    throw new SyntaxError(`Cannot compile the kernels (${name}): ${error}\n${stderr}`);
  }
  for (const id of sectionsOf(wasm)) {
    if (id in forbiddenSections) {
      throw new SyntaxError(
        `Cannot use the kernels (${name}): the module has a ${
          forbiddenSections[id]
        } section, and ` +
          `the heap belongs to others; remove the string or array literal or the variable from asm/`,
      );
    }
  }
  return wasm;
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
