import { now } from "../../../host/now.ts";
import {
  bellOf,
  type Control,
  isRaised,
  raise,
  runPart,
  sleepUntilBell,
  takePart,
  tellDone,
} from "./control.ts";

/** The time in milliseconds that a thread looks for the next job before it sleeps: one follows soon in a step. */
const SPIN = 0.05;
/** The looks between two of a clock. */
const LOOKS = 64;
/** A sleep, in milliseconds: a thread that sleeps is not ended by its process, which has to wait that long. */
const SLEEP = 50;
/** The sleeps without a job after which a thread gives its event loop a turn. */
const SLEEPS = 20;

/**
 * Takes parts of jobs, one after the other, and sleeps where there are none; returns when it has slept long,
 * or all is over. A routine that fails is remembered, and its part counts as done.
 */
export function serveParts(
  control: Control,
  { thread, table }: {
    readonly thread: number;
    readonly table: readonly ((...args: number[]) => unknown)[];
  },
): void {
  for (let sleeps = 0; sleeps < SLEEPS && !isRaised(control, "over");) {
    const bell = bellOf(control);
    let part = takePart(control);
    if (part >= 0) sleeps = 0;
    for (; part >= 0; part = takePart(control)) {
      try {
        runPart(control, { part, thread, table });
      } catch {
        raise(control, "failed");
      }
      tellDone(control);
    }
    if (isRungSoon(control, bell)) continue;
    if (!sleepUntilBell(control, bell, SLEEP)) sleeps++;
  }
}

/** Looks for a while whether the bell is rung. */
function isRungSoon(control: Control, bell: number): boolean {
  const until = now() + SPIN;
  do {
    for (let i = 0; i < LOOKS; i++) if (bellOf(control) !== bell) return true;
  } while (now() < until);
  return false;
}
