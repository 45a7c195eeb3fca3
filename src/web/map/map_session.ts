import type { Collection } from "./items/collection.ts";
import { type Colouring, colouringOf } from "./items/colouring.ts";
import { LEVELS, levelsOf } from "./items/emphasis.ts";

/** The item that is shown: on the map where it was found, and marked on the other one. */
export interface ShownItem {
  readonly item: number;
  /** The index of the map. */
  readonly map: number;
}

/** All that the maps of a page have in common: colours, what stands out, the item that is shown. */
export interface MapSession {
  readonly collection: Collection;
  readonly colouring: Colouring;
  /** The level of each item. */
  readonly levelOf: Uint8Array;
  /** The styles that are switched off. */
  readonly off: ReadonlySet<number>;
  readonly selected: ReadonlySet<number>;
  readonly shown: ShownItem | undefined;
  /** True for an item that is not switched off. */
  isShown(item: number): boolean;
  /** Colours by a column, by its index; alike without one. */
  colourBy(column: number | undefined): void;
  /** Switches styles off, and all others on. */
  switchOff(styles: Iterable<number>): void;
  /** Makes what a search found stand out; nothing ends the search. */
  match(items: readonly number[] | undefined): void;
  /** Selects these items instead of those that are, or turns one over. */
  select(items: Iterable<number>): void;
  toggle(item: number): void;
  /** Shows an item on a map, or none. */
  show(shown: ShownItem | undefined): void;
}

/** The callbacks of a session. */
export interface MapSessionOptions {
  /** Colours or levels changed: the maps have to be painted again. */
  readonly onPaint: () => void;
  /** Another item is shown, or none. */
  readonly onShow: () => void;
}

/** Begins a session of a collection, coloured by its first column. */
export function createMapSession(
  collection: Collection,
  { onPaint, onShow }: MapSessionOptions,
): MapSession {
  const { columns, count } = collection;
  let colouring = colouringOf(columns[0], count);
  let off: ReadonlySet<number> = new Set(), selected: ReadonlySet<number> = new Set();
  let matches: ReadonlySet<number> | undefined, shown: ShownItem | undefined;
  let levelOf = levelsOf(colouring.styleOf, { off, matches, selected });
  const isShown = (item: number) => levelOf[item] !== LEVELS.hidden;
  const update = (): void => {
    levelOf = levelsOf(colouring.styleOf, { off, matches, selected });
    onPaint();
    if (shown && !isShown(shown.item)) show(undefined);
  };
  const show = (next: ShownItem | undefined): void => {
    if (next?.item === shown?.item && next?.map === shown?.map) return;
    shown = next;
    onShow();
  };
  const select = (items: Iterable<number>): void => {
    selected = new Set(items);
    update();
  };
  return {
    collection,
    get colouring() {
      return colouring;
    },
    get levelOf() {
      return levelOf;
    },
    get off() {
      return off;
    },
    get selected() {
      return selected;
    },
    get shown() {
      return shown;
    },
    isShown,
    colourBy(column) {
      colouring = colouringOf(column === undefined ? undefined : columns[column], count);
      off = new Set();
      update();
    },
    switchOff(styles) {
      off = new Set(styles);
      update();
    },
    match(items) {
      matches = items && new Set(items);
      update();
    },
    select,
    toggle(item) {
      const rest = [...selected].filter((each) => each !== item);
      select(rest.length < selected.size ? rest : [...rest, item]);
    },
    show,
  };
}
