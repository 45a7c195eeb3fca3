import type { NumbersOf } from "../preprocessing/mod.ts";

/** The same for pictures but WebP: its decoder compiles WebAssembly from bytes, which hosts forbid. */
export function refuseWebp(numbersOf: NumbersOf): NumbersOf {
  return (example, config, number) => {
    if (example instanceof Uint8Array && isWebp(example)) {
      throw new TypeError(
        `Cannot prepare example ${number}: it is a WebP, which is not read here, send PNG or JPEG`,
      );
    }
    return numbersOf(example, config, number);
  };
}

function isWebp(bytes: Uint8Array): boolean {
  const textAt = (at: number) => String.fromCharCode(...bytes.subarray(at, at + 4));
  return textAt(0) === "RIFF" && textAt(8) === "WEBP";
}
