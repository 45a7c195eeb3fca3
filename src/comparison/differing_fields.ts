import { isRecord } from "../core/parse_record.ts";
import type { ComparedRun } from "./compared_run.ts";

/** A field of which not all runs have the same value. */
export interface DifferingField {
  /** Its path: `training.optimizer.learningRate`. */
  readonly path: string;
  /** The value of each run, as JSON has it; undefined where it has no such field. */
  readonly values: readonly (string | undefined)[];
}

/** Fields of a recipe that decide nothing. */
const WORDS = ["$schema", "description"];

/** The fields that the runs differ in: those of their recipes, flattened, then of kernels, start and versions. */
export function differingFields(runs: readonly Pick<ComparedRun, "config">[]): DifferingField[] {
  const all = runs.map(({ config: { recipe, kernels, versions, from } }) => {
    const decisive = Object.entries(recipe).filter(([name]) => !WORDS.includes(name));
    const { numerics, build } = kernels;
    return flattenFields({
      ...Object.fromEntries(decisive),
      kernels: { numerics, build },
      ...(from && { from: from.run }),
      versions,
    });
  });
  const paths = [...new Set(all.flatMap((fields) => [...fields.keys()]))];
  return paths
    .map((path) => ({ path, values: all.map((fields) => fields.get(path)) }))
    .filter(({ values }) => values.some((value) => value !== values[0]));
}

/** Every value within a value that has no fields, by its path; lists of such values are one value. */
export function flattenFields(value: unknown, path = ""): Map<string, string> {
  const isPlain = !isRecord(value) && !(Array.isArray(value) && value.some(isRecord));
  if (isPlain || Object.keys(value as object).length === 0) {
    return new Map([[path, JSON.stringify(value) ?? "undefined"]]);
  }
  return new Map(
    Object.entries(value as object).flatMap(([name, inner]) => [
      ...flattenFields(inner, path === "" ? name : `${path}.${name}`),
    ]),
  );
}

/** A value as a table shows it: a text without the marks around it. */
export function fieldText(value: string | undefined): string {
  if (value === undefined) return "–";
  return value.startsWith('"') ? JSON.parse(value) : value;
}
