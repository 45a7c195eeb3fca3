/** The parts of Deno that this toolkit uses where Node.js has nothing of the kind. */
export interface DenoHost {
  readonly version: { readonly deno: string };
  readonly permissions: {
    query(wanted: Permission): Promise<{ readonly state: string }>;
    querySync(wanted: Permission): { readonly state: string };
  };
  openSync(path: string, options: { create: boolean; read: boolean; write: boolean }): DenoFile;
  dlopen(path: string, symbols: object): { readonly symbols: object };
  serve(
    options: { hostname: string; port: number; signal: AbortSignal; onListen(): void },
    handler: (request: Request) => Response | Promise<Response>,
  ): DenoServer;
}

/** A permission as Deno is asked for it. */
export type Permission =
  | { readonly name: "ffi" }
  | { readonly name: "net"; readonly host: string }
  | { readonly name: "run"; readonly command: string };

/** An open file of Deno, as far as a lock needs it. */
export interface DenoFile {
  tryLockSync(exclusive: boolean): boolean;
  unlockSync(): void;
  truncateSync(length: number): void;
  writeSync(bytes: Uint8Array): number;
  statSync(): { readonly ino: number | null };
  close(): void;
}

/** A server of Deno. */
export interface DenoServer {
  readonly addr: { readonly hostname: string; readonly port: number };
  readonly finished: Promise<void>;
  shutdown(): Promise<void>;
}

/**
 * Deno's own interface; undefined in Node.js and in browsers. All else is asked of `node:` modules, which
 * both have.
 */
export const deno: DenoHost | undefined = (globalThis as { Deno?: DenoHost }).Deno;
