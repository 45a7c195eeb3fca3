import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { readModel } from "../../src/onnx/mod.ts";
import { altered, damaged, files } from "./mutations.ts";

/** True when the file is read; false when it is refused as it should be. */
function isRead(bytes: Uint8Array): boolean {
  try {
    const { graph } = readModel(bytes, "some.onnx");
    const held = graph.initializer.reduce((sum, { rawData }) => sum + (rawData?.length ?? 0), 0);
    assert(held <= 8 * bytes.length, `${held} bytes came of ${bytes.length}`);
    return true;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const { message } = error;
    assert(/^Cannot read some\.onnx as an ONNX model: [^\n]+$/.test(message), message);
    assert(message.length < 500 && !/undefined|NaN|call stack/.test(message), message);
    return false;
  }
}

/** The number of files of each kind that the runtime tries. */
const MOST_RUNS = 60;

Deno.test("files as training leaves them are read", () => {
  for (const bytes of files) assertEquals(isRead(bytes), true);
});

for (
  const [what, { arbitrary, numRuns }] of Object.entries({
    "whose bytes are damaged": { arbitrary: damaged, numRuns: 4000 },
    "whose graph is altered": { arbitrary: altered, numRuns: 2000 },
  })
) {
  Deno.test(`a model ${what} is refused in one sentence, or the runtime survives it`, async () => {
    const accepted: Uint8Array[] = [];
    fc.assert(
      fc.property(arbitrary, (bytes) => {
        const start = performance.now();
        if (isRead(bytes)) accepted.push(bytes);
        assert(performance.now() - start < 1000, "reading took more than a second");
      }),
      { seed: 17, numRuns },
    );
    assert(accepted.length >= MOST_RUNS, `only ${accepted.length} were accepted`);
    const folder = await Deno.makeTempDir();
    try {
      const step = accepted.length / MOST_RUNS;
      for (let i = 0; i < MOST_RUNS; i++) {
        const name = `${folder}/${String(i).padStart(3, "0")}.onnx`;
        await Deno.writeFile(name, accepted[Math.floor(i * step)]);
      }
      const program = new URL("run_files.ts", import.meta.url).pathname;
      const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
        args: ["run", "--no-check", "--allow-read", "--allow-ffi", program, folder],
        signal: AbortSignal.timeout(60_000),
      }).output();
      const text = new TextDecoder();
      const lines = text.decode(stdout).trim().split("\n");
      assertEquals(code, 0, `${lines.slice(-6)}: ${text.decode(stderr)}`);
      assertEquals(lines.length, 2 * MOST_RUNS);
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  });
}
