/**
 * A program for Node.js, which is bundled for it: `hold FILE` says whether it holds the file, and does until its
 * input ends; `serve` answers with what it was asked, and says its port; `faults FOLDER` says what the system does.
 */
import process from "node:process";
import { holdFile } from "../../src/host/hold_file.ts";
import { isGranted, isGrantedNow } from "../../src/host/is_granted.ts";
import { serveHttp } from "../../src/host/serve_http.ts";
import { systemFaultOf } from "../../src/host/system_fault.ts";
import { isTerminal, writeToStderr } from "../../src/host/terminal.ts";
import { environment } from "../../src/host/environment.ts";
import { deno } from "../../src/host/deno.ts";
import { atomicWriteText } from "../../src/io/files/atomic_write.ts";

/** The facts that it says of Node.js. */
export interface Facts {
  readonly isNode: boolean;
  readonly faults: readonly unknown[];
  readonly granted: readonly boolean[];
  readonly terminal: boolean;
  readonly variable: string | null;
  readonly absent: string | null;
}

const [, , command, argument] = process.argv;
const untilInputEnds = () => new Promise((resolve) => process.stdin.resume().once("end", resolve));

switch (command) {
  case "hold": {
    const held = holdFile(argument);
    console.log(held ? "held" : "refused");
    await untilInputEnds();
    held?.[Symbol.dispose]();
    break;
  }
  case "serve": {
    const server = await serveHttp({
      hostname: "127.0.0.1",
      port: 0,
      answer: async (request) =>
        new Response(`${request.method} ${new URL(request.url).pathname} ${await request.text()}`, {
          status: 203,
          headers: { "x-from": "node" },
        }),
    });
    const taken = await serveHttp({ ...server, answer: () => new Response() })
      .then(() => "not refused", (error) => systemFaultOf(error));
    console.log(JSON.stringify({ port: server.port, taken }));
    await untilInputEnds();
    await server.shutdown();
    await server.finished;
    console.log("ended");
    break;
  }
  default: {
    const { readFile } = await import("node:fs/promises");
    const faultOf = (path: string) => readFile(path).catch(systemFaultOf);
    await atomicWriteText(`${argument}/file`, "text");
    writeToStderr("to stderr");
    const facts: Facts = {
      isNode: deno === undefined,
      faults: [await faultOf(`${argument}/none`), await faultOf(`${argument}/file/none`)],
      granted: [await isGranted({ name: "ffi" }), isGrantedNow({ name: "ffi" })],
      terminal: isTerminal(),
      variable: environment.get("ISTHMUS_TEST") ?? null,
      absent: environment.get("ISTHMUS_NO_SUCH") ?? null,
    };
    console.log(JSON.stringify(facts));
  }
}
