/** The options of commands that sentences on data advise, by what they are in a recipe. */
const OPTIONS: Readonly<Record<string, string>> = {
  "label-column": "data.labelColumn",
  "batch-size": "training.batchSize",
  epochs: "training.epochs",
  header: "data.header",
};

/**
 * A sentence of the toolkit as `fit` says it: "the rows" for the file that they were written to, "row 3" for
 * that of a picture, and the options of `autoencoder` for those of a command, `{ data: { labelColumn: "city" } }` for
 * `--label-column 'city'`.
 */
export function saidInProgram(
  sentence: string,
  { path }: {
    /** The path that the rows were written to; undefined where they lie elsewhere. */
    readonly path: string | undefined;
  },
): string {
  return withRows(sentence, path)
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

/** The sentence with "row 3" for the picture that was written of it, and "the rows" for their place. */
function withRows(sentence: string, path: string | undefined): string {
  if (path === undefined) return sentence;
  const [first, ...others] = sentence.split(path);
  return others.reduce((said, rest) => {
    const picture = /^\/(?:[^/]+\/)?0*(\d+)\.\w+/.exec(rest);
    return picture
      ? `${said}row ${picture[1]}${rest.slice(picture[0].length)}`
      : `${said}the rows${rest}`;
  }, first);
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
