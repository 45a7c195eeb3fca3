import { assertEquals } from "@std/assert";
import { runtimes } from "./runtimes.ts";

for (const runtime of Object.keys(runtimes)) {
  for (const ending of ["released", "abandoned"]) {
    Deno.test(`a process that ran a session in ${runtime} exits with 0 when it is ${ending}`, async () => {
      const program = new URL("run_once.ts", import.meta.url).pathname;
      const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
        args: ["run", "--no-check", "--allow-read", "--allow-ffi", program, runtime, ending],
      }).output();
      const text = new TextDecoder();
      assertEquals([code, text.decode(stderr)], [0, ""]);
      // Row 0 of the weight plus the bias.
      assertEquals(JSON.parse(text.decode(stdout)), {
        shape: [1, 3, 1],
        values: [1, 2.125, 3.25],
      });
    });
  }
}
