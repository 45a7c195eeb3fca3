import { assert, assertEquals, assertMatch } from "@std/assert";
import { join } from "@std/path";
import { cudaFault } from "../../src/devices/cuda_fault.ts";
import { describeAdapters, DEVICE_NAMES } from "../../src/devices/device.ts";
import { listDevices } from "../../src/devices/list_devices.ts";
import { runTrial } from "../../src/devices/run_trial.ts";
import { type Trial, tryApart } from "../../src/devices/trial.ts";
import { tryRuntime } from "../../src/devices/try_runtime.ts";
import { webGpuFault } from "../../src/devices/web_gpu_fault.ts";
import type { OrtRuntime } from "../../src/inference/mod.ts";
import { inFolder } from "../in_folder.ts";
import { lite } from "../lite/lite.ts";
import { putFile } from "../put_file.ts";

const gpu = { name: "GeForce", isSoftware: false };
const software = { name: "llvmpipe (LLVM 15)", isSoftware: true };

/** The devices of this machine where drivers answer as they are told. */
async function devicesWith(trial: Trial | null) {
  const apart = trial && (() => Promise.resolve(trial));
  const devices = await listDevices({ apart });
  assertEquals(devices.map(({ name }) => name), [...DEVICE_NAMES]);
  return Object.fromEntries(devices.map((device) => [device.name, device]));
}

Deno.test("the CPU, WASM, the lite engine and the trainer are there, each with its version or kind", async () => {
  const devices = await devicesWith({ adapters: [gpu] });
  for (const name of ["trainer", "onnxruntime-node cpu", "onnxruntime-web wasm", "lite"]) {
    assertEquals(devices[name].isThere, true, devices[name].says);
  }
  assertMatch(
    devices.trainer.says,
    /^TensorFlow\.js \d+\.\d+\.\d+ on WASM, (relaxed SIMD|SIMD without relaxed instructions), 1 thread$/,
  );
  assertMatch(devices["onnxruntime-node cpu"].says, /^version \d+\.\d+\.\d+, \d+ cores?$/);
  assertMatch(devices["onnxruntime-web wasm"].says, /^version \d+\.\d+\.\d+, 1 thread$/);
});

Deno.test("a graphics adapter is named, and one in software is called so", async () => {
  for (
    const [adapter, end] of [[gpu, "GeForce"], [
      software,
      "llvmpipe (LLVM 15), a software adapter",
    ]] as const
  ) {
    const devices = await devicesWith({ adapters: [adapter] });
    for (const name of ["onnxruntime-node webgpu", "onnxruntime-web webgpu"]) {
      const { isThere, says, adapters } = devices[name];
      assertEquals([isThere, adapters], [true, [adapter]]);
      assert(says.endsWith(`, on ${end}`), says);
    }
  }
  assertEquals(
    describeAdapters([gpu, software]),
    "one of: GeForce; llvmpipe (LLVM 15), a software adapter",
  );
});

Deno.test("a driver that may not be tried is said to be untried, not absent", async () => {
  const devices = await devicesWith(null);
  for (const name of ["onnxruntime-node webgpu", "onnxruntime-web webgpu"]) {
    assertEquals(devices[name].isThere, null);
    assertMatch(devices[name].says, /^not tried, .*: deno task devices may$/);
  }
});

Deno.test("the reason for no WebGPU says what is missing", () => {
  const line = (adapters: Parameters<typeof webGpuFault>[1]["adapters"], isNode = true) =>
    webGpuFault("/a/b.cc:136 x() y was false. No supported adapters", { adapters, isNode });
  if (Deno.build.os === "linux") assertMatch(line(undefined), /^no Vulkan loader: .*libvulkan1/);
  assertMatch(line([]), /^no graphics adapter: .*mesa-vulkan-drivers/);
  assertEquals(
    line([software]),
    "it does not take llvmpipe (LLVM 15), a software adapter: No supported adapters",
  );
  assertEquals(line(undefined, false), "it fails: No supported adapters");
});

const ends: [program: string, why: RegExp, limit?: number][] = [
  ["crash", /^it ended the process that tried it by SIGSEGV$/],
  ["hang", /^it did not answer within 0\.5 s$/, 500],
  ["leave", /^it ended the process that tried it with code 7$/],
];

for (const [program, why, limit] of ends) {
  Deno.test(`a driver that would ${program} takes nothing else down`, async () => {
    const trial = await tryApart("onnxruntime-web webgpu", {
      program: new URL(`trials/${program}.ts`, import.meta.url),
      ...(limit !== undefined && { limit }),
    });
    assertMatch(trial.why ?? "", why);
  });
}

Deno.test("a device without a driver of its own is not tried apart", async () => {
  const { message } = await runTrial("lite").then(() => new Error("no error"), (error) => error);
  assertMatch(message, /^Cannot try "lite" apart: expected one of onnxruntime-node webgpu, /);
});

Deno.test("a runtime that answers wrongly is not there", async () => {
  const wrong: OrtRuntime = {
    Tensor: lite.Tensor,
    InferenceSession: {
      async create(model) {
        const session = await lite.InferenceSession.create(model);
        return { ...session, run: ({ x }) => Promise.resolve({ y: x }), release: session.release };
      },
    },
  };
  const { message } = await tryRuntime(wrong).then(() => new Error("no error"), (error) => error);
  assertEquals(message, "it computes wrongly: 0.5,-1,3 doubled is 0.5,-1,3 on it");
});

Deno.test("CUDA's library is looked for beside the runtime, and the script that brings it is named", () =>
  inFolder(async (folder) => {
    const linux = { os: "linux", arch: "x64", folder };
    assertMatch(
      cudaFault(linux) ?? "",
      /^libonnxruntime_providers_cuda\.so is not installed: "ONNXRUNTIME_NODE_INSTALL=cuda12 .*install\.js" fetches it/,
    );
    await putFile(join(folder, "bin/napi-v6/linux/x64/libonnxruntime_providers_cuda.so"), "");
    assertEquals(cudaFault(linux), undefined);
    assertEquals(
      cudaFault({ os: "darwin", arch: "arm64", folder }),
      "onnxruntime-node has it for Linux on x64, not for darwin on arm64",
    );
  }));

Deno.test("the script that is named is there", () => {
  const script = new URL("../../node_modules/onnxruntime-node/script/install.js", import.meta.url);
  assert(Deno.statSync(script).isFile);
});
