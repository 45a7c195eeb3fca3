/** A room of `src/`: a folder that holds one idea, and what may be imported into it. */
export interface Room {
  /** The contents of the folder, as the table of the architecture has it. */
  readonly holds: string;
  /** The rooms that it may import, by their folders; those inside of it are allowed as well. */
  readonly imports: readonly string[];
  /** True where its files may touch the world: disk, network, arguments, clock, printing. */
  readonly isWorldly?: boolean;
  /** True where it runs in a browser, and so imports neither tfjs nor anything of one host. */
  readonly inBrowser?: boolean;
  /** True for a room inside of one with a `mod.ts` that is entered without going through it. */
  readonly isOpen?: boolean;
}

/**
 * Every room by its folder, from the top of the house to the bottom. A file belongs to the room with
 * the longest name that its path begins with.
 */
export const rooms: Readonly<Record<string, Room>> = {
  cli: {
    holds: "finds the command, runs it, prints what went wrong",
    imports: [],
    isWorldly: true,
  },
  "cli/commands": {
    holds: "one file per command: parse → run → print",
    imports: [
      "cli/console",
      "cli/options",
      "workflows",
      "report/pictures",
      "site",
      "site/pages",
      "evaluation",
      "evaluation/passes",
      "runs",
      "io",
      "io/download",
      "io/files",
      "io/find",
      "io/tables",
      "recipes",
      "model",
      "generation",
      "kernels",
      "plots",
      "data",
      "core",
    ],
    isWorldly: true,
  },
  "cli/console": {
    holds: "progress, tables and pictures for a terminal, and interrupts from it",
    imports: [
      "cli/options",
      "evaluation/record",
      "runs",
      "io/files",
      "io/tables",
      "preprocessing",
      "recipes",
      "pretraining",
      "training",
      "plots",
      "data",
      "core",
    ],
    isWorldly: true,
  },
  "cli/options": {
    holds: "what a command is, and the options that several share",
    imports: ["io/tables", "web/model", "core"],
    isWorldly: true,
  },
  workflows: {
    holds: "what a command sets going: prepare, train, finish, export",
    imports: [
      "report",
      "report/pictures",
      "evaluation",
      "evaluation/parity",
      "evaluation/passes",
      "evaluation/statistics",
      "evaluation/record",
      "runs",
      "preprocessing",
      "io",
      "io/files",
      "io/tables",
      "recipes",
      "variants",
      "export",
      "boltzmann",
      "pretraining",
      "ladder",
      "training",
      "losses",
      "model",
      "baselines",
      "generation",
      "inference",
      "retrieval",
      "kernels",
      "data",
      "core",
    ],
    isWorldly: true,
  },
  report: {
    holds: "the report and the card of a run, written",
    imports: ["evaluation/record", "runs", "io/files", "pretraining", "model", "core"],
    isWorldly: true,
  },
  "report/sections": {
    holds: "the parts of a report, one record each: what it gathers, how it draws",
    imports: [
      "report/pictures",
      "report/markup",
      "evaluation",
      "evaluation/passes",
      "evaluation/statistics",
      "evaluation/record",
      "runs",
      "preprocessing",
      "pretraining",
      "boltzmann",
      "training",
      "model",
      "losses",
      "penalties",
      "baselines",
      "generation",
      "inference",
      "plots",
      "data",
      "core",
    ],
  },
  "report/pictures": {
    holds: "what is drawn of a run: examples, codes on their way, weights",
    imports: [
      "evaluation",
      "evaluation/passes",
      "runs",
      "model",
      "baselines",
      "generation",
      "inference",
      "plots",
      "data",
      "core",
    ],
  },
  "report/markup": {
    holds: "the page of a report as HTML: its style, tables and sheets of images",
    imports: ["plots", "core"],
  },
  site: {
    holds: "the static folder that shows models in a browser: written, read, served",
    imports: ["evaluation/record", "runs", "io/files", "web/model", "generation", "core"],
    isWorldly: true,
  },
  "site/pages": {
    holds: "the HTML around the element, and the page of a map",
    imports: ["web/map", "plots", "core"],
  },
  evaluation: {
    holds: "what a run is measured to do, beside PCA and beside other runs",
    imports: ["runs", "io/files", "model", "baselines", "inference", "data", "core"],
    isWorldly: true,
  },
  "evaluation/measures": {
    holds: "what else there is to say of a kind of model, one function each",
    imports: [
      "evaluation/passes",
      "evaluation/statistics",
      "evaluation/record",
      "pretraining",
      "boltzmann",
      "model",
      "penalties",
      "baselines",
      "inference",
      "data",
      "core",
    ],
  },
  "evaluation/parity": {
    holds: "exported halves beside the trainer",
    imports: ["evaluation/record", "training", "model", "losses", "core"],
    isWorldly: true,
  },
  "evaluation/passes": {
    holds: "passes of a trained model over examples",
    imports: [
      "evaluation/statistics",
      "evaluation/record",
      "training",
      "model",
      "penalties",
      "corruptions",
      "baselines",
      "inference",
      "data",
      "core",
    ],
  },
  "evaluation/statistics": {
    holds: "what all sides are measured by, as pure functions of arrays",
    imports: ["evaluation/record", "retrieval", "data", "core"],
  },
  "evaluation/record": {
    holds: "`evaluation.json`: its schema, read and written, as a table and in sentences",
    imports: ["runs", "io/files", "schemas", "core"],
    isWorldly: true,
  },
  runs: {
    holds: "the run folder on disk, and nothing else",
    imports: [
      "preprocessing",
      "io",
      "io/files",
      "io/find",
      "io/read",
      "recipes",
      "training",
      "model",
      "inference",
      "kernels",
      "data",
      "schemas",
      "core",
    ],
    isWorldly: true,
  },
  io: {
    holds: "recipes and compiled kernels from disk",
    imports: ["recipes", "kernels", "core"],
    isWorldly: true,
  },
  "io/read": {
    holds: "a data set from whatever lies at a path",
    imports: ["io/files", "io/find", "data", "core"],
    isWorldly: true,
  },
  "io/tables": {
    holds: "tables written by the endings of their files: CSV, Parquet, JSON lines",
    imports: ["io/files"],
    isWorldly: true,
  },
  "io/download": {
    holds: "known data sets from their hosts, checked",
    imports: ["io/files", "io/find", "core"],
    isWorldly: true,
  },
  "io/find": {
    holds: "where data sets are, and which are known by name",
    imports: ["io/files", "data"],
    isWorldly: true,
  },
  "io/files": {
    holds: "files and folders: listed, read, written atomically",
    imports: ["data"],
    isWorldly: true,
  },
  preprocessing: {
    holds: "examples as people have them, as the input of a model",
    imports: ["data", "schemas", "core"],
  },
  recipes: {
    holds: "the schema of a recipe, and overrides",
    imports: [
      "variants",
      "pretraining",
      "ladder",
      "training",
      "model",
      "optimizers",
      "data",
      "schemas",
      "core",
    ],
  },
  variants: {
    holds: "the family: one record each, and the registry",
    imports: ["model", "penalties", "corruptions", "layers", "schemas", "core"],
  },
  export: {
    holds: "a plan and its parameters as ONNX files, and what goes with them",
    imports: ["training", "model", "penalties", "layers", "losses", "onnx", "data", "core"],
  },
  pretraining: {
    holds: "stages before a training: hidden layers and convolutions, one by one",
    imports: [
      "boltzmann",
      "training",
      "model",
      "penalties",
      "layers",
      "losses",
      "corruptions",
      "data",
      "core",
    ],
  },
  boltzmann: {
    holds: "restricted Boltzmann machines: trained, sampled, their likelihood",
    imports: ["training", "kernels", "data", "schemas", "core"],
  },
  ladder: {
    holds: "ladder networks: classifiers trained on examples most of which have no label",
    imports: [
      "training",
      "model",
      "layers",
      "optimizers",
      "kernels",
      "data",
      "schemas",
      "core",
    ],
  },
  training: {
    holds: "`gradients`, `update`, `fit`, schedules, snapshots; yields events, prints nothing",
    imports: [
      "model",
      "penalties",
      "optimizers",
      "layers",
      "losses",
      "kernels",
      "data",
      "schemas",
      "core",
    ],
  },
  model: {
    holds: "spec, plan, mirror, initial parameters, forward pass",
    imports: ["layers", "losses", "penalties", "corruptions", "kernels", "schemas", "core"],
  },
  penalties: {
    holds: "terms of the loss besides the reconstruction, one file each",
    imports: ["layers", "kernels", "schemas", "core"],
  },
  losses: {
    holds: "what compares a reconstruction with its input: losses by name, and likelihoods",
    imports: ["layers", "kernels", "schemas", "core"],
  },
  layers: {
    holds: "the kinds of layers by their types; the door of the rooms inside",
    imports: ["schemas", "core"],
  },
  "layers/sparse": {
    holds: "codes of which few entries are not 0: kept, inferred, decoded",
    imports: ["layers/contract", "kernels", "onnx", "core"],
  },
  "layers/latent": {
    holds: "codes that are drawn, or entries of a codebook",
    imports: ["layers/contract", "kernels", "core"],
  },
  "layers/images": {
    holds: "convolutions, pools, and how windows lie on images",
    imports: ["layers/contract", "kernels", "onnx", "core"],
  },
  "layers/linear": {
    holds: "fully connected layers, labels, other axes",
    imports: ["layers/contract", "kernels", "core"],
  },
  "layers/elementwise": {
    holds: "what makes each value from itself: activations, normalisation, noise",
    imports: ["layers/contract", "corruptions", "kernels"],
  },
  "layers/contract": {
    holds: "what a layer is: shapes, parameters, tfjs, ONNX; activations",
    imports: ["corruptions", "kernels", "onnx", "core"],
  },
  optimizers: {
    holds: "one step of each, fused",
    imports: ["kernels", "schemas"],
  },
  corruptions: {
    holds: "damage to inputs while training, one file each",
    imports: ["kernels", "schemas", "core"],
  },
  baselines: {
    holds: "PCA, a median filter, a linear classifier, nearest neighbours",
    imports: ["data", "core"],
  },
  kernels: {
    holds: "`asm/` on tfjs memory, registered under the names of tfjs; `startBackend`",
    imports: ["core"],
  },
  "kernels/tfjs": {
    holds: "operators that no layer uses, so that any model of tfjs can be trained",
    imports: [
      "kernels/convolution",
      "kernels/pooling",
      "kernels/products",
      "kernels/heap",
      "core",
    ],
  },
  "kernels/convolution": {
    holds: "convolutions, transposed and dilated, and their gradients",
    imports: ["kernels/heap", "core"],
  },
  "kernels/pooling": {
    holds: "maxima with switches, unpooling, repeated pixels",
    imports: ["kernels/heap", "core"],
  },
  "kernels/products": {
    holds: "matrix products and transposes",
    imports: ["kernels/heap", "core"],
  },
  "kernels/sparse": {
    holds: "sparse codes, dictionaries, rows of tables",
    imports: ["kernels/heap", "core"],
  },
  "kernels/learning": {
    holds: "losses and the steps of optimizers, each in one pass",
    imports: ["kernels/heap"],
  },
  "kernels/elementwise": {
    holds: "activations with their gradients, sums, slices, columns normalised and denoised",
    imports: ["kernels/heap", "core"],
  },
  "kernels/boltzmann": {
    holds: "binary units: drawn from their inputs, multiplied, their free energy",
    imports: ["kernels/random", "kernels/heap", "core"],
  },
  "kernels/random": {
    holds: "random numbers by counter-based streams",
    imports: ["kernels/heap", "core"],
  },
  "kernels/heap": {
    holds: "the memory of tfjs, the routines on it, how a kernel is registered",
    imports: ["core"],
  },
  maps: {
    holds: "maps of collections: neighbours, t-SNE, UMAP, and how good a map is",
    imports: ["retrieval", "baselines", "core"],
    inBrowser: true,
  },
  retrieval: {
    holds: "what a query finds in a collection, and how good that is",
    imports: ["core"],
    inBrowser: true,
  },
  data: {
    holds: "data sets as values; the door of the rooms inside",
    imports: [],
  },
  "data/formats": {
    holds: "readers from bytes: IDX, CIFAR, NumPy, CSV, JSON lines, images, texts",
    imports: ["data/examples", "core"],
  },
  "data/drawn": {
    holds: "data that the toolkit draws itself: digits, stained pages",
    imports: ["data/examples", "core"],
  },
  "data/examples": {
    holds: "examples, their batches, splits and means",
    imports: ["core"],
  },
  web: {
    holds: "`<isthmus-decoder>`: the element and what wires its parts",
    imports: ["core"],
    isWorldly: true,
    inBrowser: true,
  },
  "web/map": {
    holds: "the program of a page that shows maps of a collection",
    imports: ["web/controls", "plots", "core"],
    isWorldly: true,
    inBrowser: true,
    isOpen: true,
  },
  "web/generate": {
    holds: "the panel that moves a code",
    imports: [
      "web/pad",
      "web/sliders",
      "web/picture",
      "web/controls",
      "web/model",
      "generation",
    ],
    isWorldly: true,
    inBrowser: true,
  },
  "web/reconstruct": {
    holds: "the panel that encodes an input and shows what becomes of it",
    imports: ["web/drawing", "web/input", "web/picture", "web/controls", "web/model", "core"],
    isWorldly: true,
    inBrowser: true,
  },
  "web/drawing": {
    holds: "drawing by mouse, touch and keyboard",
    imports: ["web/input", "web/picture", "web/controls", "core"],
    isWorldly: true,
    inBrowser: true,
  },
  "web/pad": {
    holds: "the map of codes and the cross-hair on it",
    imports: ["web/controls", "web/model", "generation", "plots", "core"],
    isWorldly: true,
    inBrowser: true,
  },
  "web/sliders": {
    holds: "a slider for each direction of a code",
    imports: ["web/controls"],
    isWorldly: true,
    inBrowser: true,
  },
  "web/picture": {
    holds: "what is decoded: an image, words, a row of values or a curve",
    imports: ["web/controls", "web/model", "plots", "core"],
    isWorldly: true,
    inBrowser: true,
  },
  "web/controls": {
    holds: "choices, the frame, the theme",
    imports: ["web/model"],
    isWorldly: true,
    inBrowser: true,
  },
  "web/input": {
    holds: "a picture of any kind, or a row of numbers, as the model's input",
    imports: ["core"],
    isWorldly: true,
    inBrowser: true,
  },
  "web/model": {
    holds: "a model folder, an engine, and the session at one code",
    imports: ["generation", "inference", "lite", "plots", "onnx", "core"],
    isWorldly: true,
    inBrowser: true,
    isOpen: true,
  },
  lite: {
    holds: "runs exported files where an ONNX Runtime is too large, on kernels of `asm/`",
    imports: ["onnx", "core"],
    inBrowser: true,
  },
  onnx: {
    holds: "the format: messages, graph builder, bounded reader, checker; knows no layers",
    imports: ["core"],
    inBrowser: true,
  },
  generation: {
    holds: "interpolations, analogies, grids and mixtures of codes, for a decoder to decode",
    imports: ["core"],
    inBrowser: true,
  },
  inference: {
    holds: "runs exported files on a runtime that the caller hands in",
    imports: ["core"],
    // The files of a model come by `fetch` where the caller names their address.
    isWorldly: true,
    inBrowser: true,
  },
  plots: {
    holds: "charts, sheets of tiles, markup",
    imports: ["core"],
    inBrowser: true,
  },
  schemas: {
    holds: "registries of records that carry their schemas; the sentence for what fits none",
    imports: [],
  },
  core: {
    holds: "shape, arrays, random numbers, safetensors",
    imports: [],
    inBrowser: true,
  },
};
