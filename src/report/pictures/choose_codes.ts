import type { NdArray } from "../../core/nd_array.ts";
import type { Rng } from "../../core/rng.ts";
import { type Shape, sizeOf } from "../../core/shape.ts";
import {
  checkTwoValues,
  codeGrid,
  type CodeRange,
  codeRange,
  sampleMixture,
  unitNormal,
} from "../../generation/mod.ts";
import type { LoadedAutoencoder } from "../../inference/mod.ts";
import type { FinishedRun } from "../../runs/open_run.ts";
import { readRunData } from "../../runs/run_data.ts";
import { encodeSome } from "./encode_examples.ts";
import { fitCodes, FITTED_CODES, LARGEST_CODE } from "./fit_codes.ts";

/** The share of codes that the plane of codes shows along each axis. */
export const SHOWN_SHARE = 0.95;

/** A choice of codes to decode: drawn at random, or on a grid. */
export type CodeChoice =
  & { readonly from: "mixture" | "normal"; readonly rng: Rng }
  & (
    | { readonly grid: readonly [number, number]; readonly range?: CodeRange }
    | { readonly grid?: undefined; readonly count: number; readonly components?: number }
  );

/** Throws a RangeError for a run whose codes are not of the size that the choice needs. */
export function checkCodeChoice(
  { from, grid }: CodeChoice,
  { directory, codeShape }: { directory: string; codeShape: Shape },
): void {
  if (grid) return checkTwoValues(codeShape);
  if (from === "normal" || sizeOf(codeShape) <= LARGEST_CODE) return;
  throw new RangeError(
    `Cannot fit a mixture to the codes of ${directory}: they have ${sizeOf(codeShape)} values, ` +
      `more than ${LARGEST_CODE}; use --from normal`,
  );
}

/** Codes to decode, and what to say of them. */
export interface ChosenCodes {
  readonly codes: NdArray;
  readonly columns: number;
  readonly json: Readonly<Record<string, unknown>>;
  readonly text: string;
}

/** Makes the codes that a choice stands for, of or like those of training examples. */
export async function chooseCodes(
  choice: CodeChoice,
  source: { run: FinishedRun; autoencoder: LoadedAutoencoder },
): Promise<ChosenCodes> {
  const { from, grid, rng } = choice, { codeShape } = source.autoencoder;
  if (grid) {
    const [columns, rows] = grid, sides = { columns, rows, codeShape };
    if (from === "normal") {
      const codes = codeGrid({ ...sides, quantiles: true });
      const text = "of codes at even shares of the unit normal distribution";
      return { codes, columns, json: { grid, from }, text };
    }
    const range = choice.range ??
      codeRange(await trainingCodes(source, rng), { share: SHOWN_SHARE });
    const [x, y] = range.map((ends) => ends.map((end) => end.toPrecision(3)).join(" to "));
    const text = `of codes from ${x} by ${y}`;
    return { codes: codeGrid({ ...sides, range }), columns, json: { grid, range }, text };
  }
  const { count, components } = choice;
  const drawn = { count, rng: rng.fork("codes") };
  const columns = Math.ceil(Math.sqrt(count));
  if (from === "normal") {
    const codes = sampleMixture(unitNormal(codeShape), drawn);
    return { codes, columns, json: { from }, text: "of codes from the unit normal distribution" };
  }
  const seen = await trainingCodes(source, rng);
  const mixture = fitCodes(seen, {
    rng: rng.fork("mixture"),
    ...(components !== undefined && { components }),
  });
  const { logLikelihood, covariance, weights: { length } } = mixture;
  return {
    codes: sampleMixture(mixture, drawn),
    columns,
    json: { from, components: length, covariance, logLikelihood },
    text: `of codes from a mixture of ${length} normal distributions`,
  };
}

/** The codes of training examples, of some where there are many. */
async function trainingCodes(
  { run, autoencoder }: { run: FinishedRun; autoencoder: LoadedAutoencoder },
  rng: Rng,
): Promise<NdArray> {
  const { train } = await readRunData(run);
  return (await encodeSome(autoencoder, train, { most: FITTED_CODES, rng })).codes;
}
