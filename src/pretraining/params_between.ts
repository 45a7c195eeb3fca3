import type { NdArray } from "../core/nd_array.ts";
import type { Plan } from "../model/mod.ts";

type Params = Readonly<Record<string, NdArray>>;

/** The way of parameters between a whole model and one of some of its layers. */
export interface ParamsBetween {
  /** The parameters of these layers by their own paths, out of those of the whole. */
  take(whole: Params): Record<string, NdArray>;
  /** The parameters of the whole, with those of these layers put in. */
  put(whole: Params, own: Params): Params;
}

/** The way between a whole model and a plan that has some of its layers, by `paths` of both: whole to own. */
export function paramsBetween(
  { params }: Pick<Plan, "params">,
  paths: ReadonlyMap<string, string>,
): ParamsBetween {
  const pairs = Object.keys(params).flatMap((path) => {
    const found = [...paths].find(([, own]) => path.startsWith(`${own}.`));
    return found ? [{ own: path, whole: path.replace(found[1], found[0]) }] : [];
  });
  return {
    take: (whole) =>
      Object.fromEntries(
        pairs.filter((each) => each.whole in whole).map((each) => [each.own, whole[each.whole]]),
      ),
    put: (whole, trained) => ({
      ...whole,
      ...Object.fromEntries(pairs.map((each) => [each.whole, trained[each.own]])),
    }),
  };
}
