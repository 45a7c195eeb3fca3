/** The program `isthmus`. */
// First, so that an interrupt is heard while the commands bring in most of the program.
import { interrupts } from "./interrupts.ts";
import { commands } from "./commands/commands.ts";
import { enterFolder } from "./enter_folder.ts";
import { runMain } from "./run_main.ts";

enterFolder();
Deno.exit(await runMain(Deno.args, { commands, interrupts }));
