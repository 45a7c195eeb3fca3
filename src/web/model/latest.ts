/**
 * Does a slow job for the latest value alone: while one runs, a new value takes the place of one that
 * waits. What the job throws goes to `failed`, or nowhere.
 */
export function createLatest<T>(
  job: (value: T) => Promise<void>,
  failed: (error: unknown) => void = () => {},
): (value: T) => void {
  let waiting: { readonly value: T } | undefined, isBusy = false;
  const run = async (): Promise<void> => {
    isBusy = true;
    while (waiting) {
      const { value } = waiting;
      waiting = undefined;
      try {
        await job(value);
      } catch (error) {
        failed(error);
      }
    }
    isBusy = false;
  };
  return (value) => {
    waiting = { value };
    if (!isBusy) run();
  };
}
