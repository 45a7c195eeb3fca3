import type { Examples } from "../../data/mod.ts";
import {
  type LabelErrorsRecord,
  openLabelErrors,
  writeLabelErrors,
} from "../../evaluation/record/label_errors.ts";
import type { ClassifierRecipe } from "../../recipes/mod.ts";
import type { FinishedRun } from "../../runs/open_run.ts";
import { readRunData } from "../../runs/run_data.ts";
import type { SplitData } from "../../runs/split_data.ts";
import { startRunBackend } from "../../runs/start_run_backend.ts";
import { VERSION } from "../../runs/versions.ts";
import { weightsHash } from "../../runs/weights_file.ts";
import { labelRows } from "./label_rows.ts";
import {
  LABEL_WAYS,
  type LabelTask,
  type LabelWay,
  type LabelWayName,
  USUAL_WAYS,
} from "./label_ways.ts";
import { chooseLabels } from "./plan_classifier.ts";

/** A number of labels; "all" for those of all training examples. */
export type LabelCount = number | "all";

/** The test errors of classifiers of so many labels, a share for each seed. */
export interface LabelErrors {
  readonly labels: number;
  readonly errors: Readonly<Partial<Record<LabelWayName, readonly number[]>>>;
}

/** The choices of comparing. */
export interface CompareLabelsOptions {
  readonly labels: readonly LabelCount[];
  /** The number of seeds, from that of the recipe on: of the labels that are drawn, and of the training. */
  readonly seeds: number;
  /** The ways to compare; the usual ones unless given. */
  readonly ways?: readonly LabelWayName[];
  /** The file that takes the error of each classifier at once, and those of which are not made again. */
  readonly record?: string | undefined;
  /** Called after each classifier that was made. */
  onDone(done: { labels: number; way: LabelWayName; seed: number; error: number }): void;
}

/** A comparison, and sentences on its data. */
export interface LabelComparison {
  readonly examples: number;
  /** The names of the ways that were compared, as tables and charts have them, in their order. */
  readonly titles: ReadonlyMap<LabelWayName, string>;
  readonly rows: readonly LabelErrors[];
  readonly remarks: readonly string[];
}

/**
 * Makes classifiers from few labels and from many, by several ways, and measures each on the run's test
 * examples; writes nothing but the record. One seed draws the same labels for each way, so that differences
 * are paired.
 *
 * Throws as `learnClassifier` and `openLabelErrors` do, and a RangeError, one sentence, for more labels than
 * there are; all of it before the first classifier is made.
 */
export async function compareLabels(
  run: FinishedRun,
  recipe: ClassifierRecipe,
  { labels, seeds, ways = USUAL_WAYS, record: path, onDone }: CompareLabelsOptions,
): Promise<LabelComparison> {
  const data = await readRunData(run);
  const allSeeds = Array.from({ length: seeds }, (_, i) => recipe.seed + i);
  const counts = countsOf(labels, { data, seeds: allSeeds, directory: run.directory });
  const record = path === undefined ? undefined : await openRecord(path, { run, data, recipe });
  await startRunBackend(run.config);
  await using source = labelRows(run.directory);
  const rows: LabelErrors[] = [];
  const { rowsOf, frozenCodesOf } = source;
  const taskOf = (count: number, seed: number): LabelTask => {
    const { labels: _, ...rest } = recipe, isAll = count === data.train.count;
    const task = { ...rest, seed, ...(!isAll && { labels: count }) };
    const { labelled: few, names } = chooseLabels(data, task, run.directory);
    return { run, data, recipe: task, few, classes: names.length, rowsOf, frozenCodesOf };
  };
  // A way that the run has not is refused before the others have taken their time.
  for (const way of ways) {
    const { check }: LabelWay = LABEL_WAYS[way];
    check?.(taskOf(counts[0], allSeeds[0]));
  }
  for (const count of counts) {
    const isAll = count === data.train.count;
    const errors = Object.fromEntries(ways.map((way): [LabelWayName, number[]] => [way, []]));
    for (const seed of allSeeds) {
      const given = taskOf(count, seed);
      for (const way of ways) {
        const { error: measure, isCertain }: LabelWay = LABEL_WAYS[way];
        const kept = record?.errors.find((each) =>
          each.labels === count && each.way === way && each.seed === seed
        );
        const same = isAll && isCertain ? errors[way][0] : undefined;
        const error = kept?.error ?? same ?? await measure(given);
        errors[way].push(error);
        if (kept) continue;
        if (path !== undefined && record) {
          record.errors.push({ labels: count, way, seed, error });
          await writeLabelErrors(path, record);
        }
        onDone({ labels: count, way, seed, error });
      }
    }
    rows.push({ labels: count, errors });
  }
  const titles = new Map(ways.map((way) => [way, titleOf(LABEL_WAYS[way], data.test)]));
  return { examples: data.test.count, titles, rows, remarks: data.remarks };
}

/** The numbers of labels, each once. Throws a RangeError, one sentence, for one that cannot be drawn. */
function countsOf(
  labels: readonly LabelCount[],
  { data, seeds, directory }: { data: SplitData; seeds: readonly number[]; directory: string },
): number[] {
  const { count: most } = chooseLabels(data, { seed: 0 }, directory).labelled;
  const counts = new Set(labels.map((count) => count === "all" ? most : count));
  for (const count of counts) {
    if (count > most) {
      throw new RangeError(
        `Cannot choose ${count} labelled examples of ${directory}: it has ${most} to train on; ask for ` +
          `fewer, or for all`,
      );
    }
    if (count === most) continue;
    for (const seed of seeds) chooseLabels(data, { labels: count, seed }, directory);
  }
  return [...counts];
}

/** Opens the file of errors of a run's classifiers. */
async function openRecord(
  path: string,
  { run: { directory, config }, data: { train, test }, recipe }: {
    run: FinishedRun;
    data: SplitData;
    recipe: ClassifierRecipe;
  },
): Promise<LabelErrorsRecord> {
  const { labels: _, seed: __, ...choices } = recipe;
  return await openLabelErrors(path, {
    version: VERSION,
    weights: await weightsHash(directory),
    data: config.data.sha256,
    train: train.count,
    test: test.count,
    recipe: choices,
  });
}

function titleOf({ title, of }: LabelWay, { shape }: Examples): string {
  if (of === undefined) return title;
  return `${of === "inputs" && shape.length > 1 ? "pixels" : of}: ${title}`;
}
