import { isTerminal, writeToStderr } from "../../host/terminal.ts";

/** A line on stderr that says where a long work is, on a terminal; disposing takes it away. */
export interface StepsView extends Disposable {
  show(text: string): void;
}

/** The time between two drawings, in milliseconds. */
const REDRAW_INTERVAL = 100;

/** A view that draws nothing where stderr is no terminal. */
export function createStepsView(): StepsView {
  const onTerminal = isTerminal();
  let drawn = -Infinity;
  return {
    show(text) {
      const now = performance.now();
      if (!onTerminal || now - drawn < REDRAW_INTERVAL) return;
      drawn = now;
      writeToStderr(`\r\x1b[K${text}`);
    },
    [Symbol.dispose]: () => void (onTerminal && drawn > 0 && writeToStderr("\r\x1b[K")),
  };
}
