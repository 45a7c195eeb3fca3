/** The program `isthmus`. */
// First, so that an interrupt is heard while the commands bring in most of the program.
import { interrupts } from "./interrupts.ts";
import "./refuse_older_deno.ts";
import process from "node:process";
import { commands } from "./commands/commands.ts";
import { enterFolder } from "./enter_folder.ts";
import { runMain } from "./run_main.ts";

enterFolder();
process.exit(await runMain(process.argv.slice(2), { commands, interrupts }));
