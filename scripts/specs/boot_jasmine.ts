import required from "jasmine-core";

/** The part of jasmine that is used here; its package has no types. */
interface Jasmine {
  getEnv(): JasmineEnvironment;
}

/** The environment of jasmine in which specs are declared and run. */
export interface JasmineEnvironment {
  configure(options: {
    readonly random: boolean;
    readonly specFilter: (spec: { getFullName(): string }) => boolean;
  }): void;
  addReporter(reporter: { specDone(spec: SpecDone): void }): void;
  execute(): Promise<unknown>;
}

/** The end of a spec, as jasmine reports it. */
export interface SpecDone {
  readonly fullName: string;
  readonly status: string;
  readonly failedExpectations: readonly { readonly message: string }[];
}

interface JasmineRequire {
  core(required: JasmineRequire): Jasmine;
  interface(jasmine: Jasmine, environment: JasmineEnvironment): Readonly<Record<string, unknown>>;
}

const jasmineRequire = required as unknown as JasmineRequire;
const jasmine = jasmineRequire.core(jasmineRequire);

/** The place where the specs are declared; `describe`, `it` and the rest are global from here on. */
export const environment: JasmineEnvironment = jasmine.getEnv();
Object.assign(globalThis, jasmineRequire.interface(jasmine, environment));
