/** The reasons why specs of tfjs that pass on stock do not on these kernels, by what their names begin with. */
export const explained: Readonly<Record<string, string>> = {
  "avgPool wasm {} gradient x=[3,3,1] f=[3,3] s=1 p=explicit":
    "a window is divided by its values, as in the forward pass; tfjs counts the padding too",
  "maxPool wasm {} [x=[3,3,1] f=[2,2] s=1 ignores NaNs":
    "a NaN in a window gives NaN, so that a training that diverges is seen to",
  "maxPool3d wasm {} x=[1,3,3,3,1] f=[2,2,2] s=1 p=valid, ignores NaNs": "as of maxPool",
  "mirrorPad wasm {} grad":
    "the gradient is the exact one, by central differences; that of tfjs only cuts the padding off",
  "mirrorPad wasm {} gradient with clones": "as above",
  "depthwiseConv2d gradients wasm {} throws error on dilations > 1":
    "that gradient is computed, where tfjs refuses to",
  "conv2dTranspose wasm {} input=8x8x8,output=4x4x8,f=8,s=1,inDepth=8,p=same vec4":
    "shapes that contradict each other are refused",
  "batchNorm2D wasm {} simple batchnorm2D, no":
    "the missing scale or offset is made for the gradient, which the spec counts as a leak",
  "batchNorm3D wasm {} simple batchnorm3D, no": "as of batchNorm2D",
  "batchNorm4D wasm {} simple batchnorm4D, no": "as of batchNorm2D",
};
