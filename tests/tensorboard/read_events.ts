import { fromFileUrl } from "@std/path";

const READER = fromFileUrl(
  new URL("../../scripts/reference/tensorboard_events.py", import.meta.url),
);

/** An event as the independent reader prints it. */
export interface PrintedEvent {
  readonly wallTime: number;
  readonly step: number;
  readonly fileVersion: string;
  readonly scalars: Readonly<Record<string, number>>;
}

/** A Python that has protobuf; undefined where none has. */
async function findPython(): Promise<string | undefined> {
  for (const python of ["python3", "/usr/bin/python3"]) {
    try {
      const args = ["-c", "import google.protobuf"];
      if ((await new Deno.Command(python, { args }).output()).success) return python;
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    }
  }
  return undefined;
}

const python = await findPython();

/** True where the reader can run here. */
export const canRead = python !== undefined;

/** The end of the name of a test that needs it. */
export const skipped = canRead ? "" : " (skipped: python3-protobuf is not installed)";

/** Reads an event file by a program that shares nothing with the one that wrote it; fails where that refuses it. */
export async function readEvents(path: string): Promise<PrintedEvent[]> {
  const { success, stdout, stderr } = await new Deno.Command(python!, { args: [READER, path] })
    .output();
  const text = new TextDecoder();
  if (!success) throw new Error(`Cannot read ${path}: ${text.decode(stderr)}`);
  return text.decode(stdout).trim().split("\n").map((line) => JSON.parse(line));
}
