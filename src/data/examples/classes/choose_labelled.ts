import type { Rng } from "../../../core/rng.ts";
import type { DenseExamples, Examples } from "../data_set.ts";
import { takeExamples } from "../take_examples.ts";

/**
 * A few labelled examples, as many of each class, drawn without replacement, in the order of the file.
 *
 * Where `count` is no multiple of `classes`, some classes, drawn as well, have one more. A larger count of
 * the same stream has all examples of a smaller one. Throws a RangeError, one sentence, for examples without
 * labels or of one class alone, for labels that are no class, for fewer than one example of each class, and
 * for a class that has too few.
 *
 * @example
 * ```ts
 * import { chooseLabelled, createRng, strokes } from "isthmus";
 *
 * const few = chooseLabelled(strokes(500, createRng(0)), { count: 20, classes: 10, rng: createRng(1) });
 * assertEquals([few.count, few.labels?.filter((label) => label === 7).length], [20, 2]);
 * ```
 */
export function chooseLabelled(
  examples: DenseExamples,
  choice: { count: number; classes: number; rng: Rng },
): DenseExamples;
/** The same for examples of which some may be held as sparse rows. */
export function chooseLabelled(
  examples: Examples,
  choice: { count: number; classes: number; rng: Rng },
): Examples;
export function chooseLabelled(
  examples: Examples,
  { count, classes, rng }: { count: number; classes: number; rng: Rng },
): Examples {
  const rows = rowsByClass(examples, { count, classes });
  const place = rng.fork("classes").permutation(classes);
  const chosen = rows.flatMap((own, label) => {
    const wanted = Math.floor(count / classes) + Number(place[label] < count % classes);
    if (own.length < wanted) {
      refuse(
        count,
        `class ${label} has ${own.length}, and ${wanted} of it are needed; ask for fewer`,
      );
    }
    return [...rng.fork(label).permutation(own.length).subarray(0, wanted)].map((i) => own[i]);
  });
  return takeExamples(examples, chosen.sort((a, b) => a - b));
}

/** The rows of the examples of each class. */
function rowsByClass(
  { labels }: Examples,
  { count, classes }: { count: number; classes: number },
): number[][] {
  if (!labels) return refuse(count, "they have no labels, expected the class of each");
  const present = new Set(labels);
  if (present.size === 1) {
    refuse(count, `all are of class ${labels[0]}, expected examples of two classes or more`);
  }
  if (!Number.isSafeInteger(count) || count < classes) {
    refuse(
      count,
      `expected a whole number from ${classes} up, one of each of the ${classes} classes`,
    );
  }
  const rows = Array.from({ length: classes }, (): number[] => []);
  labels.forEach((label, row) => {
    if (!(label in rows)) {
      refuse(count, `example ${row} is of class ${label}, of ${classes} from 0 on`);
    }
    rows[label].push(row);
  });
  return rows;
}

function refuse(count: number, why: string): never {
  throw new RangeError(`Cannot choose ${count} labelled examples: ${why}`);
}
