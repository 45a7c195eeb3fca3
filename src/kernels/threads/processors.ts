/** The processors that this process may use, as far as the host tells; 1 where it does not. */
export function processors(): number {
  const count: unknown = (Reflect.get(globalThis, "navigator") as { hardwareConcurrency?: unknown })
    ?.hardwareConcurrency;
  return typeof count === "number" && count >= 1 ? Math.floor(count) : 1;
}
