/** A module whose one function gives a vector, which a browser without SIMD does not take. */
const VECTOR = "\0asm\x01\0\0\0\x01\x05\x01\x60\0\x01\x7b\x03\x02\x01\0\x0a\x0a\x01\x08\0" +
  "\x41\0\xfd\x0f\xfd\x62\x0b";

/** Compiles the kernels; rejects with a TypeError where WebAssembly has no SIMD. */
export async function compileKernels(
  kernels: WebAssembly.Module | BufferSource,
): Promise<WebAssembly.Module> {
  const vector = Uint8Array.from(VECTOR, (letter) => letter.charCodeAt(0));
  // Some browsers take WebAssembly away altogether where users ask to be safer.
  if (!globalThis.WebAssembly?.validate(vector)) {
    throw new TypeError(
      "Cannot run models in the lite engine: this browser has no WebAssembly SIMD; a newer one, " +
        "or one with WebAssembly switched on, has it",
    );
  }
  return kernels instanceof WebAssembly.Module ? kernels : await WebAssembly.compile(kernels);
}
