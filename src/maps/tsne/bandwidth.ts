/** The most halvings: by then the ends of the search are the same number. */
const MOST_STEPS = 100;

/** The logarithm of the perplexity that is reached is off by no more. */
const TOLERANCE = 1e-5;

/**
 * The probabilities p(j|i) ∝ exp(−β d²ᵢⱼ) of the neighbours of one point, by their squared distances, to `out`:
 * β is searched for by halving, so that the perplexity, two to the power of their entropy in bits, is the one
 * asked for.
 *
 * Where more neighbours than that are equally near and none is nearer, they are taken alike, and where all are
 * equally far as well: no β gives less.
 */
export function fillProbabilities(
  squares: Float64Array,
  out: Float64Array,
  perplexity: number,
): void {
  const count = squares.length, wanted = Math.log(perplexity);
  let least = Infinity, mean = 0;
  for (let j = 0; j < count; j++) {
    if (squares[j] < least) least = squares[j];
    mean += squares[j] / count;
  }
  if (mean === least) {
    out.fill(1 / count);
    return;
  }
  let beta = 1 / (mean - least), low = 0, high = Infinity;
  for (let step = 0; step < MOST_STEPS; step++) {
    let sum = 0, weighted = 0;
    for (let j = 0; j < count; j++) {
      const square = squares[j] - least, value = Math.exp(-beta * square);
      out[j] = value;
      sum += value;
      weighted += square * value;
    }
    for (let j = 0; j < count; j++) out[j] /= sum;
    const difference = Math.log(sum) + beta * weighted / sum - wanted;
    if (Math.abs(difference) < TOLERANCE) return;
    if (difference > 0) {
      low = beta;
      beta = high === Infinity ? beta * 2 : (beta + high) / 2;
    } else {
      high = beta;
      beta = (beta + low) / 2;
    }
    if (!Number.isFinite(beta) || beta === low && beta === high) return;
  }
}
