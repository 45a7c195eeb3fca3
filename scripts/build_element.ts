/**
 * Bundles `<isthmus-decoder>` with the kernels of the small engine in it, to
 * `build/web/isthmus-decoder.js`, when that is missing or out of date, and does nothing otherwise.
 * Beside it go the licences of what is in it.
 */
import type { BuildOptions } from "esbuild";
import { sha256 } from "../src/core/sha256.ts";
import { isUpToDate, readSources, root, writeBuilt } from "./built_folder.ts";
import { hexWasm } from "./hex_wasm.ts";

const out = {
  url: new URL("build/web/", root),
  files: ["isthmus-decoder.js", "isthmus-decoder.LICENSE.txt"],
};

/** The floors that a page can reach. */
const FLOORS = ["core", "generation", "inference", "lite", "onnx", "plots", "web"];

const KERNELS = "build/kernels/lite.wasm";

const ENTRY = `
import kernels from "./${KERNELS}";
import { defineDecoderElement } from "./src/web/mod.ts";
defineDecoderElement({ kernels, runtime: new URL("ort/", import.meta.url) });
`;

const options = {
  bundle: true,
  format: "esm",
  platform: "browser",
  target: "es2022",
  minify: true,
  charset: "utf8",
  legalComments: "none",
  banner: {
    js: "/*! Isthmus and @bufbuild/protobuf; licences in isthmus-decoder.LICENSE.txt */",
  },
  plugins: [hexWasm],
  write: false,
  logLevel: "silent",
} as const satisfies BuildOptions;

await main();

async function main(): Promise<void> {
  const texts = await readSources(FLOORS.map((floor) => `src/${floor}/`));
  const kernels = await readKernels();
  const { imports } = JSON.parse(await Deno.readTextFile(new URL("deno.json", root)));
  const packages = [imports["esbuild"], imports["@bufbuild/protobuf"]];
  const licences = await readLicences();
  const stamp = await sha256(
    JSON.stringify([packages, options, ENTRY, licences, await sha256(kernels), [...texts]]),
  );
  if (await isUpToDate(out, stamp)) return;
  const script = await bundle();
  const contents = {
    "isthmus-decoder.js": script,
    "isthmus-decoder.LICENSE.txt": new TextEncoder().encode(licences),
  };
  await writeBuilt(out, { contents, stamp });
  console.error(`Bundled the element: ${script.length} bytes`);
}

async function readKernels(): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return await Deno.readFile(new URL(KERNELS, root));
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    throw new Error("Cannot bundle the element: the kernels are not built, run deno task kernels", {
      cause: error,
    });
  }
}

/** The licence of the toolkit, and those of the one package that the element carries. */
async function readLicences(): Promise<string> {
  const wire = new URL("varint.js", import.meta.resolve("@bufbuild/protobuf/wire"));
  const [notice] = (await Deno.readTextFile(wire)).match(/^(?:\/\/.*\n)+/) ?? [];
  if (notice === undefined) {
    throw new Error(`Cannot bundle the element: ${wire.pathname} has lost its licence`);
  }
  return `${await Deno.readTextFile(new URL("LICENSE", root))}
----

The bundle contains parts of @bufbuild/protobuf, Copyright 2021-2026 Buf Technologies, Inc., under
the Apache License, Version 2.0 (http://www.apache.org/licenses/LICENSE-2.0), some of it from
Protocol Buffers:

${notice.replaceAll(/^\/\/ ?/gm, "")}`;
}

async function bundle(): Promise<Uint8Array> {
  const { build, stop } = await import("esbuild");
  const resolveDir = decodeURIComponent(root.pathname);
  try {
    const { outputFiles } = await build({
      ...options,
      absWorkingDir: resolveDir,
      stdin: { contents: ENTRY, resolveDir, loader: "js" },
    });
    return outputFiles[0].contents;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new SyntaxError(`Cannot bundle the element: ${why}`, { cause: error });
  } finally {
    // Its process would keep this one from ending.
    await stop();
  }
}
