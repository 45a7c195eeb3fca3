import process from "node:process";
import { writeSync } from "node:fs";

/** True where stderr is a terminal, on which lines can be drawn over. */
export function isTerminal(): boolean {
  return process.stderr.isTTY === true;
}

/** Writes text to stderr as it is, before anything else is done. */
export function writeToStderr(text: string): void {
  const bytes = new TextEncoder().encode(text);
  for (let from = 0; from < bytes.length;) {
    try {
      from += writeSync(process.stderr.fd, bytes, from);
    } catch (error) {
      // A pipe that is full takes more once somebody has read from it.
      if ((error as { code?: string }).code !== "EAGAIN") throw error;
    }
  }
}
