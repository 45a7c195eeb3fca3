import { format } from "@std/fmt/bytes";
import { listWords } from "../../core/sentences.ts";
import { DATA_ENDINGS } from "../../io/find/find_data.ts";
import { describeKnownData, type KnownDataDescription } from "../../io/find/describe_known_data.ts";
import type { Command } from "../options/command.ts";

/** Lists the known data sets and where they are. */
export const dataCommand: Command = {
  name: "data",
  place: 130,
  summary: "lists the known data sets, which are present, and where",
  positionals: "",
  options: {},
  example: "ISTHMUS_DATA=~/data deno task isthmus data",
  prepare() {
    return async () => {
      const sets = await describeKnownData();
      return {
        json: { data: sets },
        text: [
          ...sets.map(describe),
          "",
          "Any --data also takes a path: a folder of pictures, texts, IDX or CIFAR files, a picture, " +
          `or a file that ends in ${
            listWords(DATA_ENDINGS)
          } (each also .gz); docs/data.md says how.`,
        ].join("\n"),
      };
    };
  },
};

const PLACES: Readonly<Record<KnownDataDescription["place"], string>> = {
  drawn: "drawn by the toolkit, always there",
  ISTHMUS_DATA: "present in ISTHMUS_DATA",
  cache: "present in the cache",
  absent: "not here",
  damaged: "damaged: a file has the wrong length",
};

function describe({ name, title, place, directory, bytes, ...set }: KnownDataDescription): string {
  const where = directory === undefined ? PLACES[place] : `${PLACES[place]}: ${directory}`;
  const size = bytes === 0 ? "" : `, ${format(bytes)}`;
  return `${name}\n  ${title}; ${set.trainCount} training and ${set.testCount} test examples${size}\n  ${where}`;
}
