const checker = new URL("../../scripts/check_onnx.py", import.meta.url).pathname;

/**
 * Runs the official ONNX checker over files and folders, in a Python that has it; Debian's may not be
 * the first in the path. Undefined where none has.
 */
export async function checkOnnx(
  ...paths: string[]
): Promise<{ code: number; output: string } | undefined> {
  for (const python of ["python3", "/usr/bin/python3"]) {
    try {
      const { code, stdout } = await new Deno.Command(python, { args: [checker, ...paths] })
        .output();
      if (code !== 3) return { code, output: new TextDecoder().decode(stdout) };
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    }
  }
  return undefined;
}

/** True where the checker can run here. */
export const isInstalled = await checkOnnx() !== undefined;

/** The end of the name of a test that needs it. */
export const skipped = isInstalled ? "" : " (skipped: python3-onnx is not installed)";
