import { DEVICE_NAMES } from "../../../devices/device.ts";
import { listDevices } from "../../../devices/list_devices.ts";
import type { Command } from "../../options/command.ts";

/** The words of a table for what is there, what is not, and what was not tried. */
const marks = new Map([[true, "yes"], [false, "no "], [null, "?  "]]);

/** Says what this machine has to run models on, and why the rest is not there. */
export const devicesCommand: Command = {
  name: "devices",
  place: 125,
  summary: "says what this machine has to run models on, and why it has not the rest",
  task: "devices",
  positionals: "",
  options: {},
  example: "deno task devices",
  prepare() {
    return async () => {
      const devices = await listDevices();
      const width = Math.max(...DEVICE_NAMES.map((name) => name.length));
      return {
        json: { devices },
        text: devices.map(({ name, isThere, says }) =>
          `${name.padEnd(width)}  ${marks.get(isThere)}  ${says}`
        ).join("\n"),
      };
    };
  },
};
