import { assertEquals } from "@std/assert";

const program = new URL("./train_on_threads.ts", import.meta.url);

/** The hashes of weights that are trained on so many threads. */
async function trained(threads: number, numerics: string) {
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      ...[
        "run",
        "--quiet",
        "--no-check",
        "--no-prompt",
        "--allow-read",
        "--allow-env",
        "--allow-sys",
      ],
      ...[program.href, String(threads), numerics],
    ],
  }).output();
  if (!success) throw new Error(new TextDecoder().decode(stderr));
  return JSON.parse(new TextDecoder().decode(stdout)) as {
    readonly threads: number;
    readonly hashes: Readonly<Record<string, string>>;
  };
}

for (const [numerics, others] of [["fast", [2, 5]], ["portable", [3]]] as const) {
  Deno.test(`models of every kind have the same weights on ${others.join(" and ")} threads as on one, ${numerics}`, async () => {
    const alone = await trained(1, numerics);
    assertEquals(alone.threads, 1);
    for (const threads of others) {
      const shared = await trained(threads, numerics);
      assertEquals(shared.threads, threads);
      assertEquals(shared.hashes, alone.hashes);
    }
  });
}
