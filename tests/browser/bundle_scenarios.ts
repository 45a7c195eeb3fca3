import * as esbuild from "esbuild";
import { fromFileUrl, join } from "@std/path";

const here = fromFileUrl(new URL(".", import.meta.url));

/** The folder of bundles and pictures: within the repository, where Node finds its packages. */
export const OUT = fromFileUrl(new URL("../../build/browser_tests", import.meta.url));

const namesIn = (folder: string) =>
  [...Deno.readDirSync(join(here, folder))].map(({ name }) => name)
    .filter((name) => name.endsWith(".ts")).sort();

/** Bundles all scenarios for Node and the scripts of the pages for the browser; gives the first's path. */
export async function bundleScenarios(): Promise<string> {
  const scenarios = join(OUT, "scenarios.mjs");
  const entry = [
    ...namesIn("scenarios").map((name) => `import "./scenarios/${name}";`),
    'import { playScenarios } from "./play_scenarios.ts";',
    "await playScenarios(JSON.parse(process.argv[2]));",
  ];
  try {
    await esbuild.build({
      stdin: { contents: entry.join("\n"), resolveDir: here, loader: "ts" },
      bundle: true,
      format: "esm",
      platform: "node",
      target: "node20",
      external: ["onnxruntime-node", "playwright-core"],
      sourcemap: "inline",
      outfile: scenarios,
      logLevel: "error",
    });
    await esbuild.build({
      entryPoints: namesIn("pages").map((name) => join(here, "pages", name)),
      bundle: true,
      format: "esm",
      target: "es2022",
      outdir: join(OUT, "pages"),
      logLevel: "error",
    });
  } finally {
    await esbuild.stop();
  }
  return scenarios;
}
