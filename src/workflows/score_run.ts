import { createRng } from "../core/rng.ts";
import { sizeOf } from "../core/shape.ts";
import { className } from "../data/mod.ts";
import { pcaOfRun } from "../evaluation/pca_file.ts";
import { scoreBatches, type ScoredBatch } from "../evaluation/passes/score_batches.ts";
import { variationalModel } from "../evaluation/passes/variational_model.ts";
import { type Detection, detection } from "../evaluation/statistics/mod.ts";
import type { LoadedAutoencoder } from "../inference/mod.ts";
import type { Row } from "../io/tables/table.ts";
import { writeTable } from "../io/tables/write_table.ts";
import { loadRun } from "../runs/load_run.ts";
import type { FinishedRun } from "../runs/open_run.ts";
import { readPreprocessor } from "../runs/preprocessor_file.ts";
import { type NamedExamples, readExamples, runDataOnce } from "../runs/run_data.ts";
import { startRunBackend } from "../runs/start_run_backend.ts";
import { anomaliesAmong, classesOf } from "./anomalies.ts";
import { type ScoredExample, type ScoreTable, scoreTable } from "./score_table.ts";
import { scoreColumns } from "./score_columns.ts";
import { type Limit, limitOf, type Threshold } from "./score_threshold.ts";

/** The choices of scoring examples. */
export interface ScoringOptions {
  /** Other data than the run's own. */
  readonly data: string | undefined;
  readonly split: "train" | "test";
  /** The file to write; none unless given. */
  readonly out?: string | undefined;
  /** True to write the error of each value as well. */
  readonly hasColumns?: boolean;
  /** True to score by the evidence lower bound as well. */
  readonly hasLikelihood?: boolean;
  readonly threshold?: Threshold | undefined;
  /** The classes that are the anomalies, as `anomaliesAmong` takes them. */
  readonly anomaly?: string | undefined;
}

/** Examples of a data set, scored. */
export interface Scoring {
  /** The name of the data. */
  readonly data: string;
  /** All examples, in the order of the data. */
  readonly examples: readonly ScoredExample[];
  /** The number of values that an error is summed over. */
  readonly size: number;
  /** The error above which examples are flagged. */
  readonly limit?: Limit;
  /** The figures of how well scores tell the anomalies, where these are known. */
  readonly told?: ToldAnomalies;
  readonly remarks: readonly string[];
}

/** The figures of how well each score tells the anomalies. */
export interface ToldAnomalies {
  /** The number of examples that are anomalies. */
  readonly anomalies: number;
  readonly error: Detection;
  readonly negativeElbo?: Detection;
  /** By the errors of PCA of the same size, where there is one. */
  readonly pca?: Detection & { readonly components: number };
}

/**
 * Scores examples by how far a run's model is from reconstructing them, and writes the scores of each.
 *
 * Throws as `readExamples`, `anomaliesAmong` and `limitOf` do, and a RangeError, one sentence,
 * for a likelihood that the model does not have and for too many columns.
 */
export async function scoreRun(run: FinishedRun, options: ScoringOptions): Promise<Scoring> {
  const { data, split, out, anomaly } = options;
  const own = runDataOnce(run, { isNumbered: true });
  const read = { data, split, own, newClasses: true, isNumbered: true };
  const on = await readExamples(run, read);
  await using autoencoder = await loadRun(run.directory);
  const variational = options.hasLikelihood ? boundOf(run, autoencoder) : undefined;
  const columns = options.hasColumns
    ? scoreColumns(await readPreprocessor(run.directory), run.directory)
    : undefined;
  const anomalies = anomaly === undefined ? undefined : anomaliesAmong(run, on, anomaly);
  const limit = options.threshold &&
    await limitOf(options.threshold, run, { autoencoder, data: own });
  const threshold = limit?.error;
  const pca = anomalies && await pcaOfRun(run, async () => {
    await startRunBackend(run.config);
    return (await own()).train;
  });
  const scores = scoreBatches(autoencoder, on.examples, { pca, variational });
  const taken: Taken = { examples: [], errors: [], negativeElbos: [], pcaErrors: [] };
  const table = scoreTable({
    fields: [
      "id",
      ...on.examples.labels ? ["label" as const] : [],
      "error",
      ...variational ? ["negativeElbo" as const] : [],
      ...threshold === undefined ? [] : ["flag" as const],
    ],
    of: columns,
  });
  const rows = take(scores, { on, threshold, taken, table });
  if (out !== undefined) await writeTable(out, { columns: table.columns, rows });
  else for await (const _ of rows);
  const told = anomalies && {
    anomalies: anomalies.reduce((sum, each) => sum + each, 0),
    error: tell(taken.errors, anomalies),
    ...(variational && { negativeElbo: tell(taken.negativeElbos, anomalies) }),
    ...(pca && {
      pca: { components: pca.components.shape[0], ...tell(taken.pcaErrors, anomalies) },
    }),
  };
  return {
    data: on.name,
    examples: taken.examples,
    size: sizeOf(on.examples.shape),
    ...(limit && { limit }),
    ...(told && { told }),
    remarks: [
      ...on.remarks,
      ...limit?.remarks ?? [],
      ...limit && variational
        ? [
          "Examples are flagged by their squared errors, which the threshold is one of, not by bounds.",
        ]
        : [],
      ...remarksOn(on, { anomaly, examples: taken.examples }),
    ],
  };
}

/** Everything that is kept of scores. */
interface Taken {
  readonly examples: ScoredExample[];
  readonly errors: number[];
  readonly negativeElbos: number[];
  readonly pcaErrors: number[];
}

/** Takes scores as they come, and gives the rows that they make. */
async function* take(
  scores: AsyncIterable<ScoredBatch>,
  { on: { examples, classes }, threshold, taken, table }: {
    on: NamedExamples;
    threshold: number | undefined;
    taken: Taken;
    table: ScoreTable;
  },
): AsyncGenerator<Row[], void> {
  const { ids, labels } = examples;
  for await (const { batch, errors, negativeElbos = [], pcaErrors = [] } of scores) {
    const size = errors.values.length / batch.count;
    const rows: Row[] = [];
    for (let i = 0; i < batch.count; i++) {
      const at = batch.from + i, error = errors.sums[i];
      const example: ScoredExample = {
        id: ids?.[at] ?? String(at + 1),
        ...(labels && { label: className(classes, labels[at]) }),
        error,
        ...(negativeElbos.length > 0 && { negativeElbo: negativeElbos[i] }),
        ...(threshold !== undefined && { flag: error > threshold ? 1 : 0 }),
      };
      taken.examples.push(example);
      rows.push(table.rowOf(example, errors.values.subarray(i * size, (i + 1) * size)));
    }
    taken.errors.push(...errors.sums);
    taken.negativeElbos.push(...negativeElbos);
    taken.pcaErrors.push(...pcaErrors);
    yield rows;
  }
}

/** The halves of a variational model; draws come from where those of its evaluation do. */
function boundOf({ directory, config, model }: FinishedRun, autoencoder: LoadedAutoencoder) {
  const { encode, decoder } = variationalModel(autoencoder, model.plan) ?? {};
  if (encode && decoder) {
    const rng = createRng(config.recipe.seed).fork("evidence lower bound");
    return { model: { encode, decoder }, rng };
  }
  throw new RangeError(
    `Cannot bound the likelihood of ${directory}: expected a model with Gaussian codes that was ` +
      `trained by a likelihood, and whose decoder reads codes alone; leave --likelihood out`,
  );
}

function tell(scores: readonly number[], positives: Uint8Array): Detection {
  return detection({ scores: Float64Array.from(scores), positives });
}

function remarksOn(
  on: NamedExamples,
  { anomaly, examples }: {
    anomaly: string | undefined;
    examples: readonly ScoredExample[];
  },
): string[] {
  const strange = examples.filter(({ error }) => error === Infinity).length;
  const classes = anomaly === undefined ? classesOf(on) : [];
  return [
    ...(strange > 0
      ? [
        `For ${strange} of the ${examples.length} examples the model gives no finite numbers: their ` +
        `errors are infinite.`,
      ]
      : []),
    ...(classes.length > 1
      ? [
        `With --anomaly CLASS it is said how well errors tell these from the others; the classes are ${
          classes.join(", ")
        }.`,
      ]
      : []),
  ];
}
