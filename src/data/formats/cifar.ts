import type { Examples } from "../examples/data_set.ts";

const SIDE = 32;
const PLANE = SIDE * SIDE;
const RECORD = 1 + 3 * PLANE;
const CLASSES = 10;

/**
 * Reads the CIFAR-10 binary layout as examples of shape [32, 32, 3]; `name` is how errors call it.
 *
 * A record is a label byte, then a red, a green and a blue plane of 32 × 32 bytes (Krizhevsky,
 * "Learning multiple layers of features from tiny images", 2009). Throws a SyntaxError when the
 * length is not that of whole records or a label is over 9.
 */
export function readCifar(bytes: Uint8Array, name: string): Examples {
  if (bytes.length === 0 || bytes.length % RECORD !== 0) {
    throw new SyntaxError(
      `Cannot read ${name} as CIFAR-10: its length ${bytes.length} is not a positive multiple of the ${RECORD} bytes of a record`,
    );
  }
  const count = bytes.length / RECORD;
  const labels = Int32Array.from({ length: count }, (_, i) => bytes[i * RECORD]);
  const bad = labels.findIndex((label) => label >= CLASSES);
  if (bad >= 0) {
    throw new SyntaxError(
      `Cannot read ${name} as CIFAR-10: the label of record ${bad} is ${
        labels[bad]
      }, expected 0 to 9`,
    );
  }
  const values = new Uint8Array(count * 3 * PLANE);
  for (let record = 0, to = 0; record < count; record++) {
    const red = record * RECORD + 1;
    for (let pixel = red; pixel < red + PLANE; pixel++) {
      values[to++] = bytes[pixel];
      values[to++] = bytes[pixel + PLANE];
      values[to++] = bytes[pixel + 2 * PLANE];
    }
  }
  return { shape: [SIDE, SIDE, 3], count, values, labels };
}
