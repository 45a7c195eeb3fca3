import { encodeBase64 } from "../../src/core/encoding/base64.ts";
import { root } from "../built_folder.ts";
import { filesIn } from "../sources/files_in.ts";
import { compileSources } from "./compile_sources.ts";
import { declareTypes } from "./declare_types.ts";
import { ENGINES, packageJson, type Project } from "./package_json.ts";

/** Files of `build/` that go along. */
const BUILT = /^build\/(?:kernels\/[^/]+\.wasm|web\/.+\.(?:js|txt)|edge\/.+\.(?:js|txt))$/;

/** Files of `models/` that go along: all recipes, and one model to look at. */
const MODELS =
  /^models\/(?:recipe\.schema\.json|[^/]+\/recipe\.json|strokes-variational-2\/(?!.*\.png$).+)$/;

/** The texts that are in every package. */
const TEXTS = ["README.md", "LICENSE", "CHANGELOG.md"];

/** The program: it says what is missing before anything is loaded that an older Node.js cannot read. */
const PROGRAM = `#!/usr/bin/env node
const least = ${JSON.stringify(ENGINES.node.slice(2))}.split(".").map(Number);
const here = process.versions.node.split(".").map(Number);
if (here[0] < least[0] || here[0] === least[0] && here[1] < least[1]) {
  console.error(
    "Cannot run isthmus: this is Node.js " + process.versions.node + ", it needs " + least.join(".") +
      " or newer",
  );
  process.exit(1);
}
// The demo starts without the rest of the program.
const isDemo = process.argv[2] === "demo";
if (isDemo) process.argv.splice(2, 1);
await import(isDemo ? "../src/cli/demo_main.js" : "../src/cli/main.js");
`;

/** Every file of the package by its path in it, in alphabetical order. */
export async function collectPackage(project: Project): Promise<Map<string, Uint8Array>> {
  const [{ files, packages }, types] = await Promise.all([
    compileSources(project),
    declareTypes(project),
  ]);
  const text = (content: string) => new TextEncoder().encode(content);
  const copied = [
    ...TEXTS,
    ...(await filesIn("build/kernels", "build/web", "build/edge")).filter((path) =>
      BUILT.test(path)
    ),
    ...(await filesIn("models")).filter((path) => MODELS.test(path)),
  ];
  const all = new Map<string, Uint8Array>([...files, ...types]);
  for (const path of copied) all.set(path, await Deno.readFile(new URL(path, root)));
  const element = all.get("build/web/isthmus-decoder.js")!;
  const digest = await crypto.subtle.digest("SHA-384", new Uint8Array(element));
  const integrity = `sha384-${encodeBase64(new Uint8Array(digest))}`;
  all.set("build/web/isthmus-decoder.integrity.txt", text(`${integrity}\n`));
  all.set("bin/isthmus.js", text(PROGRAM));
  all.set("THIRD_PARTY_LICENSES.txt", text(await thirdParty()));
  all.set(
    "package.json",
    text(JSON.stringify(packageJson(project, packages), null, 2) + "\n"),
  );
  return new Map([...all].sort(([a], [b]) => a < b ? -1 : 1));
}

/** The licences of what is compiled into the files: the kernels hold parts of AssemblyScript's library. */
async function thirdParty(): Promise<string> {
  const read = (path: string) => Deno.readTextFile(new URL(`node_modules/${path}`, root));
  return [
    "What this package holds of others, and their licences. The scripts of build/web and build/edge",
    "name what is in them themselves, or in the .txt file beside them.",
    "",
    "The standard library of AssemblyScript, in build/kernels/*.wasm:",
    "",
    (await read("assemblyscript/NOTICE")).trim(),
    "",
    (await read("assemblyscript/LICENSE")).trim(),
    "",
  ].join("\n");
}
