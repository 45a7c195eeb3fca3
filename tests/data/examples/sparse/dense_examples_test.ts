import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { checkMachineData } from "../../../../src/boltzmann/check_machine_data.ts";
import { dataBias } from "../../../../src/boltzmann/data_bias.ts";
import { createRng } from "../../../../src/core/rng.ts";
import { sparseRowsBuilder } from "../../../../src/data/examples/sparse/sparse_rows.ts";
import { concatExamples } from "../../../../src/data/examples/concat_examples.ts";
import { countMissing, fillMissing } from "../../../../src/data/examples/fill_missing.ts";
import { entriesOf } from "../../../../src/data/examples/sparse/entries_of.ts";
import {
  binarize,
  countsOf,
  type DenseExamples,
  denseExamples,
  type Examples,
  firstExamples,
  fitScaling,
  gatherBatch,
  isZero,
  largestValue,
  meanExample,
  rowHashes,
  scaleExamples,
  splitExamples,
  takeColumns,
  takeExamples,
  unitRows,
  valueGroups,
} from "../../../../src/data/mod.ts";
import { dataFingerprint } from "../../../../src/runs/data_fingerprint.ts";

const WIDTH = 5;

/** Rows of which most values are 0, with lengths by which they are counts. */
const tables = fc.array(
  fc.array(
    fc.oneof({ arbitrary: fc.constant(0), weight: 3 }, fc.constantFrom(1, 0.5, -2, 0.25)),
    { minLength: WIDTH, maxLength: WIDTH },
  ),
  { minLength: 2, maxLength: 12 },
);

function both(rows: readonly number[][]): { dense: DenseExamples; sparse: Examples } {
  const builder = sparseRowsBuilder(rows.length);
  for (const row of rows) {
    const columns = [...row.keys()].filter((column) => row[column] !== 0);
    builder.add(columns, columns.map((column) => row[column]));
  }
  const facts = {
    shape: [WIDTH],
    count: rows.length,
    labels: Int32Array.from(rows.keys()),
    lengths: Uint32Array.from(rows, (_, i) => 4 * (i + 1)),
  };
  return {
    dense: { ...facts, values: Float32Array.from(rows.flat()) },
    sparse: { ...facts, values: builder.rows() },
  };
}

/** The functions of examples that give the same however their values are held. */
const made: Readonly<Record<string, (examples: Examples) => unknown>> = {
  gatherBatch: (x) => gatherBatch(x, [x.count - 1, 0, 0]),
  takeExamples: (x) => denseExamples(takeExamples(x, [1, 0, 1])),
  firstExamples: (x) => denseExamples(firstExamples(x, 1)),
  splitExamples: (x) => splitExamples(x, 1, { rng: createRng(3) }).map(denseExamples),
  concatExamples: (x) => denseExamples(concatExamples([x, takeExamples(x, [0]), x])),
  takeColumns: (x) => takeColumns(x, [4, 0]),
  unitRows: (x) => denseExamples(unitRows(x)),
  countsOf,
  rowHashes,
  meanExample,
  largestValue,
  isZero: (x) => Array.from({ length: x.count }, (_, i) => isZero(x, i)),
  entriesOf: (x) => Array.from({ length: x.count }, (_, i) => entriesOf(x, i)),
  valueGroups: (x) => valueGroups(x),
  binarize: (x) => binarize(x, { rng: createRng(5) }),
  fitScaling: (x) => fitScaling(x, "standard"),
  scaleExamples: (x) => scaleExamples(x, fitScaling(x, "robust")),
  dataBias: (x) => dataBias({ visible: { units: "gaussian", size: WIDTH } }, x),
  wordBias: (x) => dataBias({ visible: { units: "multinomial", size: WIDTH } }, x),
};

for (const [name, make] of Object.entries(made)) {
  Deno.test(`${name} is the same of sparse rows and of all their values`, () => {
    fc.assert(fc.property(tables, (rows) => {
      const { dense, sparse } = both(rows);
      assertEquals(make(sparse), make(dense));
    }));
  });
}

Deno.test("sparse rows stay sparse where examples are taken, joined and brought to norm 1", () => {
  const { sparse } = both([[0, 1, 0, 0, 2], [0, 0, 0, 0, 0], [3, 0, 0, 0, 0]]);
  const kept = [takeExamples(sparse, [0]), concatExamples([sparse, sparse]), unitRows(sparse)];
  assert(kept.every(({ values }) => "starts" in values));
});

Deno.test("examples all of whose values are held are not copied", () => {
  const { dense } = both([[0, 1, 0, 0, 2], [1, 1, 1, 1, 1]]);
  assertEquals(denseExamples(dense).values.buffer === dense.values.buffer, true);
});

Deno.test("sparse rows and rows of floats are not joined", () => {
  const { sparse, dense } = both([[0, 1, 0, 0, 2], [1, 1, 1, 1, 1]]);
  assertThrows(() => concatExamples([sparse, dense]), RangeError, "sparse rows throughout");
});

Deno.test("a missing value is found and filled in sparse rows as well", () => {
  const { sparse } = both([[0, NaN, 0, 0, 2], [1, 1, 1, 1, 1]]);
  const groups = Array.from({ length: WIDTH }, (_, from) => ({ from, size: 1 }));
  assertEquals(countMissing(sparse, groups), 1);
  const filled = denseExamples(fillMissing(sparse, [9, 8, 7, 6, 5]));
  assertEquals(filled.values, Float32Array.of(0, 8, 0, 0, 2, 1, 1, 1, 1, 1));
});

Deno.test("a machine refuses sparse rows as it refuses all their values", () => {
  for (const units of ["bernoulli", "gaussian", "multinomial"] as const) {
    const spec = {
      visible: { units, size: WIDTH },
      hidden: { units: "bernoulli", size: 2 },
    } as const;
    fc.assert(fc.property(tables, (rows) => {
      const said = Object.values(both(rows)).map((examples) => {
        try {
          checkMachineData(examples, { spec, name: "these" });
        } catch (error) {
          return String(error);
        }
      });
      assertEquals(said[1], said[0]);
    }));
  }
});

Deno.test("the fingerprint of data changes with any entry of sparse rows and any place of one", async () => {
  const of = (rows: readonly number[][]) => dataFingerprint({ name: "", train: both(rows).sparse });
  const rows = [[0, 1, 0, 0, 2], [0, 0, 0, 0, 0]];
  const found = await Promise.all([
    of(rows),
    of([[0, 1, 0, 2, 0], [0, 0, 0, 0, 0]]),
    of([[0, 1, 0, 0, 3], [0, 0, 0, 0, 0]]),
    of([[0, 0, 0, 0, 0], [0, 1, 0, 0, 2]]),
  ]);
  assertEquals(new Set(found).size, 4);
  assertEquals(await of(rows), found[0]);
});

Deno.test("unit rows have norm 1, and those of zeros stay", () => {
  const { sparse } = both([[0, 3, 0, 0, 4], [0, 0, 0, 0, 0]]);
  const { values } = denseExamples(unitRows(sparse));
  assertAlmostEquals(values[1], 0.6, 1e-7);
  assertEquals([...values.subarray(5)], [0, 0, 0, 0, 0]);
});
