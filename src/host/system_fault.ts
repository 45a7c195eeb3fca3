/** The kinds of errors of the operating system, and of a runtime that keeps one from it, that are told apart. */
export type SystemFault =
  /** Nothing is at the path. */
  | "nothing there"
  /** The path leads through a file, or one was to be read as a folder. */
  | "no folder"
  /** The links at the path lead in a circle. */
  | "circle"
  /** The user may not. */
  | "denied"
  /** The process was not given the permission, which Deno alone asks for. */
  | "not granted"
  /** Another program has the port. */
  | "in use";

const FAULTS: Readonly<Record<string, SystemFault>> = {
  ENOENT: "nothing there",
  ENOTDIR: "no folder",
  ELOOP: "circle",
  EACCES: "denied",
  EPERM: "denied",
  EADDRINUSE: "in use",
};

/** The kind of an error of the system, by its code; undefined for any other. */
export function systemFaultOf(error: unknown): SystemFault | undefined {
  if (!(error instanceof Error)) return undefined;
  // Deno refuses in the same way whichever module is asked, and by this name alone.
  if (error.name === "NotCapable") return "not granted";
  const { code } = error as { code?: unknown };
  return typeof code === "string" && Object.hasOwn(FAULTS, code) ? FAULTS[code] : undefined;
}
