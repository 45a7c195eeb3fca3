import { assertEquals } from "@std/assert";
import { encodeModel } from "../../src/onnx/mod.ts";
import { mlpModel } from "./models.ts";
import { checkOnnx, isInstalled, skipped } from "./official_checker.ts";

Deno.test({
  name: `the official checker accepts a built model and names a damaged one${skipped}`,
  ignore: !isInstalled,
  async fn() {
    const folder = await Deno.makeTempDir();
    try {
      const bytes = encodeModel(mlpModel());
      await Deno.mkdir(`${folder}/onnx`);
      await Deno.writeFile(`${folder}/onnx/model.onnx`, bytes);
      assertEquals(await checkOnnx(folder), { code: 0, output: `${folder}/onnx/model.onnx: ok\n` });

      const later = encodeModel({ ...mlpModel(), irVersion: 7 });
      await Deno.writeFile(`${folder}/later.onnx`, later);
      assertEquals(await checkOnnx(folder), {
        code: 1,
        output: `${folder}/later.onnx: its IR version is 7, expected 8\n` +
          `${folder}/onnx/model.onnx: ok\n`,
      });

      await Deno.writeFile(`${folder}/cut.onnx`, bytes.subarray(0, 50));
      const { code } = await checkOnnx(`${folder}/cut.onnx`) ?? {};
      assertEquals(code, 1);
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
});
