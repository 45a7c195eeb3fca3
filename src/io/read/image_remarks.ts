import {
  type DenseExamples,
  type ImageNote,
  type ImageOptions,
  unreadFormatOf,
} from "../../data/mod.ts";
import { countOf, firstNames } from "../files/count_files.ts";

/** The files of which each note was made. */
export type NotedFiles = Map<ImageNote, string[]>;

/** The words for what was done to pictures, one and many. */
const words: Readonly<Record<ImageNote, readonly [one: string, many: string]>> = {
  misnamed: [
    "is in another format than its name says, and is read by its first bytes",
    "are in other formats than their names say, and are read by their first bytes",
  ],
  turned: [
    "is set upright, as its metadata ask",
    "are set upright, as their metadata ask",
  ],
  transparent: [
    "is laid over white where it is transparent",
    "are laid over white where they are transparent",
  ],
  moving: ["moves, and is read by its first frame", "move, and are read by their first frames"],
  pages: [
    "has several pages, of which the first is read",
    "have several pages, of which the first is read",
  ],
  cmyk: [
    "is in CMYK, and becomes red, green and blue without a colour profile",
    "are in CMYK, and become red, green and blue without a colour profile",
  ],
};

/** The facts that the remarks on pictures are made of. */
export interface ReadImages {
  readonly noted: NotedFiles;
  /** Files that are no pictures that are read. */
  readonly others: readonly string[];
  /** Those of them that are pictures by their first bytes, and whose names have no ending. */
  readonly nameless: readonly string[];
  /** The number of pictures that were brought to another size or other colours. */
  readonly fitted: number;
  readonly options: ImageOptions | undefined;
  /** The number of pictures of 16 bits. */
  readonly deepCount: number;
  readonly all: DenseExamples;
}

/** Sentences on all that was done to pictures, and on the files beside them. */
export function imageRemarks(images: ReadImages): string[] {
  return [
    ...leftOut(images),
    ...namelessImages(images),
    ...[...images.noted].map(([note, files]) => {
      const [one, many] = words[note];
      const verb = files.length === 1 ? one : many;
      return `${countOf(files.length, "picture")} ${verb} (${firstNames(files)})`;
    }),
    ...deepImages(images),
    ...fittedImages(images),
  ];
}

/** A sentence on the files of each format that is not read, and one on those that are no pictures. */
function leftOut({ others, nameless }: ReadImages): string[] {
  const pictures = new Set(nameless);
  const byFormat = new Map<string | undefined, string[]>();
  for (const file of others.filter((other) => !pictures.has(other))) {
    const format = unreadFormatOf(file);
    const alike = byFormat.get(format);
    if (alike) alike.push(file);
    else byFormat.set(format, [file]);
  }
  return [...byFormat].map(([format, files]) => {
    const are = files.length === 1 ? "is" : "are";
    return format === undefined
      ? `Left out: ${countOf(files.length, "file")} that ${are} no ${
        files.length === 1 ? "picture" : "pictures"
      } (${firstNames(files)})`
      : `Left out: ${countOf(files.length, `${format} picture`)} (${
        firstNames(files)
      }), a format that is not read, save as PNG`;
  });
}

function namelessImages({ nameless }: ReadImages): string[] {
  if (nameless.length === 0) return [];
  const [whose, has] = nameless.length === 1 ? ["name", "has"] : ["names", "have"];
  return [
    `Left out: ${countOf(nameless.length, "picture")} whose ${whose} ${has} no ending (${
      firstNames(nameless)
    }), end such names in .png or alike`,
  ];
}

function deepImages({ deepCount, all: { count, values } }: ReadImages): string[] {
  if (deepCount === 0) return [];
  let largest = 0;
  for (const value of values) if (value > largest) largest = value;
  return [
    `${deepCount} of ${countOf(count, "picture")} ${
      deepCount === 1 ? "has" : "have"
    } 16 bits: all values are fractions of the most that their bits hold, the largest is ${
      Number(largest.toPrecision(3))
    }`,
  ];
}

function fittedImages({ fitted, options, all: { shape, count } }: ReadImages): string[] {
  if (fitted === 0 || options === undefined) return [];
  const [height, width, channels] = shape;
  const done = [
    ...options.size === undefined ? [] : [`${width} × ${height} (${options.fit})`],
    ...options.colour === undefined ? [] : [channels === 1 ? "grey" : "colour"],
  ].join(" and ");
  return [
    `${fitted} of ${countOf(count, "picture")} ${fitted === 1 ? "is" : "are"} brought to ${done}`,
  ];
}
