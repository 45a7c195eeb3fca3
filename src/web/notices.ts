import type { Frame } from "./controls/frame.ts";

/** The sentences of an element to its visitors, one sentence at a time. */
export interface Notices {
  /** Says what is as it should be, or nothing. */
  note(sentence?: string): void;
  /** Says what went wrong with the model. */
  refuse(error: unknown): void;
  /** Says what went wrong with one code or input: the next one may do. */
  refuseOnce(error: unknown): void;
  /** Takes back what `refuseOnce` said. */
  forgive(): void;
}

/** Makes notices that are shown in a frame; `tell` is called with each that something went wrong. */
export function createNotices(frame: Frame, tell: (message: string) => void): Notices {
  let isPassing = false;
  const refuse = (error: unknown) => {
    const message = error instanceof Error ? error.message : String(error);
    frame.say(message, { wrong: true });
    isPassing = false;
    tell(message);
  };
  const note = (sentence?: string) => {
    frame.say(sentence);
    isPassing = false;
  };
  return {
    note,
    refuse,
    refuseOnce(error) {
      refuse(error);
      isPassing = true;
    },
    forgive() {
      if (isPassing) note();
    },
  };
}
