/** The numbers of a step as the routine takes them, each rounded to 32 bits on the way. */
export interface SgdFactors {
  readonly scale: number;
  readonly momentum: number;
  readonly nesterov: boolean;
  readonly rate: number;
  readonly decay: number;
}

/** Three arrays of one length; all but the gradient are overwritten. */
export interface SgdArrays {
  readonly param: Float32Array;
  readonly gradient: Float32Array;
  readonly velocity: Float32Array;
}

/** The plain twin of `asm/learning/sgd.ts`, rounding by rounding. */
export function sgd({ param, gradient, velocity }: SgdArrays, factors: SgdFactors): void {
  const f = Math.fround;
  const scale = f(factors.scale), momentum = f(factors.momentum);
  const rate = f(factors.rate), decay = f(factors.decay);
  for (let i = 0; i < param.length; i++) {
    const g = f(gradient[i] * scale);
    const v = f(f(velocity[i] * momentum) + g);
    const step = factors.nesterov ? f(f(v * momentum) + g) : v;
    velocity[i] = v;
    param[i] = f(param[i] * decay) - f(step * rate);
  }
}
