import { checkBernoulli } from "../check_bernoulli.ts";
import type { Machine } from "../energies.ts";
import { onBackend } from "../on_backend.ts";
import type { TrainedMachine } from "./trained_machine.ts";

/**
 * Runs a function on the machines of a deep belief network, bottom up, whose parameters are put on the
 * backend for it, and frees what it made. `action` completes "Cannot …".
 *
 * Throws a RangeError for no machines, for units that are not Bernoulli, unless the visible ones of the
 * lowest count words, and for a machine whose visible
 * units are not as many as the hidden ones of the machine below; as `onBackend` does for the rest.
 */
export function withMachines<T>(
  action: string,
  machines: readonly TrainedMachine[],
  run: (machines: readonly Machine[]) => T,
  { allowsLabels = false }: {
    /** True where the top machine may have label units. */
    readonly allowsLabels?: boolean;
  } = {},
): T {
  if (machines.length === 0) {
    throw new RangeError(`Cannot ${action} with no machines: expected at least one`);
  }
  const placed: Machine[] = [];
  const placeNext = (): T => {
    if (placed.length === machines.length) return run(placed);
    const { params, spec } = machines[placed.length];
    return onBackend(params, spec, (machine) => {
      const { visible, hidden } = machine.spec, { classes = 0, ...own } = visible;
      const isTop = placed.length === machines.length - 1;
      const units = placed.length === 0 && visible.units === "multinomial"
        ? "bernoulli"
        : visible.units;
      const allowed = allowsLabels && isTop ? own : visible;
      checkBernoulli(action, { visible: { ...allowed, units }, hidden });
      const below = placed.at(-1)?.spec.hidden.size, size = visible.size - classes;
      if (below !== undefined && below !== size) {
        throw new RangeError(
          `Cannot ${action} with ${size} visible units on ${below} hidden ones in machine ` +
            `${placed.length + 1}: expected as many as the machine below has`,
        );
      }
      placed.push(machine);
      return placeNext();
    });
  };
  return placeNext();
}
