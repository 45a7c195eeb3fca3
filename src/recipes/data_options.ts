import { z } from "zod";
import { SCALES } from "../core/preprocessor/scaling.ts";
import { WORD_WEIGHTS } from "../core/preprocessor/word_counting.ts";
import { STOP_LANGUAGES } from "../data/mod.ts";
import { augmentOptions } from "../training/mod.ts";

/** The names of columns, or of classes. */
const names = z.array(z.string()).min(1);

/** Some of them, as those to take or those to leave. */
const takenOrLeft = z.union(
  [z.strictObject({ take: names }), z.strictObject({ leave: names })],
  { error: 'expected names to take or to leave, such as {"take": ["a", "b"]}' },
);

/** The schema of the choice of data, and of how their files are read. */
export const dataOptions = z.strictObject({
  /** A known data set (`mnist`), or the path of files. */
  name: z.string().min(1),
  /** Training examples held out to choose the best epoch: a share below 1, or a count; 0 for none. */
  validation: z.number().min(0).default(0.05),
  /** Examples held out for the test where the data set has none of its own: a share, or a count. */
  test: z.number().positive().default(0.1),
  /** The number of training examples to draw, or at most to keep of those that the files hold. */
  count: z.int().positive().optional(),
  /**
   * The classes whose examples are trained, validated and tested on, by their names: those to take, or
   * those to leave; all unless given. `count` is of these alone.
   */
  classes: takenOrLeft.optional(),
  /**
   * The way that values become 0 or 1: by "threshold", those from ½ up become 1; by "draw", each
   * with the value as its probability, once; unless given, they do not.
   */
  binarize: z.enum(["threshold", "draw"]).optional(),
  /**
   * The common scale of columns or channels, fitted on the training examples: "unit" for [0, 1],
   * "standard" for mean 0 and deviation 1, "robust" for median and quartiles, "log1p" for log(1 + x);
   * values stay as they are unless given.
   */
  scale: z.enum(["none", ...SCALES]).optional(),
  /** Of a table: true where its first row names the columns; found out and said unless given. */
  header: z.boolean().optional(),
  /**
   * Of a table: the column of the labels, by its name, its number from 1, "last" or "none"; one with a
   * usual name (label, class, target, y, species) unless given.
   */
  labelColumn: z.string().min(1).optional(),
  /** Of a table with names: the columns to take, or those to leave. */
  columns: takenOrLeft.optional(),
  /**
   * Of a table: "refuse" one with empty cells, as unless given, "drop" their rows, or take the "mean" or
   * the "median" of the training examples' values in the column for them.
   */
  missing: z.enum(["refuse", "drop", "mean", "median"]).optional(),
  /**
   * Of a table whose empty cells are filled: true for a value more for each column that has some, which
   * says where.
   */
  missingIndicator: z.boolean().optional(),
  /**
   * Of a table: the most different words that a column may hold, with a value for each of them; 20, and
   * half as many as there are rows, unless given.
   */
  maxCategories: z.int().min(0).optional(),
  /** Of an array of images: the axis of the channels; found out and said unless given. */
  layout: z.enum(["channels-first", "channels-last"]).optional(),
  /** Of pictures: the size and the colours that all are brought to; as they are unless given. */
  image: z.strictObject({
    /** Height and width in pixels, one number for a square. */
    size: z.union([z.int().positive(), z.tuple([z.int().positive(), z.int().positive()])])
      .optional(),
    /** The way from another shape: the middle is cut out, the edge is filled, or all is stretched. */
    fit: z.enum(["crop", "pad", "stretch"]).default("crop"),
    colour: z.enum(["grey", "colour"]).optional(),
  }).optional(),
  /** Of texts: the words that are counted, and how. */
  text: z.strictObject({
    /** The number of words: 2000 unless given, or as many as there are. */
    words: z.int().positive().optional(),
    /** The words that come most often, as unless given, or those that tell most of the class of a text. */
    choose: z.enum(["frequency", "information"]).optional(),
    /** The reduction of words to their stems (Porter, 1980), of English; none unless given. */
    stem: z.enum(["none", "porter"]).optional(),
    /** The language whose function words are left out, by its ISO 639-3 code, or "none": "eng" unless given. */
    stopWords: z.enum(["none", ...STOP_LANGUAGES]).optional(),
    /** The fewest texts that have a word that is counted: 1 unless given. */
    minDocuments: z.int().positive().optional(),
    /** The largest share of texts that have a word that is counted: 1 unless given. */
    maxDocuments: z.number().gt(0).max(1).optional(),
    /**
     * The weight of a word in its text, of which it gets its share: its "counts", as unless given, their "log",
     * log(1 + n), or "tf-idf", (1 + log n) times the rarity of the word among the training texts.
     */
    weights: z.enum(WORD_WEIGHTS).optional(),
  }).optional(),
  /** Of pictures: the random changes of the training examples, other ones at each step; none unless given. */
  augment: augmentOptions.optional(),
});

/** The choice of data, with its defaults filled in. */
export type DataOptions = z.infer<typeof dataOptions>;
