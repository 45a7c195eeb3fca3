/** A file of a named data set, as it is stored: name, length in bytes, SHA-256 in hexadecimal. */
export interface KnownFile {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** A data set that the toolkit knows by name. */
export interface KnownData {
  readonly title: string;
  /** The makers, and their terms. */
  readonly source: string;
  readonly format: "strokes" | "documents" | "idx" | "cifar" | "jsonl";
  readonly trainCount: number;
  readonly testCount: number;
  /** Left out where the files name the classes themselves, or there are none. */
  readonly classes?: readonly string[];
  /** Empty for what the toolkit draws. */
  readonly files: readonly KnownFile[];
  /** Public folders that hold exactly these files, tried in this order. */
  readonly baseUrls: readonly string[];
}

/** The names that `--data` takes. */
export type KnownName =
  | "strokes"
  | "documents"
  | "mnist"
  | "fashion-mnist"
  | "cifar10"
  | "20newsgroups";

const DIGITS = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

/** The four files of MNIST and of sets made in its image, as lengths and digests. */
function idxFiles(files: readonly [bytes: number, sha256: string][]): KnownFile[] {
  const names = ["train-images-idx3", "train-labels-idx1", "t10k-images-idx3", "t10k-labels-idx1"];
  return files.map(([bytes, sha256], i) => ({ name: `${names[i]}-ubyte.gz`, bytes, sha256 }));
}

/** The table of named data sets. */
export const knownData: Readonly<Record<KnownName, KnownData>> = {
  strokes: {
    title: "Digits that the toolkit draws itself, 28 × 28 grey",
    source: "made here, from the seed alone",
    format: "strokes",
    trainCount: 20_000,
    testCount: 2_000,
    classes: DIGITS,
    files: [],
    baseUrls: [],
  },
  documents: {
    title: "Patches of text that the toolkit sets itself, 32 × 32 grey",
    source: "made here, from the seed alone",
    format: "documents",
    trainCount: 20_000,
    testCount: 2_000,
    files: [],
    baseUrls: [],
  },
  mnist: {
    title: "MNIST handwritten digits, 28 × 28 grey",
    source: "Yann LeCun, Corinna Cortes and Christopher Burges, 1998; no licence stated",
    format: "idx",
    trainCount: 60_000,
    testCount: 10_000,
    classes: DIGITS,
    files: idxFiles([
      [9_912_422, "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609"],
      [28_881, "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c"],
      [1_648_877, "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6"],
      [4_542, "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6"],
    ]),
    baseUrls: [
      "https://storage.googleapis.com/cvdf-datasets/mnist",
      "https://ossci-datasets.s3.amazonaws.com/mnist",
    ],
  },
  "fashion-mnist": {
    title: "Fashion-MNIST articles of clothing, 28 × 28 grey",
    source: "Han Xiao, Kashif Rasul and Roland Vollgraf (Zalando Research), 2017; MIT licence",
    format: "idx",
    trainCount: 60_000,
    testCount: 10_000,
    classes: [
      "T-shirt/top",
      "Trouser",
      "Pullover",
      "Dress",
      "Coat",
      "Sandal",
      "Shirt",
      "Sneaker",
      "Bag",
      "Ankle boot",
    ],
    files: idxFiles([
      [26_421_880, "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84"],
      [29_515, "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845"],
      [4_422_102, "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073"],
      [5_148, "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5"],
    ]),
    baseUrls: [
      "https://github.com/zalandoresearch/fashion-mnist/raw/master/data/fashion",
      "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com",
    ],
  },
  cifar10: {
    title: "CIFAR-10 photographs, 32 × 32 colour, a subset",
    source: "Alex Krizhevsky, 2009; no licence stated",
    format: "cifar",
    trainCount: 8_000,
    testCount: 2_000,
    classes: [
      "airplane",
      "automobile",
      "bird",
      "cat",
      "deer",
      "dog",
      "frog",
      "horse",
      "ship",
      "truck",
    ],
    files: [
      {
        name: "cifar10-train-8000.bin.gz",
        bytes: 22_618_159,
        sha256: "4ff321e00c396c42724683ee8b35300a750dd3c006e332e6568f02a869cddec7",
      },
      {
        name: "cifar10-test-2000.bin.gz",
        bytes: 5_660_809,
        sha256: "cec026f872100f6364e073e46f3377d6d9c0efb510c49bf79e9b438b9a85a83d",
      },
    ],
    baseUrls: [],
  },
  "20newsgroups": {
    title: "20 newsgroups, the split by date",
    source: "Ken Lang, 1995; posts to Usenet, copyright of their authors",
    format: "jsonl",
    trainCount: 11_314,
    testCount: 7_532,
    files: [
      {
        name: "20news-bydate.jsonl.gz",
        bytes: 13_705_984,
        sha256: "1c9544cee9e86dd426f5a7ceb61ee45a00c67e2ca047461b8488d2045560f7ab",
      },
    ],
    baseUrls: [],
  },
};

/** True when the text is the name of a data set that the toolkit knows. */
export function isKnownName(text: string): text is KnownName {
  return Object.hasOwn(knownData, text);
}
