import { basename } from "@std/path";
import {
  type ColumnEncoding,
  type DataSet,
  type Examples,
  tableColumns,
  takeColumns,
} from "../data/mod.ts";

/** The names that a model was trained with. */
export interface TrainedNames {
  readonly classes?: readonly string[] | undefined;
  readonly columns?: readonly string[] | undefined;
  /** The way of columns that are not numbers to values, which have the names of `columns`. */
  readonly encodings?: readonly ColumnEncoding[];
}

/**
 * A data set with its classes and its columns in the order of a trained model's, matched by their names.
 * Names that only one of the two has are not matched, and that is a remark.
 *
 * Throws a RangeError, one sentence that lists both, for a class that the model does not know, unless
 * `newClasses` keeps the names that the data set has, and for columns that are missing or that the model
 * does not take.
 */
export function conformData(
  data: DataSet,
  names: TrainedNames,
  { directory, name, newClasses = false }: {
    directory: string;
    name: string;
    newClasses?: boolean;
  },
): DataSet {
  const refuse = (why: string): never => {
    throw new RangeError(`Cannot use ${basename(name)} with ${directory}: ${why}`);
  };
  const matched = matchColumns(data, names, refuse);
  return newClasses && data.classes ? matched : matchClasses(matched, names.classes, refuse);
}

type Refuse = (why: string) => never;

function matchClasses(
  data: DataSet,
  trained: readonly string[] | undefined,
  refuse: Refuse,
): DataSet {
  const { classes } = data;
  if (!trained || !classes) {
    return trained && data.train.labels
      ? remarked(
        { ...data, classes: trained },
        `Its classes have no names: 0 is taken for ${trained[0]}, and so on.`,
      )
      : data;
  }
  const indices = classes.map((name) => trained.indexOf(name));
  const unknown = classes.filter((_, i) => indices[i] < 0);
  if (unknown.length > 0) {
    refuse(
      `it has ${
        listed(unknown, "class", "classes")
      } that the model was not trained on, which knows ${
        trained.join(", ")
      }; leave those examples out, or the labels`,
    );
  }
  const relabel = (examples: Examples): Examples =>
    examples.labels
      ? { ...examples, labels: examples.labels.map((label) => indices[label]) }
      : examples;
  const { train, test } = data;
  return {
    ...data,
    train: relabel(train),
    ...(test && { test: relabel(test) }),
    classes: trained,
  };
}

function matchColumns(
  data: DataSet,
  { columns: trained, encodings }: TrainedNames,
  refuse: Refuse,
): DataSet {
  const { columns, train, test } = data;
  if (!trained || !columns) {
    const { shape } = train;
    if (trained && shape.length === 1 && shape[0] === trained.length) {
      return remarked(data, `Its columns have no names: they are taken for ${trained.join(", ")}.`);
    }
    return data;
  }
  if (columns.length === trained.length && columns.every((name, i) => name === trained[i])) {
    return data;
  }
  const called = (names: readonly string[]) =>
    tableColumns(names, encodings).filter(({ encoding }) => encoding?.kind !== "missing")
      .map(({ name }) => name);
  const missing = called(trained.filter((name) => !columns.includes(name)));
  const additional = called(columns.filter((name) => !trained.includes(name)));
  if (missing.length > 0 || additional.length > 0) {
    const why = [
      ...(missing.length > 0 ? [`it lacks ${listed(missing, "the column", "the columns")}`] : []),
      ...(additional.length > 0
        ? [`the model does not take ${listed(additional, "its column", "its columns")}`]
        : []),
    ];
    refuse(`${why.join(", and ")}; the model takes ${called(trained).join(", ")}`);
  }
  const order = trained.map((name) => columns.indexOf(name));
  const ordered = (examples: Examples) => takeColumns(examples, order);
  return remarked({
    ...data,
    train: ordered(train),
    ...(test && { test: ordered(test) }),
    columns: trained,
  }, "Its columns are put into the order of the training's, by their names.");
}

/** Names behind what they are the names of. */
function listed(names: readonly string[], one: string, many: string): string {
  return `${names.length === 1 ? one : many} ${names.join(", ")}`;
}

function remarked(data: DataSet, remark: string): DataSet {
  return { ...data, remarks: [...data.remarks ?? [], remark] };
}
