/** The name of an IDX file, taken apart. */
export interface IdxName {
  readonly file: string;
  /** The set that it is of, such as `emnist-letters`; empty for the names of MNIST. */
  readonly set: string;
  /** Absent where the name says neither. */
  readonly split?: "train" | "test";
  readonly content: "images" | "labels";
  /** True where it is one of the two kinds that are read: images of three axes or four, labels of one. */
  readonly isRead: boolean;
}

const PATTERN =
  /^(?:([^.].*?)[-._])??(?:(train|t10k|test)[-._])?(images|labels)[-._]?idx(\d)[-._]\w+(?:\.gz)?$/i;

/**
 * The parts of the name of an IDX file as MNIST, its mirrors and its successors spell it, such as
 * `train-images-idx3-ubyte`, `t10k-labels.idx1-ubyte.gz` or `emnist-letters-test-images-idx3-ubyte.gz`;
 * undefined for any other name.
 */
export function parseIdxName(file: string): IdxName | undefined {
  const match = PATTERN.exec(file);
  if (match === null) return undefined;
  const [set = "", split, content, axes] = match.slice(1).map((part) => part?.toLowerCase());
  return {
    file,
    set,
    ...(split !== undefined && { split: split === "train" ? "train" : "test" }),
    content: content === "images" ? "images" : "labels",
    isRead: content === "images" ? axes === "3" || axes === "4" : axes === "1",
  };
}
