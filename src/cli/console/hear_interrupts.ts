/**
 * The signals that a terminal and an operating system send to end a program; Windows knows no
 * SIGTERM.
 */
const SIGNALS: readonly Deno.Signal[] = Deno.build.os === "windows"
  ? ["SIGINT", "SIGBREAK"]
  : ["SIGINT", "SIGTERM"];

/**
 * Hears Ctrl-C, and what else asks a program to end, as long as the process lives: the first aborts the
 * signal, later ones change nothing, so that they break off nothing of what the first set going.
 */
export function hearInterrupts(): AbortSignal {
  const controller = new AbortController();
  const interrupt = () => controller.abort();
  for (const signal of SIGNALS) Deno.addSignalListener(signal, interrupt);
  return controller.signal;
}
