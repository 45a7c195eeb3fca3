import { assertAlmostEquals, assertEquals } from "@std/assert";
import { fromFileUrl } from "@std/path";
import { linearFiles, weight } from "../inference/models.ts";
import { kept, served, servedFiles } from "./serving.ts";

const program = fromFileUrl(new URL("../../scripts/reference/infer_client.py", import.meta.url));

/** The answer of the client in a Python that has NumPy; undefined where there is none. */
async function runClient(...args: string[]) {
  for (const python of ["/usr/bin/python3", "python3"]) {
    try {
      const { code, stdout, stderr } = await new Deno.Command(python, { args: [program, ...args] })
        .output();
      if (code === 3) continue;
      assertEquals([code, new TextDecoder().decode(stderr)], [0, ""]);
      return JSON.parse(new TextDecoder().decode(stdout));
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    }
  }
}

const hasNumPy = await new Deno.Command("/usr/bin/python3", { args: ["-c", "import numpy"] })
  .output()
  .then(({ success }) => success, () => false);
const skipped = hasNumPy ? "" : " (skipped: python3-numpy is not installed)";

Deno.test({
  name: `a client in Python has the same outputs in every form of the protocol${skipped}`,
  ignore: !hasNumPy,
  async fn() {
    await servedFiles(linearFiles(), async (url) => {
      const { forms, inputs, outputs } = await runClient(url, "own-encoder", "5");
      assertEquals([forms, inputs.length, outputs.code.length], [6, 20, 10]);
      outputs.code.forEach((code: number, i: number) => {
        const row = Math.floor(i / 2) * 4, unit = i % 2;
        const sum = [0, 1, 2, 3].reduce(
          (sum, d) => sum + inputs[row + d] * weight[2 * d + unit],
          0,
        );
        assertAlmostEquals(code, sum, 1e-5);
      });
    });
    await served([kept("strokes-variational-2")], async (url) => {
      const { outputs } = await runClient(url, "strokes-variational-2-encoder", "9");
      assertEquals(Object.keys(outputs), ["code", "log_variance"]);
    });
  },
});
