import { isTerminal, writeToStderr } from "../../host/terminal.ts";
import { wordsOfName } from "../../core/sentences.ts";
import { formatDuration } from "../../core/format_duration.ts";
import type { StagedEvent } from "../../pretraining/mod.ts";
import { note } from "./note.ts";
import { stageText } from "./position_text.ts";

/**
 * Draws a training on stderr: a bar on a terminal, a line for each epoch elsewhere; disposing takes the
 * bar away.
 */
export interface ProgressView extends Disposable {
  show(event: StagedEvent): void;
  /** Prints a line of its own. */
  say(line: string): void;
}

/** The time between two drawings of a terminal, in milliseconds. */
const REDRAW_INTERVAL = 100;

const BAR_WIDTH = 24;

/** A view of a training that starts now, at whichever step, with so many examples in an epoch. */
export function createProgressView(
  {
    examplesPerEpoch,
    batchSize,
    whole = "the whole model:",
    terminal = isTerminal(),
    write = writeToStderr,
  }: {
    examplesPerEpoch: number;
    batchSize: number;
    /** The line in front of the training that follows stages. */
    whole?: string;
    /** True to draw over lines; unless given, where stderr is a terminal. */
    terminal?: boolean;
    /** Takes what is drawn: stderr unless given. */
    write?: (text: string) => void;
  },
): ProgressView {
  const began = performance.now();
  let drawn = -Infinity, current: number | undefined;
  /** The place that the rate is counted from: one step before the first that is seen. */
  let from: { time: number; step: number } | undefined;
  const clear = terminal ? "\r\x1b[K" : "";
  /** The mean number of examples in a step. */
  const examplesIn = (size: number) => examplesPerEpoch / Math.ceil(examplesPerEpoch / size);
  const say = (line: string) => write(`${clear}${line}\n`);
  return {
    say,
    [Symbol.dispose]: () => write(clear),
    show(event) {
      const now = performance.now(), { stage } = event;
      if (event.type !== "end" && stage?.number !== current) {
        if (current !== undefined) from = { time: now, step: 0 };
        current = stage?.number;
        say(stage ? `${stageText(stage)}:` : whole);
      }
      if (event.type === "step") from ??= { time: began, step: event.step - 1 };
      if (
        event.type === "step" && from && terminal && performance.now() - drawn > REDRAW_INTERVAL
      ) {
        drawn = performance.now();
        const { epoch, step, steps, loss } = event;
        const rate = (step - from.step) / ((now - from.time) / 1000);
        const filled = Math.round(BAR_WIDTH * step / steps);
        write(
          `${clear}epoch ${epoch} ${"━".repeat(filled)}${"·".repeat(BAR_WIDTH - filled)} ` +
            `${step}/${steps}  loss ${formatLoss(loss)}  ` +
            `${Math.round(rate * examplesIn(stage?.batchSize ?? batchSize))} examples/s  ` +
            `${formatDuration((steps - step) / rate)} left`,
        );
      }
      if (event.type === "epoch") {
        const { epoch, trainingLoss, validationLoss, validationError, validationAccuracy } =
          event.metrics;
        say(
          `epoch ${String(epoch).padStart(3)}  loss ${formatLoss(trainingLoss)}` +
            (validationLoss === undefined ? "" : `  validation ${formatLoss(validationLoss)}`) +
            (validationError === undefined ? "" : `  squared error ${validationError.toFixed(3)}`) +
            (validationAccuracy === undefined
              ? ""
              : `  accuracy ${(100 * validationAccuracy).toFixed(1)} %`) +
            Object.entries(event.metrics.figures ?? {})
              .map(([name, value]) => `  ${wordsOfName(name)} ${formatLoss(value)}`).join("") +
            `  ${formatDuration((now - began) / 1000)}`,
        );
        if (event.warning) say(note(event.warning));
      }
    },
  };
}

function formatLoss(loss: number): string {
  return loss.toPrecision(4);
}
