/** A path that the name of data begins with where they were rows of a program. */
interface WrittenRows {
  /** The path that the rows were written to; undefined where they lie elsewhere. */
  readonly path: string | undefined;
}

/** The options of commands that sentences on data advise, by what they are in a recipe. */
const OPTIONS: Readonly<Record<string, string>> = {
  "label-column": "data.labelColumn",
  "batch-size": "training.batchSize",
  epochs: "training.epochs",
  header: "data.header",
};

/**
 * A sentence of the toolkit as `fit` says it: "the rows" for the file that they were written to, and the
 * options of `autoencoder` for those of a command, `{ data: { labelColumn: "city" } }` for
 * `--label-column 'city'`.
 */
export function saidInProgram(sentence: string, { path }: WrittenRows): string {
  const named = path === undefined ? sentence : sentence.replaceAll(path, "the rows");
  return named
    .replaceAll("Cannot use the recipe:", "Cannot use these options:")
    .replaceAll(
      /--set ([\w.]+)=(?:'([^']*)'|([^\s;,]+))/g,
      (_, at, quoted, bare) => optionText(at, quoted ?? bare),
    )
    .replaceAll(
      /--([a-z-]+) (?:'([^']*)'|([\w.]+))/g,
      (all, option, quoted, bare) =>
        option in OPTIONS ? optionText(OPTIONS[option], quoted ?? bare) : all,
    )
    .replaceAll(/--([a-z-]+)/g, (all, option) => OPTIONS[option] ?? all);
}

/** An option as it is written in a program. */
function optionText(path: string, value: string): string {
  return path.split(".").reduceRight((inner, key) => `{ ${key}: ${inner} }`, literal(value));
}

function literal(value: string): string {
  try {
    JSON.parse(value);
    return value;
  } catch {
    return JSON.stringify(value);
  }
}
