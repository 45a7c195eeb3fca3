import { assertEquals, assertThrows } from "@std/assert";
import { fromFileUrl, join } from "@std/path";
import { build } from "esbuild";
import { holdFile } from "../../src/host/hold_file.ts";
import { lockFolder } from "../../src/io/files/lock_folder.ts";
import { findPrograms } from "../browser/find_programs.ts";
import type { Facts } from "./node_program.ts";
import { inFolder } from "../in_folder.ts";

const programs = findPrograms();
const node = "node" in programs ? programs.node : undefined;
const options = { ignore: node === undefined || Deno.build.os === "windows" };

/** A program in Node.js, whose lines are read one by one. */
interface NodeProgram extends AsyncDisposable {
  line(): Promise<string>;
  kill(): Promise<void>;
}

async function startNode(folder: string, ...args: string[]): Promise<NodeProgram> {
  const program = join(folder, "program.mjs");
  await build({
    entryPoints: [fromFileUrl(new URL("node_program.ts", import.meta.url))],
    outfile: program,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    alias: { "@std/path": "deno-std/path/mod.js" },
    logLevel: "silent",
  });
  const child = new Deno.Command(node!, {
    args: [program, ...args],
    stdin: "piped",
    stdout: "piped",
    stderr: "null",
    env: { ISTHMUS_TEST: "here" },
  }).spawn();
  const lines = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  let text = "", isOver = false;
  const end = async () => {
    if (isOver) return;
    isOver = true;
    await child.stdin.close();
    await child.status;
    await lines.cancel();
  };
  return {
    async line() {
      while (!text.includes("\n")) {
        const { value, done } = await lines.read();
        if (done) throw new Error(`Node.js ended after "${text}"`);
        text += value;
      }
      const [first] = text.split("\n");
      text = text.slice(first.length + 1);
      return first;
    },
    async kill() {
      child.kill("SIGKILL");
      await end();
    },
    [Symbol.asyncDispose]: end,
  };
}

Deno.test(
  "a folder that a process in Node.js writes into is refused in Deno, and the other way round",
  options,
  () =>
    inFolder(async (folder) => {
      const file = join(folder, ".lock");
      {
        await using holder = await startNode(folder, "hold", file);
        assertEquals(await holder.line(), "held");
        assertThrows(
          () => lockFolder(folder, { folders: [] }),
          Error,
          "another command is writing",
        );
        await using other = await startNode(folder, "hold", file);
        assertEquals(await other.line(), "refused");
      }
      {
        using held = holdFile(file);
        assertEquals(held !== undefined, true, "it was given back");
        await using other = await startNode(folder, "hold", file);
        assertEquals(await other.line(), "refused");
      }
      await using last = await startNode(folder, "hold", file);
      assertEquals(await last.line(), "held");
    }),
);

Deno.test(
  "a process in Node.js that was killed holds nothing",
  options,
  () =>
    inFolder(async (folder) => {
      const file = join(folder, ".lock");
      const killed = await startNode(folder, "hold", file);
      assertEquals(await killed.line(), "held");
      await killed.kill();
      await using next = await startNode(folder, "hold", file);
      assertEquals(await next.line(), "held");
      assertEquals([...Deno.readDirSync(folder)].map(({ name }) => name).sort(), [
        ".lock",
        "program.mjs",
      ]);
    }),
);

Deno.test(
  "a killed holder in Node.js is taken for gone in Deno once it gave no sign for a minute",
  options,
  () =>
    inFolder(async (folder) => {
      const file = join(folder, ".lock");
      const killed = await startNode(folder, "hold", file);
      await killed.line();
      await killed.kill();
      assertEquals(holdFile(file), undefined);
      const before = new Date(Date.now() - 61_000);
      await Deno.utime(file, before, before);
      using held = holdFile(file);
      assertEquals(held !== undefined, true);
    }),
);

Deno.test(
  "a server in Node.js answers, refuses a port that is taken, and ends",
  options,
  () =>
    inFolder(async (folder) => {
      const server = await startNode(folder, "serve");
      const { port, taken } = JSON.parse(await server.line());
      assertEquals(taken, "in use");
      const response = await fetch(`http://127.0.0.1:${port}/a%20path?x=1`, {
        method: "POST",
        body: "a body",
      });
      assertEquals(response.status, 203);
      assertEquals(response.headers.get("x-from"), "node");
      assertEquals(await response.text(), "POST /a%20path a body");
      await server[Symbol.asyncDispose]();
    }),
);

Deno.test(
  "Node.js has no permissions, its errors are told apart, and what is not set is not there",
  options,
  () =>
    inFolder(async (folder) => {
      await using told = await startNode(folder, "facts", folder);
      const facts: Facts = JSON.parse(await told.line());
      assertEquals(facts, {
        isNode: true,
        faults: ["nothing there", "no folder"],
        granted: [true, true],
        terminal: false,
        variable: "here",
        absent: null,
      });
    }),
);
