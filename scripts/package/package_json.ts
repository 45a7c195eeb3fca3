/** The parts of deno.json that a package is made of. */
export interface Project {
  readonly version: string;
  readonly license: string;
  /** The modules of the library, by what is imported. */
  readonly exports: Readonly<Record<string, string>>;
  /** The packages, exact, by what is imported. */
  readonly imports: Readonly<Record<string, string>>;
}

/** The oldest versions that run it, which the program checks when it starts. */
export const ENGINES = { node: ">=20.9" } as const;

/** The packages that whoever wants them installs: each is loaded where it is needed, and not before. */
const PEERS: Readonly<Record<string, string>> = {
  "@electric-sql/pglite": "the exact version",
  "@electric-sql/pglite-pgvector": "the exact version",
  "onnxruntime-node": ">=1.22",
  "onnxruntime-web": ">=1.22",
  pg: "^8.13.0",
  "sqlite-vec": "^0.1.6",
};

/** The modules that do something when they are loaded: programs, and threads. */
const PROGRAMS = ["./bin/*", "./build/**", "./src/cli/*", "./src/devices/run_trial.js"];
const THREADS = [
  "./src/kernels/heap/threads/kernel_thread.js",
  "./src/server/engines/inference_worker.js",
  "./src/server/pictures/picture_worker.js",
  "./src/search/trial_worker.js",
];

/** The package.json of what is published: `used` are the packages that its modules import. */
export function packageJson(project: Project, used: ReadonlySet<string>): object {
  const versions = packageVersions(project);
  const entry = (module: string) => {
    const path = module.replace(/\.ts$/, "");
    return { types: `${path}.d.ts`, default: `${path}.js` };
  };
  const pinned = [...used].filter((name) => !Object.hasOwn(PEERS, name)).sort();
  const missing = [...used].find((name) => !versions.has(name));
  if (missing !== undefined) {
    throw new Error(`Cannot pack: deno.json says no version of ${missing}`);
  }
  return {
    name: "isthmus",
    version: project.version,
    description: "Autoencoders: trained on WebAssembly, run everywhere on ONNX",
    keywords: ["autoencoder", "onnx", "webassembly", "tensorflow.js", "machine-learning"],
    license: project.license,
    type: "module",
    engines: ENGINES,
    bin: { isthmus: "bin/isthmus.js" },
    exports: {
      ...Object.fromEntries(
        Object.entries(project.exports).map(([name, module]) => [name, entry(module)]),
      ),
      "./element": "./build/web/isthmus-decoder.js",
      "./kernels/*.wasm": "./build/kernels/*.wasm",
      "./recipe.schema.json": "./models/recipe.schema.json",
      "./package.json": "./package.json",
    },
    unpkg: "./build/web/isthmus-decoder.js",
    jsdelivr: "./build/web/isthmus-decoder.js",
    sideEffects: [...PROGRAMS, ...THREADS],
    dependencies: Object.fromEntries(pinned.map((name) => [name, versions.get(name)])),
    peerDependencies: Object.fromEntries(
      Object.entries(PEERS).map(([name, range]) => [
        name,
        range === "the exact version" ? versions.get(name) : range,
      ]),
    ),
    peerDependenciesMeta: Object.fromEntries(
      Object.keys(PEERS).map((name) => [name, { optional: true }]),
    ),
  };
}

/** The exact version of each package of deno.json. */
export function packageVersions({ imports }: Pick<Project, "imports">): Map<string, string> {
  return new Map(
    Object.values(imports).flatMap((target) => {
      const [, name, version] = target.match(/^npm:((?:@[^/@]+\/)?[^/@]+)@([^/]+)/) ?? [];
      return name === undefined ? [] : [[name, version] as const];
    }),
  );
}

/** The name of a bare specifier outside of this project: `@std/path` lies in `deno-std`. */
export function outsideName(specifier: string, { imports }: Pick<Project, "imports">): string {
  const target = imports[specifier];
  if (target === undefined) return specifier;
  return target.replace(/^npm:((?:@[^/@]+\/)?[^/@]+)@[^/]+/, "$1");
}
