const program = new URL("./product_process.ts", import.meta.url);

/** Milliseconds for a process to start, and to multiply. */
const START = 2500, RUN = 3000;

/**
 * The limit that threads can be held against: the products that as many processes make as there are threads,
 * each on one thread, over those that one alone makes, the median of some rounds.
 */
export async function measureLimit(threads: number, { rounds = 3 } = {}): Promise<number> {
  const ratios: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const alone = await productsOf(1), together = await productsOf(threads);
    ratios.push(together / alone);
  }
  return ratios.sort((a, b) => a - b)[rounds >> 1];
}

/** The products of so many processes at once. */
async function productsOf(processes: number): Promise<number> {
  const begin = String(Date.now() + START);
  const counts = await Promise.all(Array.from({ length: processes }, async () => {
    const { stdout } = await new Deno.Command(Deno.execPath(), {
      args: [
        "run",
        "--quiet",
        "--no-check",
        "--allow-read",
        "--allow-env",
        "--allow-sys",
        program.href,
        begin,
        String(RUN),
      ],
      stderr: "inherit",
    }).output();
    return Number(new TextDecoder().decode(stdout));
  }));
  return counts.reduce((sum, count) => sum + count, 0);
}
