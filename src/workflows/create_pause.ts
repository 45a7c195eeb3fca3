/** The longest that work goes on, in milliseconds, without letting the event loop turn. */
const INTERVAL = 100;

/** A place between two pieces of long synchronous work. */
export type Pause = () => Promise<void>;

/**
 * Makes a pause, which lets the event loop turn where it has not for a tenth of a second: without it no
 * interrupt would be heard. Where a signal is given, the pause throws its reason once it is aborted.
 */
export function createPause(signal?: AbortSignal): Pause {
  let turned = performance.now();
  return async () => {
    if (performance.now() - turned > INTERVAL) {
      // Only a timer lets the runtime come to rest, which is when it looks for signals: after an
      // immediate callback or a read of a file it may go on for a hundred turns without.
      await new Promise((resolve) => setTimeout(resolve));
      turned = performance.now();
    }
    signal?.throwIfAborted();
  };
}
