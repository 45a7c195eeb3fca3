/** The routines of `asm/learning/`: losses and optimizers. */
export interface LearningRoutines {
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
  flushSmall(x: number, count: number, least: number): void;
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
  squaredError(
    prediction: number,
    target: number,
    count: number,
    scale: number,
    gradient: number,
  ): number;
  sumOfSquares(x: number, count: number): number;
}
