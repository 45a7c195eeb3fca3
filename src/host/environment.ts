import process from "node:process";

/** The place where variables of the environment are looked up: that of the process, or a stand-in. */
export interface Environment {
  get(name: string): string | undefined;
}

/** The variables of this process, each asked for by its name, as Deno permits them by name. */
export const environment: Environment = { get: (name) => process.env[name] };
