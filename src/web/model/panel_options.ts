import type { Session } from "./session.ts";

/** The ground that a panel stands on. */
export interface PanelOptions {
  /** The model that stands now: the same one on another engine may take its place. */
  readonly session: () => Session;
  /** A visitor moved the code or chose a class. */
  readonly onCode: () => void;
  readonly onError: (error: unknown) => void;
}
