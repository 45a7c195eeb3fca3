import { assertAlmostEquals, assertEquals } from "@std/assert";
import type { ConvolutionShape } from "../../../src/kernels/convolution/convolution_shape.ts";
import * as kernel from "../../../src/kernels/convolution/convolve.ts";
import {
  filterGradient,
  filterGradientRows,
  filterGradientScratch,
  isCheaperSwapped,
} from "../../../src/kernels/convolution/filter_gradient.ts";
import {
  inputGradient,
  inputGradientScratch,
} from "../../../src/kernels/convolution/input_gradient.ts";
import * as plain from "../plain/windows/convolution.ts";
import { convolutionShapes } from "./convolution_shapes.ts";
import { makeCalls } from "../../../src/kernels/heap/threads/control.ts";
import type { Share } from "../../../src/kernels/heap/threads/share_work.ts";
import { type LoadedRoutines, loadRoutines, runGuarded, values } from "../load_routines.ts";

function sizes(shape: ConvolutionShape) {
  const { batch, channels, outChannels } = shape;
  return {
    x: batch * shape.height * shape.width * channels,
    y: batch * shape.outHeight * shape.outWidth * outChannels,
    filter: shape.sizeHeight * shape.sizeWidth * channels * outChannels,
  };
}

/** The routines, and one thread that makes all calls in three parts. */
function withRoutines({ routines, reserve }: LoadedRoutines) {
  const share: Share = ({ parts, scratchBytes = 0 }) =>
    parts(3).forEach((calls) => makeCalls(calls, { routines, scratch: reserve(scratchBytes) }));
  return { routines, share };
}

for (const build of ["simd", "relaxed"] as const) {
  const check = (actual: Float32Array, expected: Float32Array, name: string, exact = true) => {
    if (build === "simd" && exact) assertEquals(actual, expected, name);
    else actual.forEach((value, i) => assertAlmostEquals(value, expected[i], 2e-4, name));
  };

  Deno.test(`a convolution in the ${build} build equals its plain twin`, async () => {
    for (const [name, shape] of Object.entries(convolutionShapes)) {
      const loaded = await loadRoutines(build);
      const size = sizes(shape), x = values(size.x, 1), filter = values(size.filter, 2);
      for (const bias of [undefined, values(shape.outChannels, 3)]) {
        const at = {
          x: loaded.put(x, 4),
          filter: loaded.put(filter, 8),
          bias: bias ? loaded.put(bias, 4) : 0,
        };
        const actual = runGuarded(loaded, {
          count: size.y,
          scratchBytes: kernel.convolveScratch(shape),
          write: ({ scratch, out: y }) =>
            kernel.convolve({ ...withRoutines(loaded), ...at, scratch, y }, shape),
        });
        // For one channel three taps are summed at a time, not in the order of the plain twin.
        check(actual, plain.convolve({ x, filter, bias }, shape), name, shape.outChannels > 1);
      }
    }
  });

  Deno.test(`the gradient of a filter in the ${build} build equals its plain twin`, async () => {
    for (const [name, shape] of Object.entries(convolutionShapes)) {
      const loaded = await loadRoutines(build);
      const size = sizes(shape), x = values(size.x, 1), dy = values(size.y, 2);
      const at = { x: loaded.put(x, 4), dy: loaded.put(dy, 8) };
      const actual = runGuarded(loaded, {
        count: size.filter,
        scratchBytes: filterGradientScratch(shape),
        write: ({ scratch, out: gradient }) =>
          filterGradient({ ...withRoutines(loaded), ...at, scratch, gradient }, shape),
      });
      const bandRows = filterGradientRows(shape);
      check(
        actual,
        plain.filterGradient({ x, dy, bandRows }, shape),
        name,
        !isCheaperSwapped(shape),
      );
    }
  });

  Deno.test(`the gradient of an input in the ${build} build equals its plain twin`, async () => {
    for (const [name, shape] of Object.entries(convolutionShapes)) {
      const loaded = await loadRoutines(build);
      const size = sizes(shape), dy = values(size.y, 1), filter = values(size.filter, 2);
      for (const bias of [undefined, values(shape.channels, 3)]) {
        const at = {
          dy: loaded.put(dy, 4),
          filter: loaded.put(filter, 8),
          bias: bias ? loaded.put(bias, 4) : 0,
        };
        const actual = runGuarded(loaded, {
          count: size.x,
          scratchBytes: inputGradientScratch(shape),
          write: ({ scratch, out: dx }) =>
            inputGradient({ ...withRoutines(loaded), ...at, scratch, dx }, shape),
        });
        check(actual, plain.inputGradient({ dy, filter, bias }, shape), name, shape.channels > 1);
      }
    }
  });
}
