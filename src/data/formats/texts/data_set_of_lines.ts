import type { WordCounting } from "../../../core/preprocessor/word_counting.ts";
import { chooseWords, type TextOptions } from "./choose_words.ts";
import { countWords } from "./count_words.ts";
import type { DataSet, Examples } from "../../examples/data_set.ts";
import { isZero } from "../../examples/sparse/dense_examples.ts";
import { floatExamples } from "../../examples/float_examples.ts";
import { indexLabels } from "../../examples/index_labels.ts";
import type { JsonLine } from "./json_lines.ts";
import { quoteOf } from "./quote_of.ts";
import { stripMailHeaders } from "./strip_mail_headers.ts";

/** The choices by which lines become examples. */
export interface LinesOptions {
  readonly name: string;
  /** The words to count, of a model that is trained already; those of the training texts unless given. */
  readonly words?: WordCounting | undefined;
  /** The way that words of the training texts are chosen. */
  readonly text?: TextOptions | undefined;
  /** True to hand out the first line of each text that has words. */
  readonly isQuoted?: boolean | undefined;
}

/**
 * Lines of texts, without mail headers, as bags of words, or lines of numbers as they are.
 *
 * All lines are of one kind, as `readJsonLines` sees to. Throws a RangeError when no line is a
 * training example, and as `chooseWords`, `countWords` and `floatExamples` do.
 */
export function dataSetOfLines(lines: readonly JsonLine[], options: LinesOptions): DataSet {
  const { name } = options;
  const train = lines.filter(({ split }) => split === "train");
  const test = lines.filter(({ split }) => split === "test");
  if (train.length === 0) {
    throw new RangeError(`Cannot train on ${name}: none of its lines has the split "train"`);
  }
  const isText = train[0].text !== undefined;
  const texts = (part: readonly JsonLine[]) => part.map(({ text = "" }) => stripMailHeaders(text));
  const trainTexts = isText ? texts(train) : [];
  const spelled = (part: readonly JsonLine[]) => part.flatMap(({ label }) => label ?? []);
  const hasLabels = train[0].label !== undefined;
  // The test examples' labels are spelled out beside the training ones, so that the classes agree.
  const { labels, classes } = indexLabels([...spelled(train), ...spelled(test)]);
  const trainLabels = labels.slice(0, train.length);
  const testLabels = labels.slice(train.length);
  const words = isText
    ? options.words ??
      chooseWords(trainTexts, options.text, hasLabels ? trainLabels : undefined)
    : undefined;
  const examples = (part: readonly JsonLine[], partTexts: readonly string[]): Examples =>
    words ? countWords(partTexts, words) : vectors(part, name);
  const ids = (part: readonly JsonLine[]) => part.flatMap(({ id }) => id ?? []);
  const hasIds = ids(lines).length === lines.length;
  const named = (part: readonly JsonLine[], partTexts: readonly string[]): Examples => ({
    ...examples(part, partTexts),
    ...(hasIds && { ids: ids(part) }),
    ...(options.isQuoted && isText && { quotes: partTexts.map(quoteOf) }),
  });
  const seen = named(train, trainTexts);
  const held = test.length > 0 ? named(test, isText ? texts(test) : []) : undefined;
  const remarks = words
    ? [
      ...wordless(held ? [seen, held] : [seen]),
      ...choseByAll(options, { hasTest: held !== undefined }),
    ]
    : [];
  return {
    name,
    train: { ...seen, ...(hasLabels && { labels: trainLabels }) },
    ...(held && { test: { ...held, ...(hasLabels && { labels: testLabels }) } }),
    ...(remarks.length > 0 && { remarks }),
    ...(hasLabels && classes && { classes }),
    ...(words && { words }),
  };
}

/** A sentence on words that are chosen by the classes of texts which are held out for the test later. */
function choseByAll(
  { words, text }: LinesOptions,
  { hasTest }: { hasTest: boolean },
): string[] {
  if (words || text?.choose !== "information" || hasTest) return [];
  return [
    "The words are chosen by the classes of all texts, those held out for the test among them, so that its " +
    "figures flatter; data with a test part of their own do not",
  ];
}

/** A sentence on texts that have none of the words that are counted. */
function wordless(parts: readonly Examples[]): string[] {
  let count = 0, total = 0;
  const names: string[] = [];
  for (const part of parts) {
    total += part.count;
    for (let i = 0; i < part.count; i++) {
      if (!isZero(part, i)) continue;
      if (++count <= 3) names.push(part.ids?.[i] ?? `text ${i + 1}`);
    }
  }
  if (count === 0) return [];
  const more = count > names.length ? ", …" : "";
  return [
    `${count} of ${total} texts ${
      count === 1 ? "has" : "have"
    } none of the words that are counted, and ${count === 1 ? "is" : "are"} all zeros (${
      names.join(", ")
    }${more})`,
  ];
}

function vectors(lines: readonly JsonLine[], name: string): Examples {
  const size = lines[0].values?.length ?? 0;
  const values = new Float32Array(lines.length * size);
  lines.forEach((line, row) => values.set(line.values ?? [], row * size));
  return floatExamples(values, { shape: [size], name });
}
