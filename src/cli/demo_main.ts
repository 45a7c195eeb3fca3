/**
 * The demo as a program of its own: it starts at once, and needs to read, to listen and to know where it
 * was called alone.
 */
import "./refuse_older_deno.ts";
import process from "node:process";
import { demoCommand } from "./commands/demo.ts";
import { enterFolder } from "./enter_folder.ts";
import { runCommand } from "./run_command.ts";

enterFolder();
process.exit(await runCommand(demoCommand, process.argv.slice(2)));
