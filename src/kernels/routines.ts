/**
 * The routines that `asm/mod.ts` exports; their own comments say what each computes.
 *
 * Every pointer is a byte offset into the memory that the module was instantiated on.
 */
export interface Routines {
  adam(
    param: number,
    gradient: number,
    firstMoment: number,
    secondMoment: number,
    count: number,
    scale: number,
    beta1: number,
    rest1: number,
    beta2: number,
    rest2: number,
    rate: number,
    correction: number,
    epsilon: number,
    decay: number,
  ): void;
  averagePoolGradient(
    dy: number,
    batch: number,
    height: number,
    width: number,
    channels: number,
    sizeRows: number,
    sizeColumns: number,
    strideRows: number,
    strideColumns: number,
    top: number,
    left: number,
    outRows: number,
    outColumns: number,
    dx: number,
  ): void;
  bernoulli(
    key0: number,
    key1: number,
    first: number,
    count: number,
    threshold: number,
    value: number,
    scratch: number,
    out: number,
  ): void;
  columnSums(x: number, rows: number, columns: number, sums: number): void;
  convolveLines(
    band: number,
    stepRow: number,
    offsets: number,
    packed: number,
    threes: number,
    singles: number,
    bias: number,
    rows: number,
    pixels: number,
    edge: number,
    out: number,
    outRow: number,
    outPixel: number,
  ): void;
  convolveRows(
    band: number,
    stepRow: number,
    offsets: number,
    packed: number,
    depth: number,
    bias: number,
    rows: number,
    pixels: number,
    channels: number,
    edge: number,
    out: number,
    outRow: number,
    outPixel: number,
  ): void;
  countKept(
    kept: number,
    values: number,
    count: number,
    rows: number,
    width: number,
    counts: number,
  ): number;
  depthwiseFilterGradient(
    image: number,
    stepRow: number,
    stepPixel: number,
    tapRow: number,
    tapPixel: number,
    dy: number,
    rows: number,
    pixels: number,
    tapRows: number,
    tapColumns: number,
    channels: number,
    accumulate: boolean,
    gradient: number,
  ): void;
  depthwiseRows(
    image: number,
    rowBytes: number,
    tapRow: number,
    tapPixel: number,
    filter: number,
    filterRow: number,
    filterPixel: number,
    tapRows: number,
    tapColumns: number,
    rows: number,
    pixels: number,
    channels: number,
    out: number,
    outRow: number,
    outPixel: number,
  ): void;
  filterGradient(
    image: number,
    rowBytes: number,
    stepRow: number,
    stepPixel: number,
    dy: number,
    rows: number,
    pixels: number,
    tapRows: number,
    length: number,
    channels: number,
    accumulate: boolean,
    scratch: number,
    gradient: number,
  ): void;
  firstOutside(indices: number, count: number, limit: number): number;
  flushSmall(x: number, count: number, least: number): void;
  gatherRows(
    x: number,
    indices: number,
    step: number,
    rows: number,
    columns: number,
    k: number,
    y: number,
  ): void;
  gemm(
    a: number,
    b: number,
    rows: number,
    columns: number,
    depth: number,
    transposeA: boolean,
    transposeB: boolean,
    bias: number,
    lowest: number,
    highest: number,
    scratch: number,
    c: number,
  ): void;
  gemmScratch(): number;
  joinEntries(
    dy: number,
    indices: number,
    values: number,
    rows: number,
    k: number,
    width: number,
    joinedIndices: number,
    joined: number,
  ): void;
  keepFirst(
    indices: number,
    values: number,
    counts: number,
    rows: number,
    width: number,
    k: number,
    keptIndices: number,
    keptValues: number,
  ): void;
  leakyRelu(x: number, count: number, slope: number, y: number): void;
  leastPositive(values: number, count: number): number;
  listMarked(marks: number, count: number, integers: boolean, list: number): number;
  maxPool(
    x: number,
    batch: number,
    height: number,
    width: number,
    channels: number,
    sizeRows: number,
    sizeColumns: number,
    strideRows: number,
    strideColumns: number,
    top: number,
    left: number,
    outRows: number,
    outColumns: number,
    stepSwitches: number,
    values: number,
    switches: number,
  ): void;
  maxPoolGradient(
    dy: number,
    x: number,
    batch: number,
    height: number,
    width: number,
    channels: number,
    sizeRows: number,
    sizeColumns: number,
    strideRows: number,
    strideColumns: number,
    top: number,
    left: number,
    outRows: number,
    outColumns: number,
    scratch: number,
    dx: number,
  ): void;
  maxUnpool(
    y: number,
    switches: number,
    batch: number,
    height: number,
    width: number,
    channels: number,
    sizeRows: number,
    sizeColumns: number,
    strideRows: number,
    strideColumns: number,
    top: number,
    left: number,
    outRows: number,
    outColumns: number,
    x: number,
  ): number;
  maxUnpoolGradient(
    dx: number,
    switches: number,
    batch: number,
    height: number,
    width: number,
    channels: number,
    sizeRows: number,
    sizeColumns: number,
    strideRows: number,
    strideColumns: number,
    top: number,
    left: number,
    outRows: number,
    outColumns: number,
    dy: number,
  ): void;
  normal(
    key0: number,
    key1: number,
    first: number,
    count: number,
    scratch: number,
    out: number,
  ): void;
  normalizeRows(x: number, rows: number, columns: number): void;
  /** Only its test calls this one from here. */
  philox(
    key0: number,
    key1: number,
    c: bigint,
    c2: number,
    c3: number,
    count: number,
    scratch: number,
    out: number,
  ): void;
  randomScratch(): number;
  packBlock(
    source: number,
    stride: number,
    lines: number,
    depth: number,
    alongRows: boolean,
    width: number,
    packed: number,
  ): void;
  packLine(
    filter: number,
    rowStep: number,
    columnStep: number,
    tapRows: number,
    tapColumns: number,
    channels: number,
    stride: number,
    count: number,
    threes: boolean,
    offsets: number,
    packed: number,
  ): number;
  packTaps(
    filter: number,
    filterWidth: number,
    inChannels: number,
    outChannels: number,
    strideRow: number,
    strideColumn: number,
    tapRows: number,
    tapColumns: number,
    packed: number,
  ): void;
  padPlanes(
    image: number,
    height: number,
    width: number,
    channels: number,
    top: number,
    left: number,
    rows: number,
    stride: number,
    count: number,
    band: number,
  ): void;
  padRows(
    image: number,
    height: number,
    width: number,
    channels: number,
    top: number,
    left: number,
    rows: number,
    columns: number,
    band: number,
  ): void;
  panelWidth(channels: number): number;
  reluGradient(dy: number, x: number, count: number, slope: number, dx: number): void;
  removeParallel(gradient: number, weight: number, rows: number, columns: number): void;
  scatterRows(
    x: number,
    indices: number,
    values: number,
    rows: number,
    columns: number,
    k: number,
    y: number,
  ): void;
  repeatChannels(x: number, count: number, times: number, out: number): void;
  segmentSum(
    x: number,
    segmentIds: number,
    rows: number,
    columns: number,
    segments: number,
    out: number,
  ): void;
  sgd(
    param: number,
    gradient: number,
    velocity: number,
    count: number,
    scale: number,
    momentum: number,
    nesterov: boolean,
    rate: number,
    decay: number,
  ): void;
  sigmoidCrossEntropy(
    logits: number,
    target: number,
    count: number,
    scale: number,
    gradient: number,
  ): number;
  siluGradient(dy: number, x: number, sigmoid: number, count: number, dx: number): void;
  sparseColumnSums(
    indices: number,
    values: number,
    count: number,
    size: number,
    sums: number,
  ): void;
  sparseDecode(
    indices: number,
    values: number,
    rows: number,
    k: number,
    dictionary: number,
    columns: number,
    y: number,
  ): void;
  sparseDictionaryGradient(
    dy: number,
    indices: number,
    values: number,
    rows: number,
    k: number,
    size: number,
    columns: number,
    scratch: number,
    dDictionary: number,
  ): void;
  sparseValuesGradient(
    dy: number,
    indices: number,
    rows: number,
    k: number,
    dictionary: number,
    columns: number,
    dValues: number,
  ): void;
  squaredError(
    prediction: number,
    target: number,
    count: number,
    scale: number,
    gradient: number,
  ): number;
  sumGroups(x: number, count: number, size: number, out: number): void;
  sumOfSquares(x: number, count: number): number;
  tanh(x: number, count: number, y: number): void;
  tapOffsets(
    tapRows: number,
    tapColumns: number,
    channels: number,
    stride: number,
    count: number,
    offsets: number,
  ): void;
  topK(
    x: number,
    rows: number,
    columns: number,
    k: number,
    rectified: boolean,
    heap: number,
    indices: number,
    values: number,
  ): number;
  transpose(x: number, rows: number, columns: number, y: number): void;
  uniform(
    key0: number,
    key1: number,
    first: number,
    count: number,
    scratch: number,
    out: number,
  ): void;
  upSample(
    x: number,
    rows: number,
    columns: number,
    channels: number,
    factorRows: number,
    factorColumns: number,
    y: number,
  ): void;
  upSampleGradient(
    dy: number,
    rows: number,
    columns: number,
    channels: number,
    factorRows: number,
    factorColumns: number,
    dx: number,
  ): void;
}
