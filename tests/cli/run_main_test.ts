import { assertEquals } from "@std/assert";
import { fromFileUrl } from "@std/path";
import { runMain } from "../../src/cli/run_main.ts";
import type { Command, Outcome } from "../../src/cli/options/command.ts";
import { PERMITTED } from "../run_deno.ts";

/** A command that does what a test says. */
function commandOf(
  run: (interrupt: AbortSignal) => Promise<Outcome>,
  options: Pick<Command, "hearsInterrupts"> = {},
): Command {
  return {
    name: "wait",
    place: 10,
    summary: "waits",
    positionals: "",
    options: {},
    example: "deno task isthmus wait",
    prepare: () => run,
    ...options,
  };
}

const nothing = () => Promise.resolve({ json: {}, text: "" });

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  Deno.test(`${signal} while commands are loaded ends with exit code 130 and one sentence`, {
    ignore: Deno.build.os === "windows",
  }, async () => {
    const program = fromFileUrl(new URL("interrupted_load.ts", import.meta.url));
    const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["run", ...PERMITTED, "--allow-run", program, signal],
      env: { NO_COLOR: "1" },
    }).output();
    const [said, printed] = [stderr, stdout].map((bytes) => new TextDecoder().decode(bytes));
    assertEquals([code, said, printed], [
      130,
      "Interrupted before the command began: nothing was done\n",
      "",
    ]);
  });
}

Deno.test("the program hears interrupts before it loads anything else", async () => {
  const main = await Deno.readTextFile(new URL("../../src/cli/main.ts", import.meta.url));
  const [first] = main.matchAll(/from "([^"]*)"/g);
  assertEquals(first[1], "./interrupts.ts");
});

Deno.test("interrupts are heard on by a command that says so, and by no other", async () => {
  for (const hearsInterrupts of [true, false]) {
    const controller = new AbortController();
    let isHeard = true;
    const interrupts = {
      signal: controller.signal,
      [Symbol.dispose]: () => void (isHeard = false),
    };
    const command = commandOf((interrupt) => {
      assertEquals([isHeard, interrupt.aborted], [hearsInterrupts, false]);
      controller.abort();
      assertEquals(interrupt.aborted, true);
      return nothing();
    }, { hearsInterrupts });
    assertEquals(await runMain(["wait", "--json"], { commands: [command], interrupts }), 0);
  }
});
