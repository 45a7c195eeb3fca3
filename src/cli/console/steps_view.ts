/** A line on stderr that says where a long work is, on a terminal; disposing takes it away. */
export interface StepsView extends Disposable {
  show(text: string): void;
}

/** The time between two drawings, in milliseconds. */
const REDRAW_INTERVAL = 100;

/** A view that draws nothing where stderr is no terminal. */
export function createStepsView(): StepsView {
  const isTerminal = Deno.stderr.isTerminal();
  let drawn = -Infinity;
  const write = (text: string) => Deno.stderr.writeSync(new TextEncoder().encode(text));
  return {
    show(text) {
      const now = performance.now();
      if (!isTerminal || now - drawn < REDRAW_INTERVAL) return;
      drawn = now;
      write(`\r\x1b[K${text}`);
    },
    [Symbol.dispose]: () => void (isTerminal && drawn > 0 && write("\r\x1b[K")),
  };
}
