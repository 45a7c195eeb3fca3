import { MODEL_FILES, VALUE_NAMES } from "../../core/exported_model.ts";
import type { NdArray } from "../../core/nd_array.ts";
import { createRng } from "../../core/rng.ts";
import { type Shape, sizeOf } from "../../core/shape.ts";
import {
  loadClassifier,
  loadDecoder,
  type LoadedAutoencoder,
  loadEncoder,
  type OrtRuntime,
} from "../../inference/mod.ts";
import type { RunRows } from "../batching/create_batcher.ts";
import {
  drawRows,
  findRowRule,
  LEAST_ROWS,
  type RowRule,
  steadyRun,
} from "../batching/row_rule.ts";
import type { Rows } from "../batching/rows.ts";
import type { TensorSpec } from "../protocol/tensor_spec.ts";
import { type CheckedFolder, openCheckedFolder } from "./checked_folder.ts";
import {
  GRAPH_NAMES,
  type GraphName,
  type GraphSpec,
  type NamedRun,
  type OpenedRun,
} from "./engine.ts";
import type { ServingRuntime } from "./open_runtime.ts";

/** A run whose parts compute. */
export interface RunningGraphs {
  readonly opened: OpenedRun;
  readonly run: { readonly [Name in GraphName]?: RunRows };
  dispose(): Promise<void>;
}

/** A part of a run before it is known in which batches its rows keep their bits. */
interface Part {
  readonly inputs: readonly TensorSpec[];
  readonly outputs: readonly TensorSpec[];
  readonly run: RunRows;
}

type Parts = { readonly [Name in GraphName]?: Part };

/** A run that has been loaded: what is said of it, and its parts. */
interface LoadedRun {
  readonly facts: Omit<OpenedRun, "graphs">;
  readonly parts: Parts;
  dispose(): Promise<void>;
}

/**
 * Opens what there is of a run: its encoder, its decoder where that reads codes alone, both as one, and its
 * classifier. Finds for each in which batches rows keep their bits.
 *
 * Throws an Error, one sentence, for a folder without any of them, for files that are not those of its
 * manifest, and for what the runtime refuses.
 */
export async function openGraphs(
  run: NamedRun,
  { runtime, maxRows }: { runtime: ServingRuntime; maxRows: number },
): Promise<RunningGraphs> {
  const folder = await openCheckedFolder(run.directory);
  const { facts, parts, dispose } = await loadParts(run, { folder, runtime, maxRows });
  const graphs: { [Name in GraphName]?: GraphSpec } = {};
  const running: { [Name in GraphName]?: RunRows } = {};
  try {
    for (const name of GRAPH_NAMES) {
      const part = parts[name];
      if (!part) continue;
      const { inputs, outputs } = part, rng = createRng(0).fork(name);
      const rule: RowRule = await findRowRule(part.run, {
        maxRows,
        draw: drawRows(inputs, () => rng.uniform()),
      });
      graphs[name] = { inputs, outputs, rule };
      running[name] = steadyRun(part.run, { rule, maxRows });
    }
  } catch (error) {
    await dispose();
    throw error;
  }
  return { opened: { ...facts, graphs }, run: running, dispose };
}

interface Loading {
  readonly folder: CheckedFolder;
  readonly runtime: ServingRuntime;
  readonly maxRows: number;
}

async function loadParts(run: NamedRun, loading: Loading): Promise<LoadedRun> {
  const { folder } = loading;
  const has = async (path: string) => await folder.read(path) !== undefined;
  // The loader goes on without it where it cannot be read, which one that was changed must not pass for.
  await has(MODEL_FILES.generation);
  const classifier = await has(MODEL_FILES.classifier) && await has(MODEL_FILES.classifierRecord)
    ? await loadClassifierPart(loading)
    : undefined;
  const hasDecoder = await has(MODEL_FILES.decoder), hasEncoder = await has(MODEL_FILES.encoder);
  if (!hasDecoder && !hasEncoder && !classifier) {
    throw new Error(
      `Cannot serve ${run.directory}: it has no ${MODEL_FILES.encoder}; "export ${run.directory}" ` +
        `would write it`,
    );
  }
  const halves = hasDecoder
    ? await loadHalves(loading, hasEncoder)
    : hasEncoder
    ? await loadEncoderPart(loading)
    : undefined;
  const all = [halves, classifier].filter((each) => each !== undefined);
  return {
    facts: Object.assign({ ...run }, ...all.map(({ facts }) => facts)),
    parts: Object.assign({}, ...all.map(({ parts }) => parts)),
    async dispose() {
      for (const each of all) await each.dispose();
    },
  };
}

type Loaded = Omit<LoadedRun, "facts"> & {
  readonly facts: Omit<LoadedRun["facts"], keyof NamedRun>;
};

const { input, code, reconstruction, logVariance, probability, probabilities, label } = VALUE_NAMES;

async function loadHalves(
  { folder, runtime: { ort, session }, maxRows }: Loading,
  hasEncoder: boolean,
): Promise<Loaded> {
  const watched = watchSessions(ort),
    options = { session, batchSize: Math.max(LEAST_ROWS, maxRows) };
  const decoder = await loadDecoder(watched.ort, folder.need, options);
  try {
    const { inputShape, codeShape, classes, prior, needs } = decoder;
    const toExamples = partOf([code, codeShape], [[reconstruction, inputShape]]);
    const both = hasEncoder ? await decoder.withEncoder() : undefined;
    const told = both?.classes ?? classes;
    // The decoder is opened first.
    const [ofDecoder, ofEncoder] = watched.inputs.map((names) => names.includes(label));
    return {
      facts: {
        inputShape,
        codeShape,
        ...(told !== undefined && { classes: told }),
        ...(prior && { prior }),
      },
      parts: {
        ...(needs.length === 0 && {
          decoder: toExamples(ofDecoder, async (batch, labels) => ({
            [reconstruction]: await decoder.decode(batch, labels),
          })),
        }),
        ...(both && {
          encoder: encoderPart(both, { inputShape, codeShape, hasLabels: ofEncoder }),
          autoencoder: partOf([input, inputShape], [[reconstruction, inputShape]])(
            ofDecoder || ofEncoder,
            async (batch, labels) => ({ [reconstruction]: await both.reconstruct(batch, labels) }),
          ),
        }),
      },
      dispose: () => decoder.dispose(),
    };
  } catch (error) {
    await decoder.dispose();
    throw error;
  }
}

/** The encoder of a whole model, which also gives the distribution of its codes where there is one. */
function encoderPart(
  model: LoadedAutoencoder,
  { inputShape, codeShape, hasLabels }: { inputShape: Shape; codeShape: Shape; hasLabels: boolean },
): Part {
  const outputs = (...names: string[]) => names.map((name) => [name, codeShape] as const);
  switch (model.distribution) {
    case "gaussian":
      return partOf([input, inputShape], outputs(code, logVariance))(
        hasLabels,
        async (batch, labels) => {
          const found = await model.encodeDistribution(batch, labels);
          if (found.type !== "gaussian") throw new TypeError(`Cannot use a ${found.type} code`);
          return { [code]: found.mean, [logVariance]: found.logVariance };
        },
      );
    case "bernoulli":
      return partOf([input, inputShape], outputs(code, probability))(
        hasLabels,
        async (batch, labels) => {
          const found = await model.encodeDistribution(batch, labels);
          if (found.type !== "bernoulli") throw new TypeError(`Cannot use a ${found.type} code`);
          return { [code]: await model.encode(batch, labels), [probability]: found.probability };
        },
      );
    default:
      return partOf([input, inputShape], outputs(code))(
        hasLabels,
        async (batch, labels) => ({ [code]: await model.encode(batch, labels) }),
      );
  }
}

async function loadEncoderPart(
  { folder, runtime: { ort, session }, maxRows }: Loading,
): Promise<Loaded> {
  const encoder = await loadEncoder(ort, folder.need, {
    session,
    batchSize: Math.max(LEAST_ROWS, maxRows),
  });
  const { inputShape, codeShape, classes } = encoder;
  return {
    facts: { inputShape, codeShape, ...(classes !== undefined && { classes }) },
    parts: {
      encoder: partOf([input, inputShape], [[code, codeShape]])(
        classes !== undefined,
        async (batch, labels) => ({ [code]: await encoder.encode(batch, labels) }),
      ),
    },
    dispose: () => encoder.dispose(),
  };
}

async function loadClassifierPart(
  { folder, runtime: { ort, session }, maxRows }: Loading,
): Promise<Loaded> {
  const classifier = await loadClassifier(ort, folder.need, {
    session,
    batchSize: Math.max(LEAST_ROWS, maxRows),
  });
  const { inputShape, classes } = classifier;
  return {
    facts: { inputShape, classNames: classes },
    parts: {
      classifier: partOf([input, inputShape], [[probabilities, [classes.length]]])(
        false,
        async (batch) => ({ [probabilities]: await classifier.classify(batch) }),
      ),
    },
    dispose: () => classifier.dispose(),
  };
}

type Compute = (
  batch: NdArray,
  options: { readonly labels?: number[] },
) => Promise<Readonly<Record<string, NdArray>>>;

/** A part that takes one array, and the classes of its rows where it is told them. */
function partOf(
  [name, shape]: readonly [name: string, shape: Shape],
  outputs: readonly (readonly [name: string, shape: Shape])[],
): (hasLabels: boolean, compute: Compute) => Part {
  const float = ([name, shape]: readonly [string, Shape]): TensorSpec => ({
    name,
    datatype: "FP32",
    shape,
  });
  return (hasLabels, compute) => ({
    inputs: [
      float([name, shape]),
      ...(hasLabels ? [{ name: label, datatype: "INT64" as const, shape: [] }] : []),
    ],
    outputs: outputs.map(float),
    async run({ rows, values }: Rows): Promise<Rows> {
      const given = values[name], classes = values[label];
      if (!(given instanceof Float32Array) || given.length !== rows * sizeOf(shape)) {
        throw new TypeError(`Cannot run rows of "${name}": they are not ${rows} rows of floats`);
      }
      const answer = await compute(
        { shape: [rows, ...shape], values: given },
        classes ? { labels: Array.from(classes as BigInt64Array, Number) } : {},
      );
      return {
        rows,
        values: Object.fromEntries(
          Object.entries(answer).map(([key, { values }]) => [key, values]),
        ),
      };
    },
  });
}

/** A runtime that keeps the names of the inputs of what it opens, in order. */
function watchSessions(ort: OrtRuntime): { ort: OrtRuntime; inputs: string[][] } {
  const inputs: string[][] = [];
  return {
    inputs,
    ort: {
      Tensor: ort.Tensor,
      InferenceSession: {
        async create(model, options) {
          const session = await ort.InferenceSession.create(model, options);
          inputs.push(session.inputMetadata.map(({ name }) => name));
          return session;
        },
      },
    },
  };
}
