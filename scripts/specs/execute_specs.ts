import { environment } from "./boot_jasmine.ts";
import { only } from "./set_environment.ts";

/** The end of one spec, as it is printed. */
export interface SpecLine {
  readonly name: string;
  readonly status: string;
  readonly fault: string;
}

const pattern = new RegExp(only);
environment.configure({
  random: false,
  specFilter: (spec) => pattern.test(spec.getFullName()),
});
environment.addReporter({
  specDone({ fullName, status, failedExpectations }) {
    const [first] = failedExpectations;
    const fault = first?.message.split("\n")[0] ?? "";
    if (status === "excluded") return;
    const line: SpecLine = { name: fullName, status, fault };
    console.log(`spec ${JSON.stringify(line)}`);
  },
});
// Its bundle is one of CommonJS, which has no await here.
void environment.execute();
