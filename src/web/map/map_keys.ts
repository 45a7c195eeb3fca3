import type { Way } from "./points/point_grid.ts";

/** The deed of a key on a map. */
export type MapDeed =
  | { readonly type: "pan"; readonly right: number; readonly down: number }
  | { readonly type: "zoom"; readonly factor: number }
  | { readonly type: "step"; readonly way: Way }
  | { readonly type: "all" | "select" | "leave" };

/** The share of a map that an arrow key moves it by, and the factor of a zoom. */
const SHARE = 0.1, FACTOR = 1.4;

const WAYS: Readonly<Record<string, Way>> = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
};

/** The other keys, by name. */
const DEEDS: Readonly<Record<string, MapDeed>> = {
  "+": { type: "zoom", factor: FACTOR },
  "=": { type: "zoom", factor: FACTOR },
  "-": { type: "zoom", factor: 1 / FACTOR },
  "−": { type: "zoom", factor: 1 / FACTOR },
  "_": { type: "zoom", factor: 1 / FACTOR },
  "0": { type: "all" },
  Home: { type: "all" },
  Enter: { type: "select" },
  " ": { type: "select" },
  Escape: { type: "leave" },
};

/** The sentences on the keys, for those who see none of the map. */
export const KEY_HELP = "Arrows move the map, + and − zoom, 0 shows all. The item nearest to the " +
  "middle is told; Shift and an arrow go to the next one that way, Enter selects it, Escape lets go.";

/** The deed of a key; nothing for keys that have none here, and with those that belong to the browser. */
export function deedOf(
  { key, shiftKey, ctrlKey, altKey, metaKey }: {
    readonly key: string;
    readonly shiftKey: boolean;
    readonly ctrlKey: boolean;
    readonly altKey: boolean;
    readonly metaKey: boolean;
  },
): MapDeed | undefined {
  if (ctrlKey || altKey || metaKey) return undefined;
  if (Object.hasOwn(DEEDS, key)) return DEEDS[key];
  if (!Object.hasOwn(WAYS, key)) return undefined;
  const way = WAYS[key];
  if (shiftKey) return { type: "step", way };
  // The view goes the way of the arrow, and so what it shows goes the other one.
  const right = way === "left" ? SHARE : way === "right" ? -SHARE : 0;
  const down = way === "up" ? SHARE : way === "down" ? -SHARE : 0;
  return { type: "pan", right, down };
}
