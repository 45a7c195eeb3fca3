import { realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Plugin, stop } from "esbuild";
import { root as project } from "../built_folder.ts";

const root = fileURLToPath(project);

/** The place of the bundle, below the folder of what is built. */
const OUTPUT = "build/specs/specs.cjs";

/** Jasmine itself: the main module of its package looks for other files beside it. */
const JASMINE = join(root, "node_modules/jasmine-core/lib/jasmine-core/jasmine.js");

/** Bundles the specs of tfjs-core with one copy of tfjs and of these kernels; gives the file's path. */
export async function bundleSpecs(): Promise<string> {
  const output = join(root, OUTPUT);
  await build({
    stdin: { contents: entry(), resolveDir: root, loader: "ts" },
    outfile: output,
    bundle: true,
    format: "cjs",
    platform: "node",
    logLevel: "error",
    // tfjs says of its specs that nothing happens where they are loaded.
    ignoreAnnotations: true,
    plugins: [oneCopy()],
    // A file and an address that only a module has; the program is told where the kernels are.
    define: { "import.meta.url": '"file:///"' },
    logOverride: { "require-resolve-not-external": "silent" },
  });
  await stop();
  return output;
}

/** Booting comes first: the specs call `describe` as they are loaded. */
function entry(): string {
  return `
import "./scripts/specs/boot_jasmine.ts";
import "./scripts/specs/set_environment.ts";
import "${coreFolder()}/dist/tests.js";
import "./scripts/specs/execute_specs.ts";
`;
}

/** The folder of a package that another one of `node_modules` brings along. */
function coreFolder(): string {
  const union = realpathSync(join(root, "node_modules/@tensorflow/tfjs"));
  return realpathSync(join(dirname(union), "tfjs-core"));
}

/** Gives everything the modules of tfjs-core, so that engine, kernels and specs are of one copy. */
function oneCopy(): Plugin {
  const core = coreFolder();
  const wasm = realpathSync(join(root, "node_modules/@tensorflow/tfjs-backend-wasm"));
  const contents = `
    export * from "${core}/dist/index.js";
    import "${core}/dist/register_all_gradients.js";
    import "${core}/dist/public/chained_ops/register_all_chained_ops.js";
  `;
  return {
    name: "one-copy",
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^@tensorflow\/tfjs$/ }, () => ({ path: "tfjs", namespace: "union" }));
      onLoad({ filter: /.*/, namespace: "union" }, () => ({ contents, resolveDir: root }));
      onResolve(
        { filter: /^\.\/jasmine_util\.ts$/ },
        () => ({ path: `${core}/dist/jasmine_util.js` }),
      );
      onResolve({ filter: /^jasmine-core$/ }, () => ({ path: JASMINE }));
      onResolve({ filter: /^@tensorflow\/tfjs-core$/ }, () => ({ path: `${core}/dist/index.js` }));
      onResolve({ filter: /^@tensorflow\/tfjs-backend-wasm$/ }, () => {
        return { path: `${wasm}/dist/index.js` };
      });
    },
  };
}
