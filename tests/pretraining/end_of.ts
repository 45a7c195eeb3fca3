import type { StagedEvent } from "../../src/pretraining/mod.ts";

/** The last event of a training, at its end. */
export function endOf(events: readonly StagedEvent[]): Extract<StagedEvent, { type: "end" }> {
  const end = events.at(-1)!;
  if (end.type === "end") return end;
  throw new Error("It did not come to an end");
}
