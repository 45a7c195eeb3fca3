import { createRequire } from "node:module";
import { join } from "@std/path";
import { linesOf } from "../../browser/lines_of.ts";

/** A host of edge functions: the command that serves an exported folder, and where its address stands. */
interface EdgeHost {
  readonly command: string;
  args(folder: string): readonly string[];
  readonly output: "stdout" | "stderr";
  readonly port: RegExp;
}

/** The runtimes, or the reasons why one is not here. */
export const edgeHosts: Readonly<Record<string, EdgeHost | { readonly missing: string }>> = {
  "Cloudflare's workerd": workerd(),
  "deno serve without permissions": {
    command: Deno.execPath(),
    args: (folder) => [
      "serve",
      ...["--no-prompt", "--no-config", "--host=127.0.0.1", "--port=0"],
      ...["ffi", "read", "write", "env", "sys", "run"].map((name) => `--deny-${name}`),
      join(folder, "deno/main.js"),
    ],
    output: "stderr",
    port: /127\.0\.0\.1:(\d+)/,
  },
  "Node.js": node(),
};

/** An exported folder that is served. */
export interface ServedFolder {
  /** The address, without a slash at the end. */
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts a host on the loopback, on a port that it says itself. */
export async function serveFolder(host: EdgeHost, folder: string): Promise<ServedFolder> {
  const child = new Deno.Command(host.command, {
    args: [...host.args(folder)],
    stdout: "piped",
    stderr: "piped",
    env: { NO_COLOR: "1" },
  }).spawn();
  const lines = linesOf(child[host.output]);
  const other = child[host.output === "stdout" ? "stderr" : "stdout"];
  const said = new Response(other).text();
  const heard: string[] = [];
  for (let next = await lines.next(); !next.done; next = await lines.next()) {
    heard.push(next.value);
    const [, port] = host.port.exec(next.value) ?? [];
    if (port === undefined) continue;
    const rest = Array.fromAsync(lines);
    return {
      url: `http://127.0.0.1:${port}`,
      async stop() {
        child.kill("SIGKILL");
        await Promise.all([child.status, said, rest]);
      },
    };
  }
  await child.status;
  throw new Error(`Cannot serve ${folder}: ${heard.join("\n")}${await said}`);
}

function workerd(): EdgeHost | { readonly missing: string } {
  const name = `@cloudflare/workerd-${Deno.build.os}-${
    Deno.build.arch === "x86_64" ? "64" : "arm64"
  }`;
  try {
    const main = createRequire(import.meta.url).resolve("workerd");
    return {
      command: createRequire(main).resolve(`${name}/bin/workerd`),
      args: (folder) => [
        "serve",
        join(folder, "cloudflare/workerd.capnp"),
        "--socket-addr=http=127.0.0.1:0",
        "--control-fd=1",
      ],
      output: "stdout",
      port: /"port":(\d+)/,
    };
  } catch {
    return { missing: `no ${name}` };
  }
}

function node(): EdgeHost | { readonly missing: string } {
  try {
    const { stdout } = new Deno.Command("node", { args: ["--version"] }).outputSync();
    const version = new TextDecoder().decode(stdout).trim();
    if (Number(version.slice(1).split(".")[0]) < 20) return { missing: `Node.js is ${version}` };
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    return { missing: "no Node.js" };
  }
  return {
    command: "node",
    args: (folder) => [join(folder, "node/server.js"), "0"],
    output: "stdout",
    port: /127\.0\.0\.1:(\d+)/,
  };
}
