import { assertEquals } from "@std/assert";
import type { RunRows } from "../../../src/server/batching/create_batcher.ts";
import { drawRows, findRowRule, steadyRun } from "../../../src/server/batching/row_rule.ts";
import { createRng } from "../../../src/core/rng.ts";

const input = { name: "x", datatype: "FP32", shape: [3] } as const;
const rng = createRng(0);
const draw = drawRows([input], () => rng.uniform());

/** A model that adds up each row, beside something that `off` makes of the batch. */
function model(off: (values: Float32Array, rows: number, row: number) => number): RunRows {
  return ({ rows, values: { x } }) => {
    const all = x as Float32Array, y = new Float32Array(rows);
    for (let row = 0; row < rows; row++) {
      y[row] = all[3 * row] + all[3 * row + 1] + all[3 * row + 2] + off(all, rows, row);
    }
    return Promise.resolve({ rows, values: { y } });
  };
}

const models: Record<string, [ReturnType<typeof model>, string]> = {
  "does not look beside it": [model(() => 0), "any"],
  "computes a single row by another way": [model((_, rows) => rows === 1 ? 1e-6 : 0), "any"],
  "computes batches of 7 by another way": [model((_, rows) => rows === 7 ? 1e-6 : 0), "fixed"],
  "looks at the first row": [model(([first]) => first), "none"],
  "computes rows by their places": [model((_, __, row) => row * 1e-6), "none"],
};
for (const [name, [run, rule]] of Object.entries(models)) {
  Deno.test(`a model that ${name} keeps the bits of rows in batches of size "${rule}"`, async () => {
    assertEquals(await findRowRule(run, { maxRows: 16, draw }), rule);
  });
}

Deno.test("batches are filled up as the rule says, and the filling is not answered", async () => {
  for (const [rule, least] of [["any", 2], ["fixed", 8], ["none", 2]] as const) {
    const sizes: number[] = [];
    const run: RunRows = (rows) => {
      sizes.push(rows.rows);
      return Promise.resolve(rows);
    };
    const rows = draw(1), answer = await steadyRun(run, { rule, maxRows: 8 })(rows);
    assertEquals([answer, sizes], [rows, [least]]);
  }
});
