import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { fromFileUrl, join } from "@std/path";
import { build } from "esbuild";
import { gzipSync } from "node:zlib";
import { compileSources } from "../../scripts/package/compile_sources.ts";
import { compiler } from "../../scripts/package/declare_types.ts";
import { packTarball } from "../../scripts/package/pack_tarball.ts";
import { inFolder } from "../in_folder.ts";
import { type Installed, installPackage } from "./install_package.ts";
import { INFERENCE, pageProgram, TRAINING } from "./programs.ts";
import { titleOf } from "./title_of.ts";

const root = new URL("../../", import.meta.url);
const model = fromFileUrl(new URL("models/strokes-variational-2/", root));

/** Bundles of a page that decodes, and of `isthmus/inference` alone, in bytes of gzip. */
const LARGEST = { page: 60 * 1024, inference: 8 * 1024 };

Deno.test("the same sources give the same bytes", () =>
  inFolder(async (folder) => {
    const project = JSON.parse(await Deno.readTextFile(new URL("deno.json", root)));
    const pack = async (name: string) => {
      const { files } = await compileSources(project);
      return await packTarball(files, join(folder, name));
    };
    assertEquals(await pack("one.tgz"), await pack("two.tgz"));
  }));

const installed = await installPackage(["vite@8.4.0"]);

if ("missing" in installed) {
  Deno.test({
    name: `the package as strangers install it (skipped: ${installed.missing})`,
    ignore: true,
    fn() {},
  });
} else {
  globalThis.addEventListener("unload", () => {
    Deno.removeSync(installed.folder, { recursive: true });
  });
  testPrograms(installed);
  testPages(installed);
}

async function project(installed: Installed, files: Readonly<Record<string, string>>) {
  const folder = await Deno.makeTempDir({ dir: installed.folder });
  for (const [name, text] of Object.entries(files)) {
    await Deno.writeTextFile(join(folder, name), text);
  }
  return folder;
}

/** Checks what the program says that trains. */
function checkTraining(said: string): void {
  const { losses, code, decoded, isFinite, others } = JSON.parse(said);
  assert(losses.length === 3 && losses[2] < losses[0], `losses ${losses}`);
  assertEquals([code, decoded, isFinite], [[2, 8], [2, 28, 28, 1], true]);
  assertEquals(others, ["function", "function", "function"]);
}

function testPrograms(installed: Installed): void {
  const { node, run } = installed;

  Deno.test("a project in plain JavaScript trains, exports, encodes and decodes in Node.js", async () => {
    const folder = await project(installed, { "main.mjs": TRAINING });
    checkTraining(await run(node, ["main.mjs"], folder));
  });

  Deno.test("a CommonJS project has it by import()", async () => {
    const folder = await project(installed, {
      "main.cjs": 'import("isthmus").then(({ strokes, createRng }) => ' +
        "console.log(strokes(3, createRng(0)).count));",
    });
    assertEquals(await run(node, ["main.cjs"], folder), "3\n");
  });

  Deno.test("a project for Deno trains, exports, encodes and decodes", async () => {
    const folder = await project(installed, { "main.mjs": TRAINING });
    const permitted = ["--no-prompt", "--allow-read", "--allow-env", "--allow-sys"];
    const args = ["run", "--quiet", "--node-modules-dir=manual", ...permitted, "main.mjs"];
    checkTraining(await run(Deno.execPath(), args, folder));
  });

  for (const resolution of ["node16", "bundler"]) {
    Deno.test(`a project in TypeScript has its types, strictly, by ${resolution}`, async () => {
      const folder = await project(installed, {
        "main.mts": TRAINING.replaceAll(/const (losses) = \[\]/g, "const $1: number[] = []")
          .replace("new Map()", "new Map<string, Uint8Array>()")
          .replace("Promise.resolve(files.get(path))", "Promise.resolve(files.get(path)!)"),
        "web.mts": 'import { defineDecoderElement } from "isthmus/web";\n' +
          "const define: typeof defineDecoderElement = defineDecoderElement;\n" +
          "// @ts-expect-error It takes no number.\ndefine(1);\n",
        "tsconfig.json": JSON.stringify({
          compilerOptions: {
            ...{ strict: true, noEmit: true, target: "es2022", lib: ["es2023", "dom"] },
            ...{ module: resolution === "node16" ? "node16" : "esnext" },
            ...{ moduleResolution: resolution, skipLibCheck: true, types: ["node"] },
            typeRoots: [await typesOfNode()],
          },
        }),
      });
      assertEquals(await run(await compiler(), ["-p", "."], folder), "");
    });
  }

  Deno.test("npx isthmus trains, encodes, exports and evaluates", async () => {
    const row = (i: number) => [i % 7, i % 5, i % 3, (i * i) % 11].map((n) => n / 11).join(",");
    const rows = Array.from({ length: 120 }, (_, i) => row(i));
    const folder = await project(installed, { "rows.csv": ["a,b,c,d", ...rows].join("\n") });
    const isthmus = (...args: string[]) => run("npx", ["isthmus", ...args], folder);
    const small = ["--epochs", "3", "--set", "model.nodes=[8]", "--set", "model.codeSize=2"];
    const said = await isthmus(
      "train",
      "strokes-deep",
      "--data",
      "rows.csv",
      ...small,
      "--out",
      "run",
    );
    assertStringIncludes(said, "the exported halves agree with the trainer");
    assertStringIncludes(
      await isthmus("encode", "run", "--data", "rows.csv", "--out", "codes.npy"),
      "Wrote the codes of 120 examples, [120, 2], to codes.npy",
    );
    assertStringIncludes(
      await isthmus("reconstruct", "run", "--data", "rows.csv", "--out", "back.csv"),
      "back.csv",
    );
    assertStringIncludes(await isthmus("evaluate", "run"), "PCA, 2 components");
    assertStringIncludes(
      await isthmus("export", "run", "--target", "web", "--engines", "lite", "--out", "site"),
      "npx isthmus demo site shows them",
    );
    assertStringIncludes(await isthmus("--help"), "Usage: npx isthmus COMMAND");
  });
}

function testPages(installed: Installed): void {
  const bundle = async (text: string, name: string) => {
    const folder = await project(installed, { [`${name}.mjs`]: text });
    const { outputFiles } = await build({
      absWorkingDir: folder,
      entryPoints: [`${name}.mjs`],
      outdir: join(folder, "out"),
      ...{ bundle: true, minify: true, format: "esm", target: "es2022", write: false },
      assetNames: "[name]",
      loader: { ".wasm": "file" },
    });
    const files = new Map(
      outputFiles.map(({ path, contents }) => [path.split("/").at(-1)!, contents]),
    );
    const bytes = [...files.values()].reduce((sum, each) => sum + gzipSync(each).length, 0);
    return { files, bytes };
  };

  Deno.test("isthmus/inference is small without its runtime", async () => {
    const { bytes } = await bundle(INFERENCE, "inference");
    console.log(`isthmus/inference by esbuild: ${bytes} bytes of gzip`);
    assert(bytes <= LARGEST.inference, `${bytes} bytes`);
  });

  Deno.test("a page bundled by esbuild decodes, and is small", async () => {
    const { files, bytes } = await bundle(pageProgram("isthmus/kernels/lite.wasm"), "page");
    console.log(`a page that decodes with isthmus/lite, by esbuild: ${bytes} bytes of gzip`);
    assert(bytes <= LARGEST.page, `${bytes} bytes`);
    if (installed.chromium === undefined) return;
    const page = '<!doctype html><title>none</title><script type="module" src="page.js"></script>';
    files.set("index.html", new TextEncoder().encode(page));
    assertEquals(await titleOf(files, { ...installed, model }), "1 28 28 1 ok");
  });

  Deno.test("a page bundled by Vite decodes", {
    ignore: installed.chromium === undefined,
  }, async () => {
    const folder = await project(installed, {
      "index.html":
        '<!doctype html><title>none</title><script type="module" src="/page.mjs"></script>',
      "page.mjs": pageProgram("isthmus/kernels/lite.wasm?url"),
    });
    await installed.run("npx", ["vite", "build", "--logLevel", "error"], folder);
    const files = new Map<string, Uint8Array>();
    const out = join(folder, "dist");
    for (
      const name of [
        "index.html",
        ...[...Deno.readDirSync(join(out, "assets"))].map(({ name }) => `assets/${name}`),
      ]
    ) {
      files.set(name, await Deno.readFile(join(out, name)));
    }
    assertEquals(await titleOf(files, { ...installed, model }), "1 28 28 1 ok");
  });
}

async function typesOfNode(): Promise<string> {
  return join(await Deno.realPath(new URL("node_modules/@types/pg/", root)), "../");
}
