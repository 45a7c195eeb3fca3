import { fileURLToPath } from "node:url";
import { root } from "../built_folder.ts";

/** The end of one spec. */
export interface SpecResult {
  readonly name: string;
  readonly status: string;
  /** The first complaint where it failed. */
  readonly fault: string;
}

/** Runs the bundle of specs in a process of its own, those whose names match `only`. */
export async function runSpecs(
  { bundle, side, only }: {
    readonly bundle: string;
    readonly side: "stock" | "ours";
    readonly only: string;
  },
): Promise<SpecResult[]> {
  const permissions = ["--allow-read", "--allow-env", "--allow-sys"];
  const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-prompt", ...permissions, bundle, side, fileURLToPath(root), only],
    env: { NO_COLOR: "1" },
  }).output();
  const text = new TextDecoder();
  const results = text.decode(stdout).split("\n").filter((line) => line.startsWith("spec "))
    .map((line): SpecResult => JSON.parse(line.slice("spec ".length)));
  if (results.length === 0) {
    throw new Error(`Cannot run the specs of tfjs on ${side}: ${text.decode(stderr)}`);
  }
  return results;
}
