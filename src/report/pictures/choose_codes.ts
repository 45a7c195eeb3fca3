import type { NdArray } from "../../core/nd_array.ts";
import type { Rng } from "../../core/rng.ts";
import { type Shape, sizeOf } from "../../core/shape.ts";
import {
  checkTwoValues,
  codeGrid,
  type CodeRange,
  codeRange,
  type CodeSpace,
  decodeCodeSpace,
  type MixtureParameters,
  sampleMixture,
  unitNormal,
} from "../../generation/mod.ts";
import type { LoadedAutoencoder } from "../../inference/mod.ts";
import type { FinishedRun } from "../../runs/open_run.ts";
import { runDataOrCodes } from "../../runs/run_data_or_codes.ts";
import { RUN_FILES } from "../../runs/run_folder.ts";
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
  readonly remarks?: readonly string[];
}

/** A run, and its model. */
interface Source {
  readonly run: FinishedRun;
  readonly autoencoder: LoadedAutoencoder;
}

/**
 * Makes the codes that a choice stands for, of or like those of training examples; of data that are gone, of
 * or like what the run keeps of their codes, and that is a remark.
 *
 * Throws an Error, one sentence, where it keeps none of what the choice needs.
 */
export async function chooseCodes(choice: CodeChoice, source: Source): Promise<ChosenCodes> {
  const { from, grid, rng } = choice, { codeShape } = source.autoencoder;
  if (grid) {
    const [columns, rows] = grid, sides = { columns, rows, codeShape };
    if (from === "normal") {
      const codes = codeGrid({ ...sides, quantiles: true });
      const text = "of codes at even shares of the unit normal distribution";
      return { codes, columns, json: { grid, from }, text };
    }
    const { range, remarks = [] } = choice.range
      ? { range: choice.range }
      : await rangeOfCodes(source, rng);
    const [x, y] = range.map((ends) => ends.map((end) => end.toPrecision(3)).join(" to "));
    const text = `of codes from ${x} by ${y}`;
    return { codes: codeGrid({ ...sides, range }), columns, json: { grid, range }, text, remarks };
  }
  const { count, components } = choice;
  const drawn = { count, rng: rng.fork("codes") };
  const columns = Math.ceil(Math.sqrt(count));
  if (from === "normal") {
    const codes = sampleMixture(unitNormal(codeShape), drawn);
    return { codes, columns, json: { from }, text: "of codes from the unit normal distribution" };
  }
  const { mixture, remarks, ...found } = await mixtureOfCodes(source, {
    rng,
    ...(components !== undefined && { components }),
  });
  const { covariance, weights: { length } } = mixture;
  return {
    codes: sampleMixture(mixture, drawn),
    columns,
    json: { from, components: length, covariance, ...found },
    text: `of codes from a mixture of ${length} normal distributions`,
    remarks,
  };
}

/** The range of most training codes. */
async function rangeOfCodes(source: Source, rng: Rng) {
  const { codes, remarks } = await codesOr(source, rng, ({ points }) => points?.codes);
  return { range: codeRange(codes, { share: SHOWN_SHARE }), remarks };
}

/** A mixture of normal distributions that is fitted to training codes, and how likely it finds them. */
async function mixtureOfCodes(
  source: Source,
  { rng, components }: { rng: Rng; components?: number },
): Promise<
  { mixture: MixtureParameters; logLikelihood?: number; remarks: readonly string[] }
> {
  const seen = await codesOr(
    source,
    rng,
    ({ mixture }) =>
      mixture && (components ?? mixture.weights.length) === mixture.weights.length
        ? mixture
        : undefined,
  );
  if ("weights" in seen.codes) return { mixture: seen.codes, remarks: seen.remarks };
  const mixture = fitCodes(seen.codes, {
    rng: rng.fork("mixture"),
    ...(components !== undefined && { components }),
  });
  return { mixture, logLikelihood: mixture.logLikelihood, remarks: seen.remarks };
}

/** The codes of training examples, of some where there are many; of data that are gone, what `kept` finds. */
async function codesOr<Kept>(
  { run, autoencoder }: Source,
  rng: Rng,
  kept: (space: CodeSpace) => Kept | undefined,
): Promise<{ codes: NdArray | Kept; remarks: readonly string[] }> {
  const found = await runDataOrCodes(run);
  if (!("gone" in found)) {
    const { train, remarks = [] } = found;
    const { codes } = await encodeSome(autoencoder, train, { most: FITTED_CODES, rng });
    return { codes, remarks };
  }
  const path = RUN_FILES.codeSpace, { gone, codeSpace } = found;
  const codes = codeSpace && kept(decodeCodeSpace(codeSpace, path, autoencoder));
  if (!codes) throw new Error(`${gone}; or use --from normal`);
  return {
    codes,
    remarks: [`The data of the training are gone: codes are like those that ${path} keeps.`],
  };
}
