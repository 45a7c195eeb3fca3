import type { Command } from "../options/command.ts";
import * as registry from "./registry.ts";

/** Every command, in the order of the help. */
export const commands: readonly Command[] = Object.values(registry)
  .toSorted((a, b) => a.place - b.place);
