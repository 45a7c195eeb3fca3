import type { DenseExamples } from "../examples/data_set.ts";

const SIDE = 32;
const PLANE = SIDE * SIDE;

/** A layout of CIFAR: the label bytes before the planes, and how many classes each counts. */
interface Layout {
  readonly title: "CIFAR-10" | "CIFAR-100";
  /** The last of them is taken. */
  readonly labels: readonly number[];
}

const layouts: readonly Layout[] = [
  { title: "CIFAR-10", labels: [10] },
  { title: "CIFAR-100", labels: [20, 100] },
];

/** The examples of a CIFAR file, and the data set that its records are of. */
export interface CifarExamples {
  readonly examples: DenseExamples;
  readonly title: "CIFAR-10" | "CIFAR-100";
}

/**
 * Reads the CIFAR binary layout as examples of shape [32, 32, 3]; `name` is how errors call it.
 *
 * A record of CIFAR-10 is a label byte, then a red, a green and a blue plane of 32 × 32 bytes; one of
 * CIFAR-100 begins with a coarse label and the fine one, which is taken (Krizhevsky, "Learning multiple
 * layers of features from tiny images", 2009). Throws a SyntaxError when the length is not that of
 * whole records of either or a label is too large.
 */
export function readCifar(bytes: Uint8Array, name: string): CifarExamples {
  const fitting = layouts.filter((layout) =>
    bytes.length > 0 && bytes.length % recordOf(layout) === 0
  );
  if (fitting.length === 0) {
    throw new SyntaxError(
      `Cannot read ${name} as CIFAR-10: its length ${bytes.length} is not a positive multiple of the ${
        layouts.map(recordOf).join(" or ")
      } bytes of a record`,
    );
  }
  // Three thousand records of one may be as long as those of the other: their labels then tell.
  const layout = fitting.find((layout) => badLabel(bytes, layout) === undefined);
  if (layout === undefined) {
    const bad = badLabel(bytes, fitting[0]);
    throw new SyntaxError(`Cannot read ${name} as ${fitting[0].title}: ${bad}`);
  }
  const record = recordOf(layout);
  const count = bytes.length / record;
  const before = layout.labels.length;
  const labels = Int32Array.from({ length: count }, (_, i) => bytes[i * record + before - 1]);
  const values = new Uint8Array(count * 3 * PLANE);
  for (let i = 0, to = 0; i < count; i++) {
    const red = i * record + before;
    for (let pixel = red; pixel < red + PLANE; pixel++) {
      values[to++] = bytes[pixel];
      values[to++] = bytes[pixel + PLANE];
      values[to++] = bytes[pixel + 2 * PLANE];
    }
  }
  return { examples: { shape: [SIDE, SIDE, 3], count, values, labels }, title: layout.title };
}

/** The bytes of a record. */
function recordOf({ labels }: Layout): number {
  return labels.length + 3 * PLANE;
}

/** A clause on the first label that is too large. */
function badLabel(bytes: Uint8Array, layout: Layout): string | undefined {
  const record = recordOf(layout);
  for (let i = 0; i < bytes.length / record; i++) {
    for (const [j, classes] of layout.labels.entries()) {
      const label = bytes[i * record + j];
      if (label >= classes) {
        return `the label of record ${i} is ${label}, expected 0 to ${classes - 1}`;
      }
    }
  }
  return undefined;
}
