import { formatShape, sameShape, type Shape, sizeOf } from "../core/shape.ts";
import type { GivenSpec, LinkSpec, OwnParam, ParamSpec } from "../layers/mod.ts";
import type { AutoencoderSpec } from "./spec.ts";

/** The findings of planning so far, by full path. */
export interface Found {
  readonly spec: AutoencoderSpec;
  readonly params: Record<string, OwnParam>;
  /** The values that layers give besides their outputs. */
  readonly given: Record<string, GivenSpec>;
}

/** The full path of everything that a layer takes of what earlier layers gave. */
export function planLinks(
  links: Record<string, LinkSpec>,
  { given }: Found,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(links).map(([name, { from, shape, made, giver }]) => {
      const source = given[from];
      if (!source) {
        const known = Object.keys(given).filter((path) => path.endsWith(`.${name}`));
        throw new RangeError(
          `it takes "${from}", which no earlier layer gives; ` +
            (known.length > 0
              ? `there is ${known.map((path) => `"${path}"`).join(", ")}`
              : `it needs ${giver} before it`),
        );
      }
      if (!sameShape(source.shape, shape)) {
        throw new RangeError(
          `it takes "${from}" of shape ${formatShape(source.shape)}, but its input needs ${
            formatShape(shape)
          }`,
        );
      }
      if (source.made !== made) {
        throw new RangeError(`it takes "${from}" of ${source.made}, but has ${made}`);
      }
      return [name, from];
    }),
  );
}

/** The full path of every parameter that a layer reads; what it owns is added to what is found. */
export function planParams(
  path: string,
  own: Record<string, ParamSpec>,
  { spec, params }: Found,
): Record<string, string> {
  const paths: Record<string, string> = {};
  for (const [name, param] of Object.entries(own)) {
    if ("tiedTo" in param) {
      checkSource(param.tiedTo, { name, verb: "is tied to", shape: param.shape, params });
      paths[name] = param.tiedTo;
      continue;
    }
    const { initializer } = param;
    if (typeof initializer === "object" && "copyOf" in initializer) {
      checkSource(initializer.copyOf, { name, verb: "starts as", shape: param.shape, params });
    } else if (
      typeof initializer === "string" && initializer.startsWith("data-") &&
      sizeOf(param.shape) !== sizeOf(spec.inputShape)
    ) {
      throw new RangeError("it measures the data, so no layer before it may change their size");
    }
    paths[name] = `${path}.${name}`;
    params[paths[name]] = param;
  }
  return paths;
}

/** Throws a RangeError where a parameter that another one refers to is absent or has another shape. */
function checkSource(
  from: string,
  { name, verb, shape, params }: {
    name: string;
    verb: string;
    shape: Shape;
    params: Readonly<Record<string, OwnParam>>;
  },
): void {
  const source = params[from];
  if (!source) throw new RangeError(`its ${name} ${verb} "${from}", which no earlier layer has`);
  if (!sameShape(source.shape, shape)) {
    throw new RangeError(
      `its ${name} needs shape ${formatShape(shape)}, "${from}" has ${formatShape(source.shape)}`,
    );
  }
}
