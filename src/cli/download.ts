import { downloadData } from "../io/download.ts";
import { type Command, requiredPositional } from "./command.ts";

/** Fetches a known data set. */
export const downloadCommand: Command = {
  name: "download",
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
      const { directory: to, fetched } = await downloadData(name, {
        ...(baseUrl !== undefined && { baseUrl }),
        ...(directory !== undefined && { directory }),
      });
      return {
        json: { name, directory: to, fetched },
        text: fetched.length === 0
          ? `${name} is complete in ${to}`
          : `Fetched ${fetched.join(", ")} to ${to}`,
      };
    };
  },
};
