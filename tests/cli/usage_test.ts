import { assert, assertEquals, assertThrows } from "@std/assert";
import {
  type Command,
  commandLine,
  helpOf,
  parseArguments,
} from "../../src/cli/options/command.ts";
import { demoCommand } from "../../src/cli/commands/demo.ts";
import { commands } from "../../src/cli/commands/commands.ts";
import { trainCommand } from "../../src/cli/commands/training/train.ts";
import { isthmus } from "./isthmus.ts";

/** Those of the task `isthmus`, and the one that has a task of its own. */
const all = [...commands, demoCommand];

function commandOf(name: string): Command {
  const command = all.find((candidate) => candidate.name === name);
  if (!command) throw new Error(`Cannot test ${name}: there is no such command`);
  return command;
}

for (const command of all) {
  Deno.test(`the help of ${command.name} says what it does, its options, and a worked example`, () => {
    const help = helpOf(command);
    const [head, , usage] = help.split("\n");
    assert(/^[A-Z].*\.$/.test(head) && !head.slice(0, -1).includes("."), head);
    assert(usage.startsWith(`Usage: ${commandLine(command)} `), usage);
    for (const name of [...Object.keys(command.options), "json", "verbose", "help"]) {
      assert(help.includes(`  --${name} `), name);
    }
    const [, example] = help.split("\nExample:\n");
    const [, name, typed] = example.match(/deno task (?:isthmus )?(\S+) ?(.*)$/) ?? [];
    assertEquals(name, command.name);
    // The example is itself good usage.
    command.prepare(parseArguments(command, typed.split(" ").filter((word) => word !== "")));
  });
}

Deno.test("no two commands have the same place in the help", () => {
  assertEquals(new Set(all.map(({ place }) => place)).size, all.length);
});

const wrong: [args: string, sentence: string][] = [
  ["train --foo", "Unknown option '--foo'"],
  ["train --epochs", "Option '--epochs <value>' argument missing"],
  ["train --epochs 0", "Cannot use --epochs 0: expected a whole number from 1 up"],
  ["train --epochs two", "Cannot use --epochs two: expected a whole number from 1 up"],
  ["train --batch-size 1.5", "Cannot use --batch-size 1.5: expected a whole number from 1 up"],
  ["train --seed -1", "Option '--seed' argument is ambiguous"],
  ["train --checkpoint-every 0", "Cannot use --checkpoint-every 0: expected a whole"],
  ["train --layout nchw", "Cannot use --layout nchw: expected channels-first or channels-last"],
  ["train --numerics exact", "Cannot use --numerics exact: expected fast or portable"],
  ["train --header maybe", "Cannot use --header maybe: expected yes or no"],
  ["train --header", "Option '--header <value>' argument missing"],
  ["train --label-column", "Option '--label-column <value>' argument missing"],
  [
    "train --label-column=",
    'Cannot use the recipe "strokes-deep": data.labelColumn: ',
  ],
  ["train --set x", "Cannot use --set x: expected path=value, such as model.codeSize=16"],
  [
    "train --set model.foo=1",
    'Cannot use the recipe "strokes-deep": model: unrecognized key: "foo"',
  ],
  ["train --resume a --out b", "Cannot use --out with --resume: the run goes on in its own folder"],
  ["train --resume a --from b", "Cannot use --from with --resume: the run goes on from its own"],
  ["finish", "Cannot run without RUN"],
  ["train nosuch", 'Cannot find the recipe "nosuch": expected the path of a .json file or one of '],
  ["train nosuch.json", 'Cannot find the recipe "nosuch.json": expected the path of a .json file'],
  ["train one two", 'Cannot use "two": train takes [RECIPE]'],
  ["recipes all", 'Cannot use "all": recipes takes no arguments'],
  ["evaluate", "Cannot run without RUN"],
  ["encode runs/x", "Cannot run without --out"],
  [
    "encode runs/x --out codes.txt",
    "Cannot write codes.txt: expected a file that ends in .npy, .csv, .parquet or .jsonl",
  ],
  ["encode runs/x --out a.npy --split all", "Cannot use --split all: expected train or test"],
  ["score", "Cannot run without RUN"],
  [
    "score runs/x --out a.txt",
    "Cannot write a.txt: expected a file that ends in .csv, .parquet or .jsonl",
  ],
  ["score runs/x --columns", "Cannot use --columns without --out: they are written into its file"],
  ["score runs/x --top 0", "Cannot use --top 0: expected a whole number from 1 up"],
  ...["101%", "-3%", "high", "%", "", "1e999"].map((text): [string, string] => [
    `score runs/x --threshold=${text}`,
    `Cannot use --threshold ${text}: expected a share of usual examples, such as 99%, or an error`,
  ]),
  [
    "reconstruct runs/x --out a.jpg",
    "Cannot write a.jpg: expected a file that ends in .png, .csv, .parquet or .jsonl, or a folder, with / at its end",
  ],
  [
    "reconstruct runs/x --out a.csv --beside runs/y",
    "Cannot use --beside with --out a.csv: only a picture has room for others",
  ],
  [
    "generate runs/x --out a/",
    "Cannot write a/: expected a file that ends in .png, .csv, .parquet or .jsonl",
  ],
  ["generate runs/x", "Cannot run without --out"],
  ["generate runs/x --out a.png --from mean", "Cannot use --from mean: expected mixture or normal"],
  [
    "generate runs/x --out a.png --grid 20",
    "Cannot use --grid 20: expected columns and rows, such",
  ],
  ["generate runs/x --out a.png --grid 0x9", "Cannot use --grid 0x9: expected columns and rows"],
  [
    "generate runs/x --out a.png --grid 2x2 --count 4",
    "Cannot use --count with --grid: nothing of",
  ],
  ["generate runs/x --out a.png --grid 200x200", "Cannot draw 40000 images in one picture: expect"],
  [
    "generate runs/x --out a.png --grid 2x2 --range 3",
    "Cannot use --range 3: expected two numbers",
  ],
  ["generate runs/x --out a.png --grid 2x2 --range=3,-3", "Cannot use --range 3,-3: expected two"],
  ["generate runs/x --out a.png --range 0,1", "Cannot use --range without --grid"],
  [
    "generate runs/x --out a.png --grid 2x2 --range 0,1 --from normal",
    "Cannot use --range with --from normal: its grid covers the whole of it",
  ],
  [
    "generate runs/x --out a.png --from normal --components 3",
    "Cannot use --components with --from normal: it has one",
  ],
  [
    "interpolate runs/x --out a.png --steps 1",
    "Cannot use --steps 1: expected a whole number from 2",
  ],
  [
    "interpolate runs/x --out a.png --path arc",
    "Cannot use --path arc: expected linear or spherical",
  ],
  [
    "interpolate runs/x --out a.png --examples 3",
    "Cannot use --examples 3: expected the numbers of 2 test examples, such as 3,8",
  ],
  ["interpolate runs/x --out a.png --classes 3,8,9", "Cannot use --classes 3,8,9: expected two"],
  [
    "interpolate runs/x --out a.png --classes 3,8 --examples 1,2",
    "Cannot use --classes with --examples: choose by one of them",
  ],
  ["analogy runs/x --out a.png", "Cannot draw an analogy: expected either --examples or --classes"],
  [
    "analogy runs/x --out a.png --examples 1,-2,3",
    "Cannot use --examples 1,-2,3: expected the numbers of 3 test examples, such as 3,8,1",
  ],
  ["export runs/x --target no", "Cannot use --target no: expected onnx or web or edge or triton"],
  ["export runs/x --target web", "Cannot export to --target web without --out: expected a folder"],
  ["export runs/x --out site", "Cannot use --out with --target onnx: its files go into the run's"],
  ["export runs/x --engines lite", "Cannot use --engines with --target onnx: its files go into"],
  ["export runs/x --index i", "Cannot use --index with --target onnx: only pages search an index"],
  [
    "export runs/x runs/y --target web --out site --index i",
    "Cannot use --index with 2 runs: an index is of one encoder, expected one RUN",
  ],
  ["export runs/x runs/y", 'Cannot use "runs/y": only --target web and triton take more than one'],
  ["export runs/x --target triton", "Cannot export to --target triton without --out: expected a"],
  [
    "export runs/x --target triton --out a --index i",
    "Cannot use --index with --target triton: it is of pages",
  ],
  [
    "export runs/x --target triton --out a --with-preprocessing",
    "Cannot use --with-preprocessing with --target triton: its models take inputs that are prepared",
  ],
  [
    "export runs/x --target triton --out a --max-batch 0",
    "Cannot use --max-batch 0: expected a whole number from 1 up",
  ],
  [
    "export runs/x --target triton --out a --max-batch 2147483648",
    "Cannot use --max-batch 2147483648: expected a whole number up to 2147483647",
  ],
  ["export runs/x --max-batch 8", "Cannot use --max-batch without --target triton: only its"],
  ["export runs/x --precision fp16", "Cannot use --precision without --out: expected a folder"],
  [
    "export runs/x --precision half --out a",
    "Cannot use --precision half: expected fp16 or int8",
  ],
  [
    "export runs/x --precision fp16 --percentile 99 --out a",
    "Cannot use --percentile without --precision int8",
  ],
  [
    "export runs/x --precision int8 --percentile 0 --out a",
    "Cannot use --percentile 0: expected a number above 0 and up to 100",
  ],
  [
    "export runs/x --target edge",
    "Cannot export to --target edge without --out: expected a folder",
  ],
  [
    "export runs/x --target edge --out a --engines lite",
    "Cannot use --engines with --target edge: only pages have it",
  ],
  [
    "export runs/x runs/y --target edge --out a",
    'Cannot use "runs/y": only --target web and triton take',
  ],
  [
    "export runs/x --target edge --out a --with-preprocessing",
    "Cannot use --with-preprocessing with --target edge: its encoder prepares",
  ],
  ["export runs/x --bound 1", "Cannot use --bound without --precision fp16 or int8"],
  [
    "export runs/x --precision int8 --bound 0 --out a",
    "Cannot use --bound 0: expected a number above 0",
  ],
  [
    "export runs/x --precision int8 --out a --with-preprocessing",
    "Cannot use --with-preprocessing with --precision: export such files first",
  ],
  [
    "export runs/x --target web --out site --engines lite,gl",
    "Cannot use --engines lite,gl: expected some of lite, wasm, webgpu, with commas",
  ],
  [
    "dreams runs/x --out a.png --from mixture",
    "Cannot use --from mixture: expected random or data",
  ],
  ["dreams runs/x --out a.png --count 10001", "Cannot draw 10001 samples in one picture"],
  ["index runs/x", "Cannot run without --out"],
  [
    "index runs/x --out a --bits --metric cosine",
    "Cannot use --metric cosine with --bits: bits are compared by how many differ",
  ],
  ["index runs/x --out a --metric taxi", "Cannot use --metric taxi: expected euclidean or cosine"],
  ["search a", "Cannot search by nothing: expected one of --text, --image and --row"],
  ["search a --text b --row 1", "Cannot search by several queries: expected one of --text"],
  ["search a --row 0", "Cannot use --row 0: expected a whole number from 1 up"],
  ["search a --row 1 --count 0", "Cannot use --count 0: expected a whole number from 1 up"],
  [
    "search a --row 1 --out b.csv",
    "Cannot write b.csv: expected a file that ends in .html or .png",
  ],
  ["demo --port 65536", "Cannot use --port 65536: expected one below 65536"],
  ["demo --port web", "Cannot use --port web: expected a whole number from 0 up"],
];

for (const [text, sentence] of wrong) {
  Deno.test(`"${text}" is wrong usage, said in one sentence`, () => {
    const [name, ...args] = text.split(" ");
    const command = commandOf(name);
    const { message } = assertThrows(
      () => command.prepare(parseArguments(command, args)),
      TypeError,
    );
    assert(message.startsWith(sentence), message);
    assert(!message.includes("\n") && !/[.] [A-Z]/.test(message), message);
  });
}

Deno.test("options may come before and after the recipe, and --set more than once", () => {
  const args = parseArguments(trainCommand, ["--set", "a=1", "points", "--set=b=2", "--json"]);
  assertEquals([args.positionals, args.values("set"), args.has("json")], [
    ["points"],
    ["a=1", "b=2"],
    true,
  ]);
});

Deno.test("the exit code is 0 for help, 2 for wrong usage, 1 for what failed; stdout is for results", async () => {
  const [help, none, wrongName, wrongOption, failed] = await Promise.all([
    isthmus("--help"),
    isthmus(),
    isthmus("nosuch"),
    isthmus("train", "--foo"),
    isthmus("evaluate", "no/such/run"),
  ]);
  assertEquals(
    [help, none, wrongName, wrongOption, failed].map(({ code }) => code),
    [0, 2, 2, 2, 1],
  );
  for (const { name, summary } of commands) {
    assert(help.stdout.includes(`\n  ${name} `) && help.stdout.includes(` ${summary}\n`), name);
  }
  assertEquals(
    wrongName.stderr,
    `There is no command "nosuch": expected one of ${
      commands.map(({ name }) => name).join(", ")
    }\n`,
  );
  assertEquals(
    wrongOption.stderr,
    "Unknown option '--foo'\nSee: deno task isthmus train --help\n",
  );
  assertEquals(
    failed.stderr,
    'Cannot find a run in no/such/run: it has no config.json; "train --out no/such/run" would make one\n',
  );
  assertEquals([wrongName.stdout, wrongOption.stdout, failed.stdout], ["", "", ""]);
});
