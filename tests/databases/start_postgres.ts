import { join } from "@std/path";

/** A PostgreSQL server on this machine's loopback; disposing stops it and removes its files. */
export interface PostgresServer extends AsyncDisposable {
  readonly port: number;
  readonly user: string;
  readonly password: string;
}

/** The folder of Debian's newest PostgreSQL server; undefined where none is installed. */
export function findPostgres(): string | undefined {
  try {
    const versions = [...Deno.readDirSync("/usr/lib/postgresql")].map(({ name }) => Number(name));
    for (const version of versions.sort((a, b) => b - a)) {
      const bin = `/usr/lib/postgresql/${version}/bin`;
      if ([...Deno.readDirSync(bin)].some(({ name }) => name === "initdb")) return bin;
    }
  } catch {
    // There is no such folder.
  }
  return undefined;
}

/** Starts a server of its own in a folder of its own, by passwords, without safety from power cuts. */
export async function startPostgres(bin: string): Promise<PostgresServer> {
  const directory = await Deno.makeTempDir(), data = join(directory, "data");
  const [user, password] = ["tester", "p@ss/w:rd"], secret = join(directory, "password");
  await Deno.writeTextFile(secret, password);
  const own = Deno.uid() === 0 ? await asPostgres(directory, secret) : [];
  await run([...own, join(bin, "initdb"), "-D", data, "-U", user, `--pwfile=${secret}`], {
    more: ["-A", "scram-sha-256", "--no-sync", "-E", "UTF8", "--locale=C"],
    cwd: directory,
  });
  const port = freePort();
  const settings = {
    ...{ listen_addresses: "127.0.0.1", unix_socket_directories: directory, fsync: "off" },
    ...{ shared_buffers: "16MB", max_connections: "20" },
  };
  const [command, ...args] = [
    ...[...own, join(bin, "postgres"), "-D", data, "-p", String(port)],
    ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
  ];
  const child = new Deno.Command(command, { args, cwd: directory, stdout: "null", stderr: "piped" })
    .spawn();
  const said = child.stderr.pipeThrough(new TextDecoderStream()).getReader();
  await readUntil(said, "ready to accept connections");
  // What else it says is read, so that it need not wait for it to be.
  const rest = readUntil(said, undefined);
  return {
    ...{ port, user, password },
    async [Symbol.asyncDispose]() {
      // The fast way: clients that are still there are sent away.
      child.kill("SIGINT");
      await child.status;
      await rest;
      await Deno.remove(directory, { recursive: true });
    },
  };
}

/** The words that run a program as the user postgres, as the server refuses to run as root. */
async function asPostgres(...paths: readonly string[]): Promise<string[]> {
  const id = async (option: string) => (await run(["id", option, "postgres"])).trim();
  const [user, group] = [await id("-u"), await id("-g")];
  for (const path of paths) await Deno.chown(path, Number(user), Number(group));
  return ["setpriv", "--reuid", user, "--regid", group, "--clear-groups"];
}

async function run(
  [command, ...args]: readonly string[],
  { more = [], cwd }: { readonly more?: readonly string[]; readonly cwd?: string } = {},
): Promise<string> {
  const { success, stdout, stderr } = await new Deno.Command(command, {
    args: [...args, ...more],
    ...(cwd !== undefined && { cwd }),
  }).output();
  const text = new TextDecoder();
  if (!success) throw new Error(`Cannot run ${command}: ${text.decode(stderr)}`);
  return text.decode(stdout);
}

/** Reads until some words came, or to the end; throws where it ends before them. */
async function readUntil(
  reader: ReadableStreamDefaultReader<string>,
  words: string | undefined,
): Promise<void> {
  let said = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done && words === undefined) return;
    if (done) throw new Error(`Cannot start PostgreSQL: ${said}`);
    if (words !== undefined && (said += value).includes(words)) return;
  }
}

/** A port that nobody listens at. */
export function freePort(): number {
  using listener = Deno.listen({ port: 0, hostname: "127.0.0.1" });
  return listener.addr.port;
}
