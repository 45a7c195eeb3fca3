import { isContractive } from "../passes/is_contractive.ts";
import { jacobianNorm } from "../passes/jacobian_norm.ts";
import type { Measure } from "./measure.ts";

/** The strength with which the codes of a contractive model answer to small changes of their inputs. */
export const jacobian: Measure = ({ model, test }) => {
  if (!isContractive(model.plan)) return undefined;
  const { examples, norm, squaredNorm } = jacobianNorm(model, test);
  return {
    sentence: `The Jacobian of its code has a norm of ${norm.toPrecision(4)} on average, ` +
      `${squaredNorm.toPrecision(4)} squared, over ${examples} test examples.`,
    values: { norm, squaredNorm },
  };
};
