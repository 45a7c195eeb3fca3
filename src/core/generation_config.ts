import { type LikelihoodConfig, parseLikelihood } from "./likelihood.ts";
import { describeJson } from "./one_line.ts";
import { isRecord, parseRecord } from "./parse_record.ts";
import { type Refuse, refusing } from "./refuse.ts";

/** The distribution that codes are made to follow. */
export type PriorConfig =
  /** Independent unit normal values, N(0, I). */
  | { readonly type: "gaussian" }
  /** Independent coins, 1 with this probability, else 0. */
  | { readonly type: "bernoulli"; readonly probability: number };

/** All that drawing from a model needs besides its graphs: the file generation_config.json. */
export interface GenerationConfig {
  /** The number of classes that the model is told; absent where it does without. */
  readonly classes?: number;
  /**
   * The distribution that codes are drawn from; absent where the model makes no distribution of
   * them.
   */
  readonly prior?: PriorConfig;
  /**
   * The distribution that values are drawn from, given a code; absent where the loss is no
   * likelihood.
   */
  readonly likelihood?: LikelihoodConfig;
}

/**
 * Reads the text of a generation_config.json; `name` is how errors call it.
 *
 * Fields it does not know are left out. Throws a SyntaxError that names the file and the field.
 */
export function parseGenerationConfig(text: string, name: string): GenerationConfig {
  const refuse = refusing(name, "a generation config");
  const { classes, prior, likelihood } = parseRecord(text) ?? refuse("it is not a JSON object");
  if (classes !== undefined && !(Number.isSafeInteger(classes) && Number(classes) >= 2)) {
    refuse("its classes is not a whole number from 2 up");
  }
  return {
    ...(classes !== undefined && { classes: Number(classes) }),
    ...(prior !== undefined && { prior: parsePrior(prior, refuse) }),
    ...(likelihood !== undefined && { likelihood: parseLikelihood(likelihood, refuse) }),
  };
}

function parsePrior(value: unknown, refuse: Refuse): PriorConfig {
  const { type, probability }: Record<string, unknown> = isRecord(value) ? value : {};
  if (type === "gaussian") return { type };
  if (type !== "bernoulli") {
    return refuse(`its prior is of type ${describeJson(type)}, expected gaussian or bernoulli`);
  }
  if (typeof probability === "number" && probability > 0 && probability < 1) {
    return { type, probability };
  }
  return refuse("the probability of its prior is not a number between 0 and 1");
}
