import type { DecoderEvents } from "./decoder_events.ts";

/** The promise of the first image of what an element was last asked for. */
export interface Readiness {
  /** Settles with the image, or with the error in its place. */
  readonly promise: Promise<void>;
  /** Starts anew: the request of this moment has yet to settle. */
  renew(): void;
  /** Takes what happens within the element. */
  take<Type extends keyof DecoderEvents>(type: Type, detail: DecoderEvents[Type]): void;
}

/** Makes a readiness of what has yet to be asked for. */
export function createReadiness(): Readiness {
  let state: "asked" | "loaded" | "settled" = "settled", isRefused = false;
  let promise!: Promise<void>, resolve!: () => void, reject!: (error: Error) => void;
  const renew = () => {
    if (state === "settled") promise = new Promise((yes, no) => [resolve, reject] = [yes, no]);
    state = "asked";
    isRefused = false;
    // Nobody need wait for it.
    promise.catch(() => {});
  };
  renew();
  return {
    get promise() {
      return promise;
    },
    renew,
    take(type, detail) {
      if (type === "load") {
        if (isRefused) renew();
        state = "loaded";
      } else if (type === "image" && state === "loaded") {
        // An image before that may yet come of the model that stood before.
        state = "settled";
        resolve();
      } else if (type === "error" && state !== "settled") {
        state = "settled";
        isRefused = true;
        reject(new Error((detail as DecoderEvents["error"]).message));
      }
    },
  };
}
