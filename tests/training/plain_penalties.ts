import type { Rng } from "../../src/core/rng.ts";
import { normal } from "../kernels/plain/random/normal.ts";
import type { Plan } from "../../src/model/mod.ts";
import type { PenaltySpec } from "../../src/penalties/mod.ts";
import { plainContractive } from "../penalties/plain_contractive.ts";
import type { PlainParams, Rows } from "./plain_model.ts";
import { quantizationPenaltyPlain } from "./plain_quantization.ts";

/** The values that a penalty in doubles sees. */
export interface PlainPenaltyInput {
  readonly plan: Plan;
  readonly x: Rows;
  readonly code: Rows;
  readonly params: PlainParams;
  readonly rng: Rng;
  readonly given: Readonly<Record<string, Rows>>;
  /** `penalties.0` */
  readonly path: string;
}

/** A penalty before its coefficient, in doubles and written out anew. */
export function plainPenalty(
  spec: PenaltySpec,
  { plan, x, code, params, rng, given, path }: PlainPenaltyInput,
): number {
  const perExample = (rows: Rows, term: (value: number) => number) =>
    total(rows.flat().map(term)) / rows.length;
  const latent = `encoder.${plan.encoder.length - 1}`;
  switch (spec.type) {
    case "auxiliary_k":
      // The small models have no dead latents.
      return 0;
    case "code_l1":
      return perExample(code, Math.abs);
    case "code_l2":
      return perExample(code, (value) => value ** 2);
    case "contractive": {
      const samples = spec.method === "estimate" ? spec.samples : undefined;
      return plainContractive(plan, x, { params, rng, path, samples });
    }
    case "kl_sparsity": {
      const { momentum = 0, sparsityTarget: rho } = spec;
      return total(code[0].map((_, c) => {
        const before = momentum > 0 ? params[`${path}.average`][c] : 0;
        const batch = total(code.map((row) => row[c])) / code.length;
        return divergence(rho, momentum * before + (1 - momentum) * batch);
      }));
    }
    case "kl_gaussian": {
      const mean = given[`${latent}.mean`], logVariance = given[`${latent}.logVariance`];
      return perExample(mean, (value) => value ** 2 / 2) +
        perExample(logVariance, (value) => (Math.exp(value) - value - 1) / 2);
    }
    case "kl_bernoulli":
      return perExample(given[`${latent}.probability`], (p) => divergence(p, spec.prior));
    case "mmd": {
      const draws = code.map((row, b) => {
        const { key } = rng.fork(b).fork(path);
        return Array.from(normal({ key, first: 0, count: row.length }));
      });
      const count = code.length;
      const pairs = (a: Rows, b: Rows, isSame: boolean) =>
        total(
          a.flatMap((one, i) => b.map((other, j) => isSame && i === j ? 0 : similar(one, other))),
        );
      return (pairs(code, code, true) + pairs(draws, draws, true)) / (count * (count - 1)) -
        2 * pairs(code, draws, false) / count ** 2;
    }
    case "prediction": {
      const inferred = given[`${latent}.inferred`].flat();
      const predicted = given[`${latent}.prediction`];
      const differences = predicted.flat().map((value, i) => value - inferred[i]);
      return total(differences.map((value) => value ** 2)) / (2 * predicted.length);
    }
    case "vector_quantization":
      return total(
        plan.encoder.map(({ path, spec: layer }) =>
          layer.type === "vector_quantization"
            ? quantizationPenaltyPlain({ path, ...layer, coefficient: spec.coefficient }, given)
            : 0
        ),
      );
    case "weight_decay":
      return total(
        Object.entries(params).filter(([name]) => /\.(weight|filter)$/.test(name))
          .flatMap(([, values]) => Array.from(values, (value) => value ** 2)),
      ) / 2;
  }
}

const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

/** The divergence of a coin of probability p from one of probability q. */
const divergence = (p: number, q: number) =>
  p * Math.log(p / q) + (1 - p) * Math.log((1 - p) / (1 - q));

/** The sum of the inverse multiquadratic kernels of the Wasserstein autoencoder. */
function similar(a: readonly number[], b: readonly number[]): number {
  const distance = total(a.map((value, i) => (value - b[i]) ** 2));
  return total([0.1, 0.2, 0.5, 1, 2, 5, 10].map((scale) => {
    const width = 2 * a.length * scale;
    return width / (width + distance);
  }));
}
