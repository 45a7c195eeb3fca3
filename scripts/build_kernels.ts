/**
 * Compiles `asm/` to `build/kernels/relaxed.wasm` and `build/kernels/simd.wasm`, which work on the
 * memory of tfjs, and to `lite.wasm`, `search.wasm` and `maps.wasm` beside them, each of which has a memory
 * of its own, when any of them is out of date.
 *
 * The declarations of their routines in `src/` are printed from the same sources; with --write they
 * are written anew, else they must be what would be written, and it exits with 1 where they are not.
 */
import { sha256 } from "../src/core/sha256.ts";
import { isUpToDate, readSources, root, writeBuilt } from "./built_folder.ts";
import { compileBindings, compileKernels } from "./kernels/compile_kernels.ts";
import { declareKernels } from "./kernels/declare_kernels.ts";

const flags = ["--runtime=stub", "--noAssert", "--enable=simd"];
const optimized = [...flags, "--optimizeLevel=3", "--shrinkLevel=0"];
// Pages. A module that may meet a smaller memory has every load checked a second time by V8.
const shared = ["asm/mod.ts", "--importMemory", "--initialMemory=16"];
const builds: Readonly<Record<string, readonly string[]>> = {
  relaxed: [...shared, ...optimized, "--enable=relaxed-simd"],
  simd: [...shared, ...optimized],
  lite: ["asm/lite.ts", ...optimized],
  search: ["asm/search.ts", ...optimized],
  maps: ["asm/maps.ts", ...optimized],
};

/** The declarations of the kernels in `src/`; a file of this name is built first. */
const declarations = [{
  file: "routines.ts",
  path: "src/kernels/heap/routines.ts",
  options: [...shared, ...flags],
  name: "Routines",
  comment: "The routines that `asm/mod.ts` exports.\n\n" +
    "Every pointer is a byte offset into the memory that the module was instantiated on.",
}, {
  file: "lite_kernels.ts",
  path: "src/lite/lite_kernels.ts",
  options: ["asm/lite.ts", ...flags],
  name: "LiteKernels",
  comment: "The routines that `asm/lite.ts` exports.\n\n" +
    "Every pointer is a byte offset into the memory that they bring along.",
}, {
  file: "search_kernels.ts",
  path: "src/retrieval/search/search_kernels.ts",
  options: ["asm/search.ts", ...flags],
  name: "SearchKernels",
  comment: "The routines that `asm/search.ts` exports.\n\n" +
    "Every pointer is a byte offset into the memory that they bring along.",
}, {
  file: "map_kernels.ts",
  path: "src/maps/memory/map_kernels.ts",
  options: ["asm/maps.ts", ...flags],
  name: "MapKernels",
  comment: "The routines that `asm/maps.ts` exports.\n\n" +
    "Every pointer is a byte offset into the memory that they bring along.",
}];

const out = {
  url: new URL("build/kernels/", root),
  files: [
    ...Object.keys(builds).map((name) => `${name}.wasm`),
    ...declarations.map(({ file }) => file),
  ],
};

await build();
if (!await checkDeclarations()) Deno.exit(1);

async function build(): Promise<void> {
  const sources = await readSources(["asm"]), scripts = await readSources(["scripts/kernels"]);
  const { imports } = JSON.parse(await Deno.readTextFile(new URL("deno.json", root)));
  const compiler = imports["assemblyscript/asc"];
  const stamp = await sha256(
    JSON.stringify([compiler, builds, declarations, [...sources], [...scripts]]),
  );
  if (await isUpToDate(out, stamp)) return;
  const contents: Record<string, Uint8Array> = {}, sizes: string[] = [];
  for (const [name, options] of Object.entries(builds)) {
    const wasm = await compileKernels({ name, options, sources });
    contents[`${name}.wasm`] = wasm;
    sizes.push(`${name} ${wasm.length} bytes`);
  }
  for (const { file, options, name, comment } of declarations) {
    const bindings = await compileBindings({ name, options, sources });
    const text = declareKernels({ bindings, name, comment, sources });
    contents[file] = new TextEncoder().encode(text);
  }
  await writeBuilt(out, { contents, stamp });
  console.error(`Built the kernels: ${sizes.join(", ")}`);
}

/** Writes the declarations, or tells which are not what the compiler says; true where all are. */
async function checkDeclarations(): Promise<boolean> {
  let isRight = true;
  for (const { file, path } of declarations) {
    const text = await Deno.readTextFile(new URL(file, out.url)), url = new URL(path, root);
    if (Deno.args.includes("--write")) await Deno.writeTextFile(url, text);
    else if (await Deno.readTextFile(url) !== text) {
      isRight = false;
      console.error(
        `Cannot use the kernels: ${path} is not what the compiler says of asm/, ` +
          "run deno task kernels --write",
      );
    }
  }
  return isRight;
}
