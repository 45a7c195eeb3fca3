import type { NdArray } from "../../core/nd_array.ts";
import type { Rng } from "../../core/rng.ts";
import { formatShape } from "../../core/shape.ts";
import { interpolate, sampleCodes } from "../../generation/mod.ts";
import type { PreparedDecoder } from "../../inference/mod.ts";
import { createLatest } from "./latest.ts";
import type { PageModel } from "./page_model.ts";

/** An image that the decoder made. */
export interface DecodedImage {
  /** Its values, of the model's input shape. */
  readonly image: NdArray;
  /** The code that it was made of. */
  readonly code: Float32Array<ArrayBuffer>;
  /** The class that the model was told, of models that depend on classes. */
  readonly label?: number;
  /** The time that the decoder took. */
  readonly milliseconds: number;
}

/** The code and the reconstruction of an input. */
export interface Reconstruction {
  readonly input: Float32Array<ArrayBuffer>;
  readonly code: Float32Array<ArrayBuffer>;
  /** Of the model's input shape. */
  readonly reconstruction: NdArray;
  /** False where something moved the code meanwhile: the session stands there and not at this one. */
  readonly isLatest: boolean;
}

/** A model, the code at which it stands and the image of that code. */
export interface Session {
  readonly model: PageModel;
  /** The code at which it stands, [C]. */
  readonly code: Float32Array<ArrayBuffer>;
  /** The class that the model is told; absent of models that do without. */
  readonly label: number | undefined;
  /** True where it can draw codes. */
  readonly canDraw: boolean;
  /** Moves to a code, and to a class: the image follows, of the latest code alone. */
  show(code: Float32Array<ArrayBuffer>, label?: number): void;
  /** The image of a code beside the one at which it stands. */
  decode(code: Float32Array<ArrayBuffer>): Promise<NdArray>;
  /** A code drawn from what the model draws from; throws a TypeError where there is nothing. */
  draw(): Float32Array<ArrayBuffer>;
  /** So many codes from one to another, both among them. */
  path(
    a: Float32Array<ArrayBuffer>,
    b: Float32Array<ArrayBuffer>,
    steps: number,
  ): Float32Array<ArrayBuffer>[];
  /**
   * Encodes an input [...inputShape], of this class, and decodes its code, at which the session then
   * stands.
   */
  reconstruct(input: Float32Array<ArrayBuffer>, label?: number): Promise<Reconstruction>;
}

/** The callbacks of a session, and the start of its draws. */
export interface SessionOptions {
  /** Called with the image of each code at which the session stands. */
  readonly onImage: (decoded: DecodedImage) => void;
  /** Called with what a decoder threw. */
  readonly onError: (error: unknown) => void;
  /** The stream of its draws. */
  readonly rng: Rng;
}

/** Stands at the mean code of a model, and decodes it. */
export function openSession(
  model: PageModel,
  { onImage, onError, rng }: SessionOptions,
): Session {
  const { decoder, space } = model, { codeShape, codeSize, classes, inputShape } = decoder;
  const source = {
    codeShape,
    ...(decoder.prior && { prior: decoder.prior }),
    ...(space?.mixture && { mixture: space.mixture }),
  };
  let code = Float32Array.from(space?.spread?.mean ?? new Float32Array(codeSize));
  let label = classes === undefined ? undefined : 0, draws = 0, moves = 0;

  const decode = async (codes: Float32Array<ArrayBuffer>) => {
    const batch = { shape: [1, ...codeShape], values: codes };
    const { values } = await decoder.decode(batch, labels());
    return { shape: inputShape, values };
  };
  const labels = () => label === undefined ? {} : { labels: [label] };
  const follow = createLatest(async (code: Float32Array<ArrayBuffer>) => {
    const of = label, start = performance.now();
    const image = await decode(code);
    const milliseconds = performance.now() - start;
    onImage({ image, code, milliseconds, ...(of !== undefined && { label: of }) });
  }, onError);

  return {
    model,
    get code() {
      return code;
    },
    get label() {
      return label;
    },
    canDraw: decoder.prior !== undefined || space?.mixture !== undefined,
    show(next, of = label) {
      checkCode(next, decoder);
      if (of !== label) checkClass(of, classes);
      code = Float32Array.from(next);
      label = of;
      moves++;
      if (decoder.needs.length === 0) follow(code);
    },
    decode,
    draw: () => sampleCodes(source, { count: 1, rng: rng.fork(draws++) }).values,
    path: (a, b, steps) => pathOf(decoder, [a, b], steps),
    async reconstruct(input, told = label) {
      label = told;
      const mine = ++moves;
      const batch = { shape: [1, ...inputShape], values: input };
      const autoencoder = await model.autoencoder();
      const start = performance.now();
      // The encoder may depend on classes where the decoder does not.
      const options = autoencoder.classes === undefined ? {} : { labels: [label ?? 0] };
      const { values: found } = await autoencoder.encode(batch, options);
      const { values } = decoder.needs.length === 0
        ? await decode(found)
        : await autoencoder.reconstruct(batch, options);
      const milliseconds = performance.now() - start;
      const image = { shape: inputShape, values }, isLatest = mine === moves;
      if (isLatest) {
        code = found;
        onImage({ image, code, milliseconds, ...(told !== undefined && { label: told }) });
      }
      return { input, code: found, reconstruction: image, isLatest };
    },
  };
}

function checkCode(code: Float32Array, { codeShape, codeSize }: PreparedDecoder): void {
  if (code.length === codeSize && code.every(Number.isFinite)) return;
  throw new RangeError(
    `Cannot show a code of ${code.length} values: expected ${codeSize} finite ones, of shape ` +
      formatShape(codeShape),
  );
}

function checkClass(label: number | undefined, classes: number | undefined): void {
  if (classes !== undefined && Number.isInteger(label) && label! >= 0 && label! < classes) return;
  throw new RangeError(
    classes === undefined
      ? `Cannot show class ${label}: the model does not depend on classes`
      : `Cannot show class ${label}: expected a whole number from 0 to ${classes - 1}`,
  );
}

/** Codes from one to another, both among them, along the path that suits the decoder's prior. */
function pathOf(
  { codeShape, codeSize, prior }: PreparedDecoder,
  [a, b]: readonly [Float32Array<ArrayBuffer>, Float32Array<ArrayBuffer>],
  steps: number,
): Float32Array<ArrayBuffer>[] {
  const of = (values: Float32Array<ArrayBuffer>) => ({ shape: [1, ...codeShape], values });
  // Between draws of many normal values a straight line passes nearer to zero than draws lie.
  const path = prior?.type === "gaussian" && codeSize > 2 ? "spherical" : "linear";
  const { values } = interpolate(of(a), of(b), { steps, path });
  return Array.from({ length: steps }, (_, i) => values.slice(i * codeSize, (i + 1) * codeSize));
}
