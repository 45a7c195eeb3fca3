import { fromFileUrl, join } from "@std/path";
import process from "node:process";
import { root } from "../built_folder.ts";
import { walkFolder } from "../../src/io/files/walk_folder.ts";
import type { Project } from "./package_json.ts";

/** The libraries of JavaScript that Node.js 20 and the browsers of its time have. */
const LIBRARIES = ["es2023", "dom", "dom.iterable", "dom.asynciterable", "esnext.disposable"];

/**
 * The declarations of the modules of the library and of all that they import, by TypeScript's own compiler.
 * Throws an Error with what it says of a source.
 */
export async function declareTypes(project: Project): Promise<Map<string, Uint8Array>> {
  const work = await Deno.makeTempDir();
  try {
    const out = join(work, "out"),
      shim = join(work, "std.d.ts"),
      config = join(work, "tsconfig.json");
    // These have no types: what comes from them is no part of the interface.
    await Deno.writeTextFile(shim, 'declare module "@std/*";\ndeclare module "stopword";\n');
    await Deno.writeTextFile(
      config,
      JSON.stringify(configuration(project, { out, shim, types: await nodeTypes() })),
    );
    const { success, stdout, stderr } = await new Deno.Command(await compiler(), {
      args: ["-p", config],
      cwd: fromFileUrl(root),
    }).output();
    if (!success) {
      const [said] = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes).trim())
        .filter((text) => text !== "");
      throw new Error(`Cannot declare the types: ${said}`);
    }
    return await read(out);
  } finally {
    await Deno.remove(work, { recursive: true });
  }
}

function configuration(
  { exports }: Project,
  { out, shim, types }: { out: string; shim: string; types: string },
): object {
  const folder = fromFileUrl(root);
  return {
    compilerOptions: {
      target: "es2022",
      lib: LIBRARIES,
      module: "esnext",
      moduleResolution: "bundler",
      ...{ strict: true, exactOptionalPropertyTypes: true, skipLibCheck: true },
      ...{ verbatimModuleSyntax: true, resolveJsonModule: true },
      ...{ allowImportingTsExtensions: true, declaration: true, emitDeclarationOnly: true },
      ...{ rootDir: folder, outDir: out },
      types: ["node"],
      typeRoots: [types],
    },
    files: [shim, ...Object.values(exports).map((module) => join(folder, module))],
  };
}

/** The folder of the types of `node:` modules, on which another package depends. */
async function nodeTypes(): Promise<string> {
  return join(await Deno.realPath(new URL("node_modules/@types/pg/", root)), "../");
}

/** TypeScript's compiler, which is a native program. Throws an Error where its package is not there. */
export async function compiler(): Promise<string> {
  const name = `@typescript/typescript-${process.platform}-${process.arch}`;
  const own = await Deno.realPath(new URL("node_modules/typescript/", root));
  const path = join(own, "../", name, "lib", process.platform === "win32" ? "tsc.exe" : "tsc");
  try {
    return await Deno.realPath(path);
  } catch (cause) {
    throw new Error(`Cannot declare the types: ${name} is not installed, run deno install`, {
      cause,
    });
  }
}

/** The declarations that lie in a folder, with the names that modules have in the package. */
async function read(folder: string): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  for await (const { path } of walkFolder(folder)) {
    if (!path.endsWith(".d.ts")) continue;
    const text = await Deno.readTextFile(join(folder, path));
    const renamed = text.replaceAll(/((?:from |import\(|import )"\.[^"\n]*)\.ts"/g, '$1.js"');
    files.set(path, new TextEncoder().encode(renamed));
  }
  return files;
}
