import { SERIES_COLOURS } from "../../../plots/palette.ts";
import { type PointStyle, type Rgb, SHAPES } from "../points/sprite.ts";
import type { ClassColumn, Column, NumberColumn } from "./collection.ts";
import { type NumberScale, numberScale, stepColour, stepOf, STEPS } from "./number_scale.ts";

/** The looks of all items by one of their values. */
export interface Colouring {
  /** The style of each item. */
  readonly styleOf: Uint8Array;
  readonly styles: readonly PointStyle[];
  /** The classes that can be switched off, one for each style that some item has. */
  readonly entries: readonly LegendEntry[];
  /** The scale of numbers, in place of classes. */
  readonly scale?: NumberScale | undefined;
  /** A sentence on colours that classes share. */
  readonly remark?: string | undefined;
}

/** A class in a legend. */
export interface LegendEntry {
  readonly name: string;
  /** The style of its items, and how many there are. */
  readonly style: number;
  readonly count: number;
}

/** The most classes of a legend; the rest are one more. */
export const MOST_CLASSES = 100;

/** Grey for items without a value, readable on light and dark. */
const NO_VALUE: PointStyle = { colour: [138, 143, 150], shape: "disc" };

const COLOURS: readonly Rgb[] = SERIES_COLOURS.map((text) => {
  const value = parseInt(text.slice(1), 16);
  return [value >> 16, value >> 8 & 255, value & 255];
});

/** The style of the class of this rank: ten colours as discs, the same as squares, and so on. */
export function classStyle(rank: number): PointStyle {
  const shape = Math.floor(rank / COLOURS.length) % SHAPES.length;
  return { colour: COLOURS[rank % COLOURS.length], shape: SHAPES[shape] };
}

/** The looks of `count` items by a column, or all alike without one. */
export function colouringOf(column: Column | undefined, count: number): Colouring {
  if (column === undefined) {
    return { styleOf: new Uint8Array(count), styles: [classStyle(0)], entries: [] };
  }
  return column.kind === "classes" ? byClasses(column) : byNumbers(column);
}

function byClasses({ classNames, classes }: ClassColumn): Colouring {
  const counts = new Uint32Array(classNames.length);
  for (const each of classes) if (each >= 0) counts[each]++;
  const all = [...counts.keys()];
  // Where there are too many, the largest have a look of their own; all in the order of their names.
  const kept = classNames.length <= MOST_CLASSES
    ? all
    : all.sort((a, b) => counts[b] - counts[a] || a - b).slice(0, MOST_CLASSES).sort((a, b) =>
      a - b
    );
  const others = kept.length, none = kept.length + 1;
  const styleByClass = new Uint8Array(classNames.length).fill(others);
  kept.forEach((each, rank) => styleByClass[each] = rank);
  const styleOf = Uint8Array.from(classes, (each) => each < 0 ? none : styleByClass[each]);
  const countOf = new Uint32Array(none + 1);
  for (const style of styleOf) countOf[style]++;
  const names = [...kept.map((each) => classNames[each]), "all others", "no value"];
  return {
    styleOf,
    styles: [...kept.map((_, rank) => classStyle(rank)), NO_VALUE, NO_VALUE],
    entries: names.map((name, style) => ({ name, style, count: countOf[style] }))
      .filter(({ count }) => count > 0),
    remark: remarkOn(kept.length, classNames.length),
  };
}

function remarkOn(kept: number, all: number): string | undefined {
  const looks = COLOURS.length * SHAPES.length;
  const parts = [
    kept > COLOURS.length
      ? `${COLOURS.length} colours are shared by ${kept} classes: each ten more have another shape (${
        SHAPES.join(", ")
      })${kept > looks ? `, and after ${looks} all begin again` : ""}.`
      : "",
    all > kept ? `Of ${all} classes the ${kept} largest have a look of their own.` : "",
  ].filter((part) => part !== "");
  return parts.length > 0 ? parts.join(" ") : undefined;
}

function byNumbers({ values }: NumberColumn): Colouring {
  const scale = numberScale(values), none = STEPS;
  const styleOf = Uint8Array.from(
    values,
    (value) => scale && Number.isFinite(value) ? stepOf(value, scale) : none,
  );
  const steps = Array.from({ length: STEPS }, (_, step): PointStyle => ({
    colour: stepColour(step),
    shape: "disc",
  }));
  const missing = styleOf.reduce((sum, style) => sum + Number(style === none), 0);
  return {
    styleOf,
    styles: [...steps, NO_VALUE],
    entries: missing > 0 ? [{ name: "no value", style: none, count: missing }] : [],
    scale,
  };
}
