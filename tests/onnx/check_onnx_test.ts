import { assertEquals } from "@std/assert";
import { encodeModel } from "../../src/onnx/mod.ts";
import { mlpModel } from "./models.ts";

const checker = new URL("../../scripts/check_onnx.py", import.meta.url).pathname;

/** Runs the checker in a Python that has the library; Debian's may not be the first in the path. */
async function check(...args: string[]): Promise<{ code: number; output: string } | undefined> {
  for (const python of ["python3", "/usr/bin/python3"]) {
    try {
      const { code, stdout } = await new Deno.Command(python, { args: [checker, ...args] })
        .output();
      if (code !== 3) return { code, output: new TextDecoder().decode(stdout) };
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    }
  }
  return undefined;
}

const installed = await check() !== undefined;
const reason = installed ? "" : " (skipped: python3-onnx is not installed)";

Deno.test({
  name: `the official checker accepts a built model and names a damaged one${reason}`,
  ignore: !installed,
  async fn() {
    const folder = await Deno.makeTempDir();
    try {
      const bytes = encodeModel(mlpModel());
      await Deno.mkdir(`${folder}/onnx`);
      await Deno.writeFile(`${folder}/onnx/model.onnx`, bytes);
      assertEquals(await check(folder), { code: 0, output: `${folder}/onnx/model.onnx: ok\n` });

      const later = encodeModel({ ...mlpModel(), irVersion: 7 });
      await Deno.writeFile(`${folder}/later.onnx`, later);
      assertEquals(await check(folder), {
        code: 1,
        output: `${folder}/later.onnx: its IR version is 7, expected 8\n` +
          `${folder}/onnx/model.onnx: ok\n`,
      });

      await Deno.writeFile(`${folder}/cut.onnx`, bytes.subarray(0, 50));
      const { code } = await check(`${folder}/cut.onnx`) ?? {};
      assertEquals(code, 1);
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
});
