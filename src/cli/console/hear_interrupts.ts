import process from "node:process";

/** The exit code that a shell gives a program which Ctrl-C ended. */
export const INTERRUPTED = 130;

/**
 * The signals that a terminal and an operating system send to end a program; Windows knows no
 * SIGTERM.
 */
const SIGNALS: readonly NodeJS.Signals[] = process.platform === "win32"
  ? ["SIGINT", "SIGBREAK"]
  : ["SIGINT", "SIGTERM"];

/** The hearing of interrupts; disposing ends it, and the next one ends the program at once. */
export interface Interrupts extends Disposable {
  readonly signal: AbortSignal;
}

/**
 * Hears Ctrl-C, and what else asks a program to end: the first aborts the signal, later ones change
 * nothing, so that they break off nothing of what the first set going.
 */
export function hearInterrupts(): Interrupts {
  const controller = new AbortController();
  const interrupt = () => controller.abort();
  for (const signal of SIGNALS) process.on(signal, interrupt);
  return {
    signal: controller.signal,
    [Symbol.dispose]() {
      for (const signal of SIGNALS) process.off(signal, interrupt);
    },
  };
}
