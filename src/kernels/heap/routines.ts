// Written by `deno task kernels --write`, from what the compiler says of asm/.

/**
 * The routines that `asm/mod.ts` exports.
 *
 * Every pointer is a byte offset into the memory that the module was instantiated on.
 */
export interface Routines {
  readonly memory: WebAssembly.Memory;
  /**
   * One step of Adam with decoupled weight decay, in place over `count` values:
   * g ← scale · gradient, m ← β₁ m + (1 − β₁) g, v ← β₂ v + (1 − β₂) g²,
   * param ← decay · param − rate · m / (√v · correction + ε).
   *
   * The caller computes `rate` = η / (1 − β₁ᵗ), `correction` = 1 / √(1 − β₂ᵗ) and `decay` = 1 − η λ.
   */
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
  /**
   * dx [images, height, width, channels]: each value of dy [images, outHeight, outWidth, channels], over
   * the number of places that its window has inside the image, added to all of them. There is no
   * dilation.
   */
  averagePoolGradient(
    windows: BlockAt<"WindowSizes">,
    dy: number,
    images: number,
    dx: number,
  ): void;
  /**
   * `count` values that are 0 where `uniform` would give less than `threshold` · 2⁻²⁴, and `value`
   * elsewhere.
   */
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
  /**
   * The gradient of these means by the probabilities: dy / width · (p − t) / (p (1 − p)), dy one for each
   * row, and 0 where p is not in [ε, 1 − ε].
   */
  binaryCrossEntropyGradient(
    prediction: number,
    target: number,
    dy: number,
    rows: number,
    width: number,
    epsilon: number,
    out: number,
  ): void;
  /**
   * The mean of −t ln p − (1 − t) ln(1 − p) over each of `rows` rows of `width` probabilities p, which are
   * taken for ε where they are below and for 1 − ε where above, to `out`; NaN stays NaN. `scratch` is of
   * `logarithmScratch` bytes.
   */
  binaryCrossEntropyRows(
    prediction: number,
    target: number,
    rows: number,
    width: number,
    epsilon: number,
    scratch: number,
    out: number,
  ): void;
  /**
   * The gradient of these sums by the predictions: with g = −t / q where q is in [ε, 1 − ε] and 0 elsewhere,
   * dy (g − Σ g q) / Σ p, dy one for each row; 0 where p is outside of [`least`, `most`].
   */
  classCrossEntropyGradient(
    prediction: number,
    target: number,
    dy: number,
    rows: number,
    width: number,
    least: number,
    most: number,
    epsilon: number,
    out: number,
  ): void;
  /**
   * −Σ t ln q over each of `rows` rows of `width` classes, to `out`: q = p / Σ p, with p taken into
   * [`least`, `most`] before and q into [ε, 1 − ε] after; NaN stays NaN. `scratch` is of `logarithmScratch`
   * bytes.
   */
  classCrossEntropyRows(
    prediction: number,
    target: number,
    rows: number,
    width: number,
    least: number,
    most: number,
    epsilon: number,
    scratch: number,
    out: number,
  ): void;
  /**
   * Sums of the columns of x [rows, columns], written to sums [columns]: eight rows at a time, so
   * that each sum is read and written once for eight values.
   */
  columnSums(x: number, rows: number, columns: number, sums: number): void;
  /**
   * Convolves rows of a band of `padPlanes`: each of rows × pixels × channels outputs is its bias, or
   * zero for a null pointer, plus the sum of the values of its patch times those of the packed filter.
   *
   * A patch is never written out: its values lie at `offsets` from its first, and those of
   * neighbouring outputs beside them; `patch` is that of the first output. `edge` is room for 40 values;
   * up to 35 values past the last patch and up to seven biases past the last are read.
   */
  convolveRows(
    convolved: BlockAt<"ConvolvedRows">,
    patch: number,
    offsets: number,
    packed: number,
    bias: number,
    rows: number,
    edge: number,
    out: number,
  ): void;
  /**
   * The number of entries that each row keeps of a sparse code of `width` entries a row, to counts
   * [rows], where `kept` positions [count] in all its entries are kept unless their value [count] is
   * not above 0.
   *
   * Returns the largest of these numbers.
   */
  countKept(
    kept: number,
    values: number,
    count: number,
    rows: number,
    width: number,
    counts: number,
  ): number;
  /**
   * Copies the first k of `width` indices and values of each row, to [rows, k]; past the number that
   * counts [rows] has for a row its values are 0.
   */
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
  /** The least of `count` values that are above 0, or 0 where none is. */
  leastPositive(values: number, count: number): number;
  /**
   * y = (z − μ) v + μ over z and u [rows, columns], with μ = a₁ σ(a₂ u + a₃) + a₄ u + a₅ and v alike of
   * a₆ … a₁₀, which are the rows of a [10, columns].
   */
  denoiseGaussian(z: number, u: number, a: number, rows: number, columns: number, y: number): void;
  /**
   * The gradients of the same: dz and du [rows, columns], and da [10, columns], sums over the rows.
   *
   * Four columns at a time, so that what is summed stays in registers.
   */
  denoiseGaussianGradient(
    dy: number,
    z: number,
    u: number,
    a: number,
    rows: number,
    columns: number,
    dz: number,
    du: number,
    da: number,
  ): void;
  /**
   * The gradient of a depthwise filter [sizeHeight, sizeWidth, channels] over some rows of one image:
   * for each tap the sum over rows × outWidth outputs of the pixel that it meets times that of dy
   * [rows, outWidth, channels], written to `gradient` or added to it.
   *
   * The pixels lie in a band [.., columns, channels], which has as many channels as dy, whatever those
   * of the image are.
   */
  depthwiseFilterGradient(
    windows: BlockAt<"WindowSizes">,
    band: number,
    columns: number,
    dy: number,
    rows: number,
    channels: number,
    accumulate: boolean,
    gradient: number,
  ): void;
  /**
   * Some rows of a depthwise convolution: out [rows, pixels, channels] = Σ tap · pixel over
   * tapRows × tapColumns taps, zero where there are none.
   *
   * The first output meets the first tap at `image`, and its neighbours at neighbouring pixels. Up to
   * three pixels past the last one are read.
   */
  depthwiseRows(
    taps: BlockAt<"DepthwiseTaps">,
    image: number,
    filter: number,
    rows: number,
    out: number,
  ): void;
  /**
   * The gradient of some rows of taps of a filter [sizeHeight, sizeWidth, channels, outChannels] to some of its
   * outChannels, over some rows of one image: the sum over rows × outWidth outputs of each patch times dy
   * [rows, outWidth, outChannels], written to `gradient` or added to it. There is no dilation.
   *
   * `band`, `dy` and `gradient` are where those of the first row of taps and the first channel begin, and
   * `stride` is the number of bytes from all channels of dy to the next ones.
   *
   * Patches are not written out: they lie in a band of `padRows`, where they overlap. `scratch` holds a
   * tile and rows × outWidth × 8 values; up to four values past the last patch are read.
   */
  filterGradient(
    windows: BlockAt<"WindowSizes">,
    band: number,
    columns: number,
    dy: number,
    rows: number,
    tapRows: number,
    outChannels: number,
    stride: number,
    accumulate: boolean,
    scratch: number,
    gradient: number,
  ): void;
  /** The position of the first of `count` indices that is not in [0, limit), or −1. */
  firstOutside(indices: number, count: number, limit: number): number;
  /**
   * Makes 0 of those of `count` values whose magnitude is below `least`, in place; where there are
   * none but zeros, nothing is written.
   */
  flushSmall(x: number, count: number, least: number): void;
  /**
   * y [rows, k]: of each row of x [rows, columns] the values at the columns that its indices [k] name,
   * whether they are floats or integers. `step` is the number of indices from one row's to the next
   * one's: 0 where all rows have the same.
   */
  gatherRows(
    x: number,
    indices: number,
    step: number,
    rows: number,
    columns: number,
    k: number,
    y: number,
  ): void;
  /**
   * C = clamp(A B + bias), with A [rows, depth] and B [depth, columns], or their transposes where the
   * flags say so, and bias [columns] or a null pointer.
   *
   * Packing both operands into panels makes every transposition run at the same speed (Goto and van
   * de Geijn, "Anatomy of high-performance matrix multiplication", 2008).
   */
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
  /**
   * Some rows and columns of a product that `isRowByRow` says no of, as `gemm` has it: A, B and C are where
   * those of the part begin, and the rows of each, as it lies, are so many bytes apart. No value of it depends
   * on how the product is cut.
   */
  gemmPart(
    a: number,
    strideA: number,
    b: number,
    strideB: number,
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
    strideC: number,
  ): void;
  /** Bytes of scratch memory that `gemm` needs, whatever its sizes. */
  gemmScratch(): number;
  /** True for products of so few rows, columns or depth that `gemm` packs nothing. */
  isRowByRow(rows: number, columns: number, depth: number, transposeA: boolean): boolean;
  /**
   * True for a product A B, with A [rows, depth] or its transpose and B [depth, columns], where few values of A
   * are other than 0, such as counts of words, and that is large enough for it to pay.
   */
  isSparseProduct(a: number, rows: number, columns: number, depth: number): boolean;
  /**
   * Some rows of C = clamp(A B + bias) as `gemm` has it, where few values of A are other than 0: each row of C is
   * the sum of those rows of B whose value in A is not 0, times that value.
   *
   * A is [rows, depth], or its transpose where the flag says so, with rows that lie `strideA` bytes apart, B
   * is [depth, columns]. The depth is cut as `gemm` cuts it and sums are added in the same order, so that both
   * give the same values where those of B are finite.
   */
  multiplySparse(
    a: number,
    strideA: number,
    b: number,
    rows: number,
    columns: number,
    depth: number,
    transposeA: boolean,
    bias: number,
    lowest: number,
    highest: number,
    scratch: number,
    c: number,
  ): void;
  /** Bytes of scratch memory that `multiplySparse` needs for a product of this depth. */
  sparseScratch(depth: number): number;
  /**
   * Copies a sparse code's indices [rows, k] and the gradient of its values dy [rows, k] into rows of
   * `width` entries, of which the first is given, so that the lists of two codes come side by side.
   *
   * Where `values` [rows, k] is no null pointer, an entry that is not above 0 there gets the gradient
   * 0: it was rectified, or not kept.
   */
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
  /** y = x where x is above 0, and slope · x elsewhere, over `count` values. */
  leakyRelu(x: number, count: number, slope: number, y: number): void;
  /**
   * Writes to list [count] the positions of those of `count` marks that are not 0, and returns how
   * many they are. The marks are floats, or integers where `integers` is set.
   */
  listMarked(marks: number, count: number, integers: boolean, list: number): number;
  /** The bytes of scratch memory of the routines that take logarithms alone. */
  logarithmScratch(): number;
  /**
   * The largest value of each window of so many images x [images, height, width, channels] and its
   * position in the window, row after row from 0, to values and switches
   * [images, outHeight, outWidth, channels].
   *
   * The lowest of equal positions; NaN counts as the largest value. What is outside the image is never
   * chosen, so each window must have a place inside; there is no dilation.
   */
  maxPool(
    windows: BlockAt<"WindowSizes">,
    x: number,
    images: number,
    values: number,
    switches: number,
  ): void;
  /**
   * dx [images, height, width, channels]: each value of dy [images, outHeight, outWidth, channels] added
   * at the maximum of its window of x, which is looked for again as by `maxPool`. `scratch` is room for
   * two rows of outputs.
   */
  maxPoolGradient(
    windows: BlockAt<"WindowSizes">,
    dy: number,
    x: number,
    images: number,
    scratch: number,
    dx: number,
  ): void;
  /**
   * The values of `maxPool` alone, whose arguments these are; `scratch` is room for a row of outputs.
   */
  maxPoolValues(
    windows: BlockAt<"WindowSizes">,
    x: number,
    images: number,
    scratch: number,
    values: number,
  ): void;
  /**
   * Adds each value of y [images, outHeight, outWidth, channels] to the place of its window that its
   * switch names, on x [images, height, width, channels] of zeros: the transpose of what `maxPool`
   * selects.
   *
   * Returns the first value whose switch names no place inside the window and the image, where it
   * stops, or −1.
   */
  maxUnpool(
    windows: BlockAt<"WindowSizes">,
    y: number,
    switches: number,
    images: number,
    x: number,
  ): number;
  /**
   * dy [images, outHeight, outWidth, channels]: the values of dx [images, height, width, channels] in
   * the places that the switches of `maxPool` name, all of them inside the image.
   */
  maxUnpoolGradient(
    windows: BlockAt<"WindowSizes">,
    dx: number,
    switches: number,
    images: number,
    dy: number,
  ): void;
  /**
   * C = S T + bias, with binary states S [rows, depth] and a table T [depth, columns], or their transposes
   * where the flags say so, and bias [columns] or a null pointer: each row of C is the sum of those rows of
   * T whose state is not 0, in their order, and so costs what its states count.
   *
   * The columns of T are packed 32 at a time, and all rows are summed from them.
   */
  multiplyStates(
    states: number,
    rows: number,
    depth: number,
    transposeStates: boolean,
    table: number,
    columns: number,
    transposeTable: boolean,
    bias: number,
    scratch: number,
    out: number,
  ): void;
  /** The bytes of scratch memory that `multiplyStates` takes. */
  statesScratch(rows: number, depth: number): number;
  /**
   * `count` numbers of the normal distribution of mean 0 and standard deviation 1, from the stream of
   * a key: four from every counter, from `first` on.
   *
   * Each pair of words (a, b) gives √(−2 ln u) (cos θ, sin θ) with u = (⌊a / 2⌋ + ½) 2⁻³¹, rounded to
   * 32 bits of float and so in (0, 1]: no number is farther than 6.67 from 0. The lower 30 bits of b
   * place θ in [−π/4, π/4), the next mirrors it at the diagonal and the highest turns it by π. (Box
   * and Muller, "A note on the generation of random normal deviates", 1958.)
   */
  normal(
    key0: number,
    key1: number,
    first: number,
    count: number,
    scratch: number,
    out: number,
  ): void;
  /**
   * y = (x − m) p for the mean m of each column of x [rows, columns] and p = 1 / √(σ² + epsilon), which is
   * written to precisions [columns]; and noisy = y + noise, or y where the pointer of the noise is null.
   * The last two may be one place without noise. The scratch holds `columns` values.
   */
  normalizeColumns(
    x: number,
    noise: number,
    rows: number,
    columns: number,
    epsilon: number,
    y: number,
    noisy: number,
    precisions: number,
    scratch: number,
  ): void;
  /**
   * dx = p (dy − mean(dy) − y mean(dy y)) by columns, all [rows, columns]: the gradient of normalised columns
   * y, whose p = 1 / √(σ² + ε) precisions [columns] holds. The scratch holds 2 · columns values.
   */
  normalizeColumnsGradient(
    dy: number,
    y: number,
    precisions: number,
    rows: number,
    columns: number,
    dx: number,
    scratch: number,
  ): void;
  /**
   * Divides each row of x [rows, columns] by its Euclidean norm, in place.
   *
   * A row stays as it is where its norm is 1 to the last bit or two, so that nothing is written where
   * nothing would change, and where it is below the least normal number, by which nothing is divided.
   */
  normalizeRows(x: number, rows: number, columns: number): void;
  /**
   * Packs a block of `lines` rows [lines, depth], or columns [depth, lines], into panels of `width`
   * lines; the rows of the source are `stride` bytes apart.
   */
  packBlock(
    source: number,
    stride: number,
    lines: number,
    depth: number,
    alongRows: boolean,
    width: number,
    packed: number,
  ): void;
  /**
   * Packs taps of a filter to a single channel: where `threes` is set, threes of them that are
   * neighbours in a run of `padPlanes`, [groups, 3], else those that are left of each run, one by one;
   * and of the first of each group its place as in `tapOffsets`. Returns the number of groups.
   *
   * The taps of `filter` are `rowStep`, `columnStep` and, between channels, 4 bytes apart.
   */
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
  /**
   * Packs every `stride`-th tap of a filter [.., filterWidth, inChannels, outChannels], backwards and
   * with its channels swapped, into panels [taps, outChannels, width]: what `convolveRows` of dy needs
   * for the gradient of the input.
   *
   * `filter` points to the last of these taps; there are `tapRows` × `tapColumns`.
   */
  packTaps(
    filter: number,
    filterWidth: number,
    inChannels: number,
    outChannels: number,
    strideHeight: number,
    strideWidth: number,
    tapRows: number,
    tapColumns: number,
    packed: number,
  ): void;
  /**
   * Channels side by side in a panel of a packed filter: half of the usual where more would be idle.
   */
  panelWidth(channels: number): number;
  /**
   * Copies rows of an image [height, width, channels], from the padded one's row `first` on, to band
   * [rows, channels, strideWidth, count], one channel behind the other, zeros where they reach outside:
   * column c of the padded image is value c / strideWidth of run c % strideWidth.
   */
  padPlanes(
    windows: BlockAt<"WindowSizes">,
    image: number,
    first: number,
    rows: number,
    count: number,
    band: number,
  ): void;
  /**
   * Copies rows of an image [height, width, channels], from the padded one's row `first` on, to band
   * [rows, columns, channels], zeros where they reach outside.
   */
  padRows(
    windows: BlockAt<"WindowSizes">,
    image: number,
    first: number,
    rows: number,
    columns: number,
    band: number,
  ): void;
  /**
   * Philox 4x32 with ten rounds: `count` words, a multiple of 32, from the counter whose lower half is
   * `c` and from those that follow. (Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy
   * as 1, 2, 3", SC 2011.)
   *
   * Every 16 words are a 4 × 4 matrix with a column for each of four counters.
   */
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
  /** The bytes of scratch memory that `bernoulli`, `normal`, `philox` and `uniform` take. */
  randomScratch(): number;
  /** dx = dy where x is above 0, and slope · dy elsewhere, over `count` values. */
  reluGradient(dy: number, x: number, count: number, slope: number, dx: number): void;
  /**
   * gradient ← gradient − (gradient · weight) weight in each row of both [rows, columns], in place:
   * what is left is at right angles to a weight of norm 1.
   *
   * A row of zeros stays that, so its weight is not even read.
   */
  removeParallel(gradient: number, weight: number, rows: number, columns: number): void;
  /** out [count, times]: each of `count` values so many times in a row. */
  repeatChannels(x: number, count: number, times: number, out: number): void;
  /** out [count]: the sums of `count` groups of neighbours, x [count, size]. */
  sumGroups(x: number, count: number, size: number, out: number): void;
  /**
   * States of `count` binary units from their inputs x: 1 where `uniform` of the stream gives less than
   * σ(scale · x), otherwise 0. The probabilities σ(scale · x) are written to `means` in the same pass,
   * where that is no null pointer; x may be `means`.
   */
  sampleSigmoid(
    x: number,
    scale: number,
    key0: number,
    key1: number,
    first: number,
    count: number,
    scratch: number,
    means: number,
    states: number,
  ): void;
  /**
   * y [rows, columns] of zeros, to which x [rows, k] is added at the columns that indices [rows, k]
   * name; where `values` [rows, k] is no null pointer, only what is above 0 there gets any.
   */
  scatterRows(
    x: number,
    indices: number,
    values: number,
    rows: number,
    columns: number,
    k: number,
    y: number,
  ): void;
  /**
   * out [segments, columns]: the sums of the rows of x [rows, columns] with the same segment of
   * `segmentIds` [rows], in their order; rows of a segment that there is none of are left out.
   */
  segmentSum(
    x: number,
    segmentIds: number,
    rows: number,
    columns: number,
    segments: number,
    out: number,
  ): void;
  /**
   * One step of stochastic gradient descent with momentum, in place over `count` values:
   * g ← scale · gradient, v ← momentum · v + g,
   * param ← decay · param − rate · (v, or g + momentum · v when `nesterov` is set).
   */
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
  /**
   * Σ max(x, 0) − x t + ln(1 + e^−|x|), the binary cross-entropy of sigmoid(x) against targets t over
   * `count` values; writes scale · (sigmoid(x) − t) to `gradient` unless it is a null pointer.
   */
  sigmoidCrossEntropy(
    logits: number,
    target: number,
    count: number,
    scale: number,
    gradient: number,
  ): number;
  /**
   * dx = dy s (1 + x (1 − s)) over `count` values, with s = sigmoid(x): the gradient of x sigmoid(x).
   */
  siluGradient(dy: number, x: number, sigmoid: number, count: number, dx: number): void;
  /**
   * Σ ln(1 + exp(scale · x)) over `count` values: each in 32 bits with a relative error below 4e-7, their
   * sum in 64.
   */
  softplusSum(x: number, count: number, scale: number): number;
  /**
   * sums [size]: sum n is Σ valuesⱼ over those of `count` entries whose index is n, in their order.
   */
  sparseColumnSums(
    indices: number,
    values: number,
    count: number,
    size: number,
    sums: number,
  ): void;
  /**
   * y [rows, columns] = Σⱼ valuesⱼ · dictionary[indicesⱼ] over the `k` entries of each row of indices
   * and values [rows, k], in their order; the rows of the dictionary have `columns` values. Four
   * entries of value 0 in one place are passed over.
   */
  sparseDecode(
    indices: number,
    values: number,
    rows: number,
    k: number,
    dictionary: number,
    columns: number,
    y: number,
  ): void;
  /**
   * Sorts `count` entries by their indices, by counting: `sorted` is room for size + 1 + count integers, in which
   * each row of a dictionary of `size` rows then has the place where its own entries end, and behind all of
   * these lie the numbers of the entries, by rising index and then by rising number.
   */
  sortEntries(indices: number, count: number, size: number, sorted: number): void;
  /**
   * Rows of dDictionary [size, columns] from `first` on, so many: row n is Σ values[b, j] · dy[b] over all entries
   * of a code of `k` a row that are n and not 0, by rising b and j; rows that none names are 0.
   *
   * The entries are sorted by `sortEntries`, so that each row of the result is written once, while it is in the
   * cache; `dDictionary` is where the first of these rows begins.
   */
  sparseDictionaryGradient(
    dy: number,
    values: number,
    k: number,
    size: number,
    first: number,
    rows: number,
    columns: number,
    sorted: number,
    dDictionary: number,
  ): void;
  /**
   * dValues [rows, k] = dy · dictionary[indices]: the dot product of each row of dy [rows, columns]
   * with the rows of the dictionary that indices [rows, k] name, four of them at a time, so that four
   * places in memory are waited for at once.
   */
  sparseValuesGradient(
    dy: number,
    indices: number,
    rows: number,
    k: number,
    dictionary: number,
    columns: number,
    dValues: number,
  ): void;
  /** The mean of (prediction − target)² over each of `rows` rows of `width` values, to `out`. */
  squaredErrorRows(
    prediction: number,
    target: number,
    rows: number,
    width: number,
    out: number,
  ): void;
  /**
   * The gradient of these means by the predictions: dy · 2 / width · (prediction − target), dy one for each row.
   */
  squaredErrorRowsGradient(
    prediction: number,
    target: number,
    dy: number,
    rows: number,
    width: number,
    out: number,
  ): void;
  /**
   * Σ (prediction − target)² over `count` values; writes scale · (prediction − target) to `gradient`
   * unless it is a null pointer.
   */
  squaredError(
    prediction: number,
    target: number,
    count: number,
    scale: number,
    gradient: number,
  ): number;
  /** Σ x² over `count` values, exact products in four sums of double precision. */
  sumOfSquares(x: number, count: number): number;
  /** y = tanh(x) over `count` values, relative error below 3e-7. */
  tanh(x: number, count: number, y: number): void;
  /**
   * The places of the values of a patch in a band of `padPlanes`, in bytes from the first of them: for
   * every row and column of taps and every channel, in this order, so many `offsets`.
   */
  tapOffsets(
    tapRows: number,
    tapColumns: number,
    channels: number,
    stride: number,
    count: number,
    offsets: number,
  ): void;
  /**
   * The `k` largest values of each row of x [rows, columns] and their columns, to values [rows, k]
   * and indices [rows, k]: by falling value, equal ones by rising column. With `rectified` set, what
   * is below 0 is written as 0.
   *
   * Returns the first row that holds a NaN, where it stops, or −1. `heap` is room for k keys of eight
   * bytes, the least on top: sixteen values at a time are compared with its value.
   */
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
  /** y [columns, rows]: the transpose of x [rows, columns]. */
  transpose(x: number, rows: number, columns: number, y: number): void;
  /**
   * `count` numbers in [0, 1), multiples of 2⁻²⁴, from the stream of a key: four from every counter,
   * from `first` on.
   */
  uniform(
    key0: number,
    key1: number,
    first: number,
    count: number,
    scratch: number,
    out: number,
  ): void;
  /**
   * y [rows · factorHeight, columns · factorWidth, channels]: each pixel of x [rows, columns,
   * channels] repeated factorHeight times down and factorWidth times across.
   */
  upSample(
    x: number,
    rows: number,
    columns: number,
    channels: number,
    factorHeight: number,
    factorWidth: number,
    y: number,
  ): void;
  /**
   * dx [rows, columns, channels]: the sums of the blocks of factorHeight × factorWidth pixels of
   * dy [rows · factorHeight, columns · factorWidth, channels], row after row of each.
   */
  upSampleGradient(
    dy: number,
    rows: number,
    columns: number,
    channels: number,
    factorHeight: number,
    factorWidth: number,
    dx: number,
  ): void;
}

/** The windows on images [height, width, channels], and the outputs that they give. */
export type WindowSizes = {
  /** Rows of an image. */
  readonly height: number;
  /** Columns of an image. */
  readonly width: number;
  readonly channels: number;
  /** Rows of a window. */
  readonly sizeHeight: number;
  /** Columns of a window. */
  readonly sizeWidth: number;
  /** Rows from one window to the next. */
  readonly strideHeight: number;
  /** Columns from one window to the next. */
  readonly strideWidth: number;
  /** Rows of the image from one row of a window to the next. */
  readonly dilationHeight: number;
  /** Columns of the image from one column of a window to the next. */
  readonly dilationWidth: number;
  /** Rows of the first windows that are above the image. */
  readonly top: number;
  /** Columns of the first windows that are to the left of the image. */
  readonly left: number;
  /** Rows of outputs. */
  readonly outHeight: number;
  /** Columns of outputs. */
  readonly outWidth: number;
};

/** Rows of outputs of a convolution, and the patches in a band that they are made of. */
export type ConvolvedRows = {
  /** Bytes from the patch of an output to that of the output below. */
  readonly stepRow: number;
  /** Groups of three values of a patch side by side, of a single channel of outputs only. */
  readonly threes: number;
  /** Values of a patch that are taken one by one. */
  readonly depth: number;
  /** Outputs in a row. */
  readonly pixels: number;
  /** Channels of an output. */
  readonly channels: number;
  /** Bytes from a row of outputs to the next. */
  readonly outRow: number;
  /** Bytes from an output to its neighbour. */
  readonly outPixel: number;
};

/** Taps of a depthwise filter, the outputs that they are summed up to, and the places of both. */
export type DepthwiseTaps = {
  /** Rows of taps. */
  readonly tapRows: number;
  /** Columns of taps. */
  readonly tapColumns: number;
  /** Bytes from a row of taps to the next, in the band. */
  readonly tapRow: number;
  /** Bytes from a tap to its neighbour, in the band. */
  readonly tapPixel: number;
  /** Bytes from a row of taps to the next, in the filter. */
  readonly filterRow: number;
  /** Bytes from a tap to its neighbour, in the filter. */
  readonly filterPixel: number;
  readonly channels: number;
  /** Outputs in a row. */
  readonly pixels: number;
  /** Bytes from the pixel that an output meets first to that of the output below, in the band. */
  readonly stepRow: number;
  /** Bytes from a row of outputs to the next. */
  readonly outRow: number;
  /** Bytes from an output to its neighbour. */
  readonly outPixel: number;
};

/** The fields of each block of sizes, as they lie in memory: 32-bit integers. */
export const blocks = {
  WindowSizes: [
    "height",
    "width",
    "channels",
    "sizeHeight",
    "sizeWidth",
    "strideHeight",
    "strideWidth",
    "dilationHeight",
    "dilationWidth",
    "top",
    "left",
    "outHeight",
    "outWidth",
  ],
  ConvolvedRows: ["stepRow", "threes", "depth", "pixels", "channels", "outRow", "outPixel"],
  DepthwiseTaps: [
    "tapRows",
    "tapColumns",
    "tapRow",
    "tapPixel",
    "filterRow",
    "filterPixel",
    "channels",
    "pixels",
    "stepRow",
    "outRow",
    "outPixel",
  ],
} as const;

/** The byte offset of a block of sizes. */
export type BlockAt<Name extends keyof typeof blocks> = number & { readonly block: Name };
