/**
 * Does a slow work for the newest request only: one at a time, and of those that come meanwhile the
 * last. What a request of before yields, and work that fails, is dropped.
 */
export function createLatest<Request, Result>(
  { work, done }: {
    readonly work: (request: Request) => Promise<Result>;
    readonly done: (result: Result, request: Request) => void;
  },
): { ask(request: Request): void; forget(): void } {
  let wanted: { readonly request: Request } | undefined;
  let isBusy = false;
  const attempt = async (request: Request): Promise<{ readonly value: Result } | undefined> => {
    try {
      return { value: await work(request) };
    } catch {
      return undefined;
    }
  };
  const run = async (): Promise<void> => {
    isBusy = true;
    for (let current = wanted; current; current = current === wanted ? undefined : wanted) {
      const { request } = current;
      const result = await attempt(request);
      if (current === wanted && result !== undefined) done(result.value, request);
    }
    isBusy = false;
  };
  return {
    ask: (request) => {
      wanted = { request };
      if (!isBusy) run();
    },
    forget: () => wanted = undefined,
  };
}
