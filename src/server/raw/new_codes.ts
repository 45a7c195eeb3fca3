import { describeJson } from "../../core/one_line.ts";
import { createRng } from "../../core/rng.ts";
import { sizeOf } from "../../core/shape.ts";
import { sampleCodes } from "../../generation/mod.ts";
import type { ServedRun } from "../models/served_run.ts";
import { requestFault } from "../../requests/request_fault.ts";
import { labelsOf } from "../../requests/read_examples.ts";

/** Codes to decode, and their classes. */
export interface NewCodes {
  readonly count: number;
  readonly values: Float32Array<ArrayBuffer>;
  readonly labels?: readonly number[];
}

/**
 * The codes that a request for new examples names, or draws: `codes`, or `count` and `seed`; from the
 * model's prior where it has one, and else from the mixture that was fitted to the codes of its data.
 *
 * Throws a RequestFault, one sentence, for what is none of it, and where nothing is known to draw from.
 */
export function newCodes(
  body: Record<string, unknown>,
  { opened, codeSpace }: Pick<ServedRun, "opened" | "codeSpace">,
  { maxExamples }: { maxExamples: number },
): NewCodes {
  const { codes, count = 1, seed = 0, labels } = body, { codeShape = [], prior, classes } = opened;
  if (codes !== undefined) {
    if (Array.isArray(codes) && codes.length > maxExamples) {
      throw requestFault(
        `Cannot make new examples: ${codes.length} codes are more than the ${maxExamples} taken at once`,
        { status: 413 },
      );
    }
    return { ...givenCodes(codes, sizeOf(codeShape)), ...labelsOf(labels) };
  }
  const number = wholeNumber("count", count, { least: 1, most: maxExamples });
  const rng = createRng(wholeNumber("seed", seed, { least: 0, most: Number.MAX_SAFE_INTEGER }));
  const mixture = codeSpace?.mixture;
  if (!prior && !mixture) {
    throw fault(`${opened.name} keeps no codes to draw like, send "codes"`);
  }
  const source = { codeShape, ...(prior && { prior }), ...(mixture && { mixture }) };
  const { values } = sampleCodes(source, { count: number, rng });
  // Of a model that is told classes all in turn, as the command does.
  const own = labels === undefined && classes !== undefined
    ? { labels: Array.from({ length: number }, (_, i) => i % classes) }
    : labelsOf(labels);
  return { count: number, values, ...own };
}

function fault(why: string) {
  return requestFault(`Cannot make new examples: ${why}`);
}

function givenCodes(codes: unknown, size: number): Pick<NewCodes, "count" | "values"> {
  if (!Array.isArray(codes) || codes.length === 0) {
    throw fault(`codes is ${describeJson(codes)}, expected a list of codes`);
  }
  const values = new Float32Array(codes.length * size);
  for (const [i, code] of codes.entries()) {
    if (!Array.isArray(code) || code.length !== size || !code.every(Number.isFinite)) {
      throw fault(`code ${i + 1} is not a list of ${size} numbers`);
    }
    values.set(code, i * size);
  }
  if (values.every(Number.isFinite)) return { count: codes.length, values };
  throw fault("a code holds a number that 32 bits do not hold");
}

function wholeNumber(
  name: string,
  value: unknown,
  { least, most }: { least: number; most: number },
): number {
  if (Number.isSafeInteger(value) && Number(value) >= least && Number(value) <= most) {
    return Number(value);
  }
  throw fault(
    `${name} is ${describeJson(value)}, expected a whole number from ${least} to ${most}`,
  );
}
