/** Tells the specs which backends to run on; the bundle has tfjs-core's own module in its place. */
export declare function setTestEnvs(
  environments: readonly { name: string; backendName: string; isDataSync: boolean }[],
): void;
