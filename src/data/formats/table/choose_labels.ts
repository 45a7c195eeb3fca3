import type { Table } from "./table.ts";
import { callColumn, listNames } from "./table_error.ts";

/** The column of the labels, counted from 0, and what of the choice was a guess. */
export interface LabelChoice {
  readonly at?: number;
  /** True where the column was taken for its name, and nobody asked for it. */
  readonly isGuess: boolean;
  readonly remarks: readonly string[];
}

/** The usual names of a column of labels, the likeliest first. */
const usualNames = ["label", "labels", "class", "target", "y", "species", "category"];

/** Those that a column of measured values has as well. */
const namesOfValues = new Set(["target", "y"]);

/** So many different values are classes, be the table as short as it may. */
const FEW = 20;

/**
 * Chooses the column of the labels: the one that is asked for, or else the first with a usual name
 * that is not a column of measured values.
 *
 * Data for a model that exists may come without the column that was asked for in training.
 *
 * Throws a TypeError, with the columns that there are, for one that is not.
 */
export function chooseLabels(table: Table): LabelChoice {
  const { names, options } = table;
  if (options.labelColumn === undefined) return guessed(table);
  const wanted = options.labelColumn.trim(), at = columnCalled(wanted, table);
  if (at === undefined && wanted === "none") return { isGuess: false, remarks: [] };
  if (isUnlabelled(table, at)) {
    const missing = `There is no column "${wanted}" of labels: the examples have none`;
    return { isGuess: false, remarks: [missing] };
  }
  if (at !== undefined) return { at, isGuess: false, remarks: [] };
  throw new TypeError(
    `Cannot take the labels of ${table.name} from a column "${wanted}": expected ${
      names ? `one of ${listNames(names)}, ` : ""
    }a number from 1 to ${table.width}, last or none`,
  );
}

/** The column that a name, a number from 1, or "last" stands for; undefined where there is none. */
function columnCalled(wanted: string, { names, width }: Table): number | undefined {
  const named = names?.indexOf(wanted) ?? -1;
  if (named >= 0) return named;
  const number = wanted === "last" ? width : /^\d+$/.test(wanted) ? Number(wanted) : 0;
  return number >= 1 && number <= width ? number - 1 : undefined;
}

/** True of data for a model without the column of labels: one that it was trained on as values is none. */
function isUnlabelled({ names, width, options }: Table, at: number | undefined): boolean {
  const trained = options.names;
  if (trained === undefined) return false;
  return names ? at === undefined || trained.includes(names[at]) : width === trained.length;
}

/** The first column of a usual name that may hold labels. */
function guessed(table: Table): LabelChoice {
  const remarks: string[] = [];
  for (const usual of usualNames) {
    const at = table.names?.findIndex((name) => name.toLowerCase() === usual) ?? -1;
    if (at < 0 || isDecided(table, at)) continue;
    const why = namesOfValues.has(usual) ? whyNoClasses(table, at) : undefined;
    if (why === undefined) return { at, isGuess: true, remarks };
    const name = table.names![at];
    remarks.push(
      `The ${callColumn(table.names, at)} is read as values and not as labels, as ${why}; ` +
        `--label-column '${name}' takes it as the labels`,
    );
  }
  return { isGuess: true, remarks };
}

/** True where the choice of columns says what becomes of this one. */
function isDecided({ names, options: { columns } }: Table, at: number): boolean {
  if (columns === undefined || names === undefined) return false;
  return ("take" in columns ? columns.take : columns.leave).includes(names[at]);
}

/** The reason to take a column for measured values; undefined where it may hold classes. */
function whyNoClasses({ names, survey }: Table, at: number): string | undefined {
  const name = names![at].toLowerCase();
  if (name === "y" && names!.some((other) => other.toLowerCase() === "x")) {
    return 'it stands beside a column "x"';
  }
  const { hasText, isWhole, distinct, count } = survey(at);
  if (hasText) return undefined;
  const few = isWhole ? Math.max(FEW, Math.sqrt(count)) : Math.min(FEW, count / 2);
  return distinct <= few ? undefined : `its ${distinct} different numbers are hardly classes`;
}
