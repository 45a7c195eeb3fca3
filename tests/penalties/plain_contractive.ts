import type { Rng } from "../../src/core/rng.ts";
import type { Plan } from "../../src/model/mod.ts";
import { plainCode, type PlainParams, type Rows } from "../training/plain_model.ts";

/** The step of central differences: their own error is about its square. */
const H = 1e-4;

/**
 * ‖J‖² averaged over a batch, by central differences in doubles; with `samples` ‖Jᵀu‖² for as many
 * u, drawn for the penalty at `path`.
 */
export function plainContractive(
  plan: Plan,
  x: Rows,
  { params, rng, path, samples }: {
    params: PlainParams;
    rng: Rng;
    path: string;
    samples?: number | undefined;
  },
): number {
  const at = (i: number, step: number) =>
    plainCode(plan, x.map((row) => row.with(i, row[i] + step)), { params, rng });
  const columns = x[0].map((_, i) => {
    const above = at(i, H), below = at(i, -H);
    return above.map((row, b) => row.map((value, c) => (value - below[b][c]) / (2 * H)));
  });
  const each = x.map((_, b) => {
    // jacobian[i][c]
    const jacobian = columns.map((column) => column[b]);
    if (samples === undefined) return sum(jacobian.flat().map((value) => value ** 2));
    const draws = rng.fork(b).fork(path);
    const estimates = Array.from({ length: samples }, () => {
      const signs = jacobian[0].map(() => draws.uniform() < 0.5 ? -1 : 1);
      return sum(jacobian.map((row) => sum(row.map((value, c) => value * signs[c])) ** 2));
    });
    return sum(estimates) / samples;
  });
  return sum(each) / x.length;
}

const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
