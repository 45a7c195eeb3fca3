import type { NdArray } from "../core/nd_array.ts";
import { formatShape, sameShape } from "../core/shape.ts";
import type { Plan } from "../model/mod.ts";

/**
 * Throws a RangeError, one sentence that names the first difference, for parameters that are not those of
 * a model by name and shape; `name` is how the sentence calls them, `remedy` what would work.
 */
export function checkParams(
  params: Readonly<Record<string, NdArray>>,
  { plan, name, remedy = "expected those that the model has" }: {
    plan: Plan;
    name: string;
    remedy?: string;
  },
): void {
  const refuse = (why: string) => {
    throw new RangeError(`Cannot start from ${name}: ${why}; ${remedy}`);
  };
  for (const [path, { shape }] of Object.entries(plan.params)) {
    const found: NdArray | undefined = params[path];
    if (!found) return refuse(`they have no "${path}", which the model has`);
    if (sameShape(found.shape, shape)) continue;
    refuse(
      `their "${path}" has shape ${formatShape(found.shape)}, the model's ${formatShape(shape)}`,
    );
  }
  const other = Object.keys(params).find((path) => !Object.hasOwn(plan.params, path));
  if (other !== undefined) refuse(`they have "${other}", which the model does not have`);
}
