import * as tf from "@tensorflow/tfjs";

/** The facts of an environment that are looked at before anything in it is changed. */
export interface Surroundings {
  /** The version of `@tensorflow/tfjs-core`. */
  readonly version: string;
  /** The backend that computes already, if any does. */
  readonly backend: string | undefined;
  /** True where the tensors of the engine are of the copy of tfjs that the kernels import. */
  readonly isOneCopy: boolean;
  /** True where WebAssembly runs instructions on four values at once. */
  readonly hasSimd: boolean;
}

/** Looks at this environment, and changes nothing. */
export function lookAround(): Surroundings {
  // A backend that nobody has chosen yet would be chosen by being asked for.
  const backend = tf.getBackend() || undefined;
  return { version: tf.version_core, backend, isOneCopy: isOneCopy(), hasSimd: hasSimd() };
}

/**
 * The reason why the kernels cannot be started there, the rest of a sentence; nothing where they can.
 * `replace` allows for another backend that is in use.
 */
export function faultOf(
  { version, backend, isOneCopy, hasSimd }: Surroundings,
  replace: boolean,
): string | undefined {
  if (!isOneCopy) {
    return "two copies of tfjs are loaded and the engine is that of the other one, " +
      "let all of the program import @tensorflow/tfjs from one place";
  }
  if (!/^4\.\d/.test(version)) {
    return `tfjs is of version ${version}, the kernels are made for 4.x, use 4.22.0`;
  }
  if (!hasSimd) {
    return "there is no WebAssembly with SIMD here, which all browsers have had since 2023, " +
      "tfjs goes on without them";
  }
  if (backend !== undefined && backend !== "wasm" && !replace) {
    return `backend "${backend}" of tfjs is in use, start them before the first tensor, ` +
      "or with { replace: true } to leave that backend";
  }
  return undefined;
}

/**
 * Tells whether the engine, of which a process has one, came with the copy of tfjs that this module
 * imports: an engine makes its tensors of the class of its own copy.
 */
function isOneCopy(): boolean {
  const dataId = {};
  // Of no backend: asking for one would choose it.
  const none = { disposeData: () => true } as unknown as tf.KernelBackend;
  const tensor = tf.engine().makeTensorFromTensorInfo(
    { dataId, shape: [], dtype: "float32" },
    none,
  );
  const isOwn = Object.getPrototypeOf(tensor) === tf.Tensor.prototype;
  tensor.dispose();
  return isOwn;
}

function hasSimd(): boolean {
  // deno-fmt-ignore
  return typeof WebAssembly === "object" && WebAssembly.validate(new Uint8Array([
    0, 97, 115, 109, 1, 0, 0, 0, // "\0asm", version 1
    1, 4, 1, 96, 0, 0, // type 0: () -> ()
    3, 2, 1, 0, // function 0 has type 0
    10, 9, 1, 7, 0, 65, 0, 253, 15, 26, 11, // its body: i32.const 0, i8x16.splat, drop
  ]));
}
