/** The numbers of a step as the routine takes them, each rounded to 32 bits on the way. */
export interface AdamFactors {
  readonly scale: number;
  readonly beta1: number;
  readonly rest1: number;
  readonly beta2: number;
  readonly rest2: number;
  readonly rate: number;
  readonly correction: number;
  readonly epsilon: number;
  readonly decay: number;
}

/** Four arrays of one length; all but the gradient are overwritten. */
export interface AdamArrays {
  readonly param: Float32Array;
  readonly gradient: Float32Array;
  readonly firstMoment: Float32Array;
  readonly secondMoment: Float32Array;
}

/** The plain twin of `asm/learning/adam.ts`, rounding by rounding. */
export function adam(arrays: AdamArrays, factors: AdamFactors): void {
  const { param, gradient, firstMoment, secondMoment } = arrays;
  const f = Math.fround;
  const scale = f(factors.scale), epsilon = f(factors.epsilon);
  const beta1 = f(factors.beta1), rest1 = f(factors.rest1);
  const beta2 = f(factors.beta2), rest2 = f(factors.rest2);
  const rate = f(factors.rate), correction = f(factors.correction), decay = f(factors.decay);
  for (let i = 0; i < param.length; i++) {
    const g = f(gradient[i] * scale);
    const m = f(f(firstMoment[i] * beta1) + f(g * rest1));
    const v = f(f(secondMoment[i] * beta2) + f(f(g * rest2) * g));
    const root = f(f(f(Math.sqrt(v)) * correction) + epsilon);
    const step = f(f(m * rate) / root);
    firstMoment[i] = m;
    secondMoment[i] = v;
    param[i] = f(param[i] * decay) - step;
  }
}
