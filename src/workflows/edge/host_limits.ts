import { format } from "@std/fmt/bytes";

/** The sizes of an export, in bytes. */
export interface EdgeSizes {
  /** The modules of a worker, compressed by gzip as hosts count them. */
  readonly compressed: number;
  /** The modules of the entry for Deno Deploy as they are. */
  readonly modules: number;
  /** The memory that the weights and the engine take once an input was encoded. */
  readonly memory: number;
}

/** A limit of a host, and what of an export stands against it. */
export interface HostLimit {
  readonly host: string;
  readonly what: string;
  readonly bytes: number;
  readonly most: number;
}

const MB = 1e6, MIB = 2 ** 20;

/** The limits of each host as it published them in 2025; they change. */
export function hostLimits({ compressed, modules, memory }: EdgeSizes): readonly HostLimit[] {
  return [
    { host: "Cloudflare Workers, free", what: "worker, gzip", bytes: compressed, most: 3 * MB },
    { host: "Cloudflare Workers, paid", what: "worker, gzip", bytes: compressed, most: 10 * MB },
    { host: "Cloudflare Workers", what: "memory", bytes: memory, most: 128 * MIB },
    { host: "Deno Deploy", what: "modules", bytes: modules, most: 1024 * MIB },
    { host: "Deno Deploy", what: "memory", bytes: memory, most: 512 * MIB },
  ];
}

/** The limits as lines for people. */
export function limitLines(limits: readonly HostLimit[]): string[] {
  return limits.map(({ host, what, bytes, most }) =>
    `${host}: ${what} ${format(bytes)} of ${format(most)}${bytes > most ? ", too large" : ""}`
  );
}
