/** The program `isthmus`, to which the signal of its argument comes while what it needs is loaded. */
import { interrupts } from "../../src/cli/interrupts.ts";

const { signal } = interrupts;
// A timer keeps the process alive until the signal has arrived.
const alive = setInterval(() => {}, 1000);
const arrived = new Promise((resolve) => signal.addEventListener("abort", resolve));
Deno.kill(Deno.pid, Deno.args[0] as Deno.Signal);
await arrived;
clearInterval(alive);

const { runMain } = await import("../../src/cli/run_main.ts");
Deno.exit(await runMain(["train"], { commands: [], interrupts }));
