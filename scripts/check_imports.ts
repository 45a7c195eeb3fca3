/**
 * Checks that imports between the floors of `src/` point down only, and that what runs in a browser
 * reaches neither tfjs nor Deno. Prints every import that does not, and exits with 1.
 */

/** Each floor and the floors that it may import. */
const floors: Readonly<Record<string, readonly string[]>> = {
  core: [],
  data: ["core"],
  onnx: ["core"],
  kernels: ["core"],
  corruptions: ["core", "kernels"],
  layers: ["core", "onnx", "kernels", "corruptions"],
  losses: ["core", "kernels", "layers"],
  penalties: ["core", "kernels", "layers"],
  optimizers: ["core", "kernels"],
  model: ["core", "kernels", "corruptions", "layers", "losses", "penalties"],
  training: ["core", "data", "kernels", "layers", "losses", "model", "optimizers", "penalties"],
  variants: ["core", "corruptions", "layers", "losses", "penalties", "model"],
  recipes: ["core", "model", "training", "variants"],
  export: ["core", "onnx", "layers", "losses", "model"],
  baselines: ["core", "data"],
  generation: ["core"],
  inference: ["core"],
  lite: ["core", "onnx"],
  plots: ["core"],
  web: ["core", "generation", "inference", "lite", "onnx", "plots"],
  evaluation: ["core", "data"],
  io: ["core", "data", "kernels", "recipes"],
  runs: [
    "core",
    "corruptions",
    "data",
    "kernels",
    "losses",
    "model",
    "training",
    "variants",
    "recipes",
    "export",
    "baselines",
    "generation",
    "inference",
    "plots",
    "evaluation",
    "web",
    "io",
  ],
  cli: [
    "core",
    "data",
    "baselines",
    "generation",
    "kernels",
    "recipes",
    "training",
    "model",
    "plots",
    "io",
    "web",
    "runs",
  ],
};

/** The floors that run in a browser. */
const BROWSER_SAFE = ["core", "onnx", "generation", "inference", "lite", "plots", "web"];

/** The floors that may touch the world: disk, network, arguments, clock, printing. */
const WORLDLY = ["io", "runs", "cli", "web"];

/** What touches the world, by name. */
const WORLD = /\b(Deno|console|performance|process|fetch)\.|\bDate\b|["']node:/;

const src = new URL("../src/", import.meta.url);
const faults: string[] = [];
for (const floor of Deno.readDirSync(src)) {
  if (!floor.isDirectory) continue;
  if (!(floor.name in floors)) {
    faults.push(`src/${floor.name}: is not in the table of floors`);
    continue;
  }
  for (const path of sources(new URL(`${floor.name}/`, src))) checkFile(floor.name, path);
}
for (const fault of faults) console.error(fault);
Deno.exit(faults.length === 0 ? 0 : 1);

function* sources(folder: URL): Generator<URL> {
  for (const entry of Deno.readDirSync(folder)) {
    if (entry.isDirectory) yield* sources(new URL(`${entry.name}/`, folder));
    else if (entry.name.endsWith(".ts")) yield new URL(entry.name, folder);
  }
}

function checkFile(floor: string, path: URL): void {
  const text = Deno.readTextFileSync(path);
  const name = path.href.slice(src.href.length - "src/".length);
  for (const [, specifier] of text.matchAll(/\b(?:from|import)\s*\(?\s*"([^"]+)"/g)) {
    if (specifier.startsWith(".")) {
      const target = new URL(specifier, path).href;
      const to = target.startsWith(src.href) ? target.slice(src.href.length).split("/")[0] : "";
      if (to !== "" && to !== floor && !floors[floor].includes(to)) {
        faults.push(`${name}: imports ${to}, which is not below ${floor}`);
      }
    } else if (BROWSER_SAFE.includes(floor) && /tfjs|^node:|onnxruntime/.test(specifier)) {
      faults.push(`${name}: imports ${specifier}, but ${floor} runs in a browser`);
    }
  }
  if (WORLDLY.includes(floor)) return;
  const code = text.replaceAll(/\/\*[^]*?\*\/|\/\/.*/g, "");
  const found = code.match(WORLD);
  if (found) faults.push(`${name}: uses ${found[0]}, but ${floor} must not touch the world`);
}
