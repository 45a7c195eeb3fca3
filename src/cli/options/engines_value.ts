import { type EngineName, ENGINES } from "../../web/model/engine.ts";
import type { Arguments } from "./command.ts";

/** The engines of `--engines`, all unless given; throws a TypeError for one that there is not. */
export function enginesValue(args: Arguments): readonly EngineName[] {
  const text = args.value("engines");
  if (text === undefined) return ENGINES;
  const names = [...new Set(text.split(",").map((name) => name.trim()))];
  const engines = ENGINES.filter((engine) => names.includes(engine));
  if (engines.length !== names.length) {
    throw new TypeError(
      `Cannot use --engines ${text}: expected some of ${ENGINES.join(", ")}, with commas`,
    );
  }
  // The first is the one that a page starts with.
  return engines.toSorted((a, b) => names.indexOf(a) - names.indexOf(b));
}
