import { format } from "@std/fmt/bytes";
import { systemFaultOf } from "../../host/system_fault.ts";
import { isTerminal, writeToStderr } from "../../host/terminal.ts";
import { downloadData } from "../../io/download/download.ts";
import type { DownloadProgress } from "../../io/download/download_file.ts";
import type { Command } from "../options/command.ts";
import { requiredPositional } from "../options/values.ts";

/** Fetches a known data set. */
export const downloadCommand: Command = {
  name: "download",
  place: 140,
  summary: "fetches a known data set and verifies its checksums",
  positionals: "NAME",
  options: {
    "base-url": {
      value: "URL",
      description: "where to fetch from, URL/NAME/FILE (ISTHMUS_DATA_URL, or public addresses)",
    },
    out: { value: "DIR", description: "the folder that receives the files (the cache)" },
  },
  example: "deno task download mnist",
  prepare(args) {
    const name = requiredPositional(args, "NAME");
    const baseUrl = args.value("base-url");
    const directory = args.value("out");
    return async () => {
      const { directory: to, fetched } = await reachingNetwork(name, () =>
        downloadData(name, {
          ...(baseUrl !== undefined && { baseUrl }),
          ...(directory !== undefined && { directory }),
          onProgress: drawProgress(),
        }));
      return {
        json: { name, directory: to, fetched },
        text: fetched.length === 0
          ? `${name} is complete in ${to}`
          : `Fetched ${fetched.join(", ")} to ${to}`,
      };
    };
  },
};

/** Draws each file's progress on stderr: in place on a terminal, a line when it is complete elsewhere. */
function drawProgress(): (progress: DownloadProgress) => void {
  const terminal = isTerminal();
  let drawn = "";
  return ({ file, received, bytes }) => {
    const done = received >= bytes;
    const line = `${file}  ${Math.floor(100 * received / bytes)} % of ${format(bytes)}`;
    if (line === drawn || (!terminal && !done)) return;
    drawn = line;
    const text = terminal ? `\r\x1b[K${line}${done ? "\n" : ""}` : `${line}\n`;
    writeToStderr(text);
  };
}

/** Says which task may reach the network where this one may not. */
async function reachingNetwork<Result>(
  name: string,
  download: () => Promise<Result>,
): Promise<Result> {
  try {
    return await download();
  } catch (error) {
    if (systemFaultOf(error) !== "not granted") throw error;
    throw new Error(
      `Cannot download ${name}: this task may not reach the network; run deno task download ${name}`,
      { cause: error },
    );
  }
}
