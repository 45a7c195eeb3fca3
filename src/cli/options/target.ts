import { statSync } from "node:fs";
import { TABLE_ENDINGS } from "../../io/tables/write_table.ts";
import type { Arguments } from "./command.ts";
import { requiredValue } from "./values.ts";

/** The kinds of things that commands write, with the endings of their paths. */
const ENDINGS = {
  picture: [".png"],
  array: [".npy"],
  table: TABLE_ENDINGS,
  chart: [".svg", ".html"],
  page: [".html"],
  record: [".json"],
  folder: ["/"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** A kind of thing that commands write. */
export type TargetKind = keyof typeof ENDINGS;

/** A file or a folder to write, and the kind of it. */
export interface Target<Kind extends TargetKind = TargetKind> {
  readonly out: string;
  readonly kind: Kind;
}

const either = new Intl.ListFormat("en-GB", { type: "disjunction" });

/** The endings of some kinds as a sentence lists them: `.npy, .csv or .jsonl`. */
export function endingsOf(...kinds: readonly TargetKind[]): string {
  return either.format(kinds.flatMap((kind): readonly string[] => ENDINGS[kind]));
}

/** The file or folder to write, of some kinds; throws a TypeError for none, and for one of another kind. */
export function targetValue<Kind extends TargetKind>(
  args: Arguments,
  kinds: readonly Kind[],
): Target<Kind> {
  return targetOf(requiredValue(args, "out"), kinds);
}

/** A path as the file or folder to write, of some kinds; throws a TypeError for one of another kind. */
export function targetOf<Kind extends TargetKind>(
  out: string,
  kinds: readonly Kind[],
): Target<Kind> {
  const kind = kinds.find((kind) =>
    kind === "folder"
      ? /[\\/]$/.test(out) || isFolder(out)
      : ENDINGS[kind].some((ending) => out.endsWith(ending))
  );
  if (kind !== undefined) return { out, kind };
  const files = kinds.filter((kind) => kind !== "folder");
  const expected = [
    ...(files.length > 0 ? [`a file that ends in ${endingsOf(...files)}`] : []),
    ...(files.length < kinds.length ? ["a folder, with / at its end"] : []),
  ];
  throw new TypeError(`Cannot write ${out}: expected ${expected.join(", or ")}`);
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
