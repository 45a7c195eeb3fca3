import { lockRun } from "../runs/run_folder.ts";

/** The result of preparing a run in its folder, which stays locked until it is disposed of. */
export async function lockedRun<Prepared extends object>(
  directory: string,
  prepare: (directory: string) => Promise<Prepared>,
): Promise<Prepared & Disposable> {
  const lock = lockRun(directory);
  try {
    return { ...await prepare(directory), [Symbol.dispose]: () => lock[Symbol.dispose]() };
  } catch (error) {
    lock[Symbol.dispose]();
    throw error;
  }
}
