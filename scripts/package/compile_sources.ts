import { build, type Plugin } from "esbuild";
import { fromFileUrl } from "@std/path";
import { root } from "../built_folder.ts";
import { filesIn } from "../sources/files_in.ts";
import { outsideName, type Project } from "./package_json.ts";

/** The sources as modules of JavaScript, each beside its map, and the packages that they import. */
export interface CompiledSources {
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly packages: ReadonlySet<string>;
}

/**
 * Compiles every source for itself, so that a bundler leaves out what is not imported, and addresses of
 * files beside a module stay what they are.
 */
export async function compileSources(project: Project): Promise<CompiledSources> {
  const sources = (await filesIn("src")).filter((path) => path.endsWith(".ts")).sort();
  const packages = new Set<string>();
  const { outputFiles } = await build({
    entryPoints: sources,
    absWorkingDir: fromFileUrl(root),
    outbase: ".",
    outdir: "out",
    bundle: true,
    write: false,
    format: "esm",
    platform: "neutral",
    target: ["es2022", "node20"],
    charset: "utf8",
    legalComments: "inline",
    sourcemap: "linked",
    plugins: [outsideNames(project, packages)],
    logLevel: "silent",
  });
  const out = fromFileUrl(new URL("out/", root));
  const files = new Map<string, Uint8Array>();
  for (const { path, contents, text } of outputFiles) {
    const name = path.slice(out.length).replaceAll("\\", "/");
    files.set(name, name.endsWith(".map") ? withOwnSource(name, text) : contents);
  }
  return { files, packages };
}

/** Leaves every import where it is, under the name that it has in the package. */
function outsideNames(project: Project, packages: Set<string>): Plugin {
  return {
    name: "outside-names",
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /.*/ }, ({ path, kind }) => {
        if (kind === "entry-point" || path.endsWith("/deno.json")) return undefined;
        if (path.startsWith(".")) return { path: path.replace(/\.ts$/, ".js"), external: true };
        const name = outsideName(path, project);
        const [found] = name.match(/^(?:@[^/]+\/)?[^/]+/) ?? [];
        if (found !== undefined && !name.startsWith("node:")) packages.add(found);
        return { path: name, external: true };
      });
      // The project's own file stays at home: of it a module asks for the versions alone.
      onLoad({ filter: /deno\.json$/ }, () => {
        const { version, imports } = project;
        const asked = ["@tensorflow/tfjs", "onnxruntime-node", "assemblyscript"];
        const pinned = Object.fromEntries(asked.map((name) => [name, imports[name]]));
        return { contents: JSON.stringify({ version, imports: pinned }), loader: "json" };
      });
      onLoad({ filter: /\.ts$/ }, async ({ path }) => {
        const text = await Deno.readTextFile(path);
        // Threads and programs that a module starts lie beside it, compiled as it is.
        const contents = text.replaceAll(/(new URL\("[^"]+)\.ts"/g, '$1.js"');
        return { contents, loader: "ts" };
      });
    },
  };
}

/** A map whose one source is the file that lay beside the module, with its text in it. */
function withOwnSource(name: string, text: string): Uint8Array {
  const { version, sourcesContent, names, mappings } = JSON.parse(text);
  const source = name.split("/").at(-1)!.replace(/\.js\.map$/, ".ts");
  const sources = (sourcesContent as unknown[]).map((_, i) => i === 0 ? source : `part-${i}`);
  return new TextEncoder().encode(
    JSON.stringify({ version, sources, sourcesContent, names, mappings }),
  );
}
