/**
 * The mutual information in nats of having a word and of the class, over N texts, for each word by the
 * places of the texts that have it: Σ p(t, c) log(p(t, c) / (p(t) p(c))) over t, has it or has not, and all
 * classes c (Yang and Pedersen, "A comparative study on feature selection in text categorization", 1997).
 */
export function informationOf(
  texts: readonly (readonly number[])[],
  labels: ArrayLike<number>,
): Float64Array {
  const count = labels.length, sizes = new Map<number, number>();
  for (let i = 0; i < count; i++) sizes.set(labels[i], (sizes.get(labels[i]) ?? 0) + 1);
  return Float64Array.from(texts, (having) => {
    const found = new Map<number, number>();
    for (const text of having) found.set(labels[text], (found.get(labels[text]) ?? 0) + 1);
    let information = 0;
    for (const [label, size] of sizes) {
      const both = found.get(label) ?? 0;
      information += term(both, having.length, size) +
        term(size - both, count - having.length, size);
    }
    return information / count;
  });

  /** N p log(p / (q r)) of a joint probability p and its margins q and r, each times N. */
  function term(joint: number, one: number, other: number): number {
    return joint === 0 ? 0 : joint * Math.log(joint * count / (one * other));
  }
}
