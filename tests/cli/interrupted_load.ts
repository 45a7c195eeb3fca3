/** The program `isthmus`, to which the signal of its argument comes while commands are loaded. */
import { hearInterrupts } from "../../src/cli/console/hear_interrupts.ts";
import { main } from "../../src/cli/main.ts";

const interrupts = hearInterrupts();

async function load() {
  // A timer keeps the process alive until the signal arrives.
  const alive = setInterval(() => {}, 1000);
  const arrived = new Promise((resolve) => interrupts.signal.addEventListener("abort", resolve));
  Deno.kill(Deno.pid, Deno.args[0] as Deno.Signal);
  await arrived;
  clearInterval(alive);
  return [];
}

Deno.exit(await main(["train"], { load, interrupts }));
