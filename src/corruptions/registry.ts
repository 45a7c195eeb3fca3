// Every corruption by its type; a line here is all that a new one needs besides its file.
export { gaussian } from "./gaussian.ts";
export { masking } from "./masking.ts";
export { saltAndPepper as salt_and_pepper } from "./salt_and_pepper.ts";
export { stains } from "./stains.ts";
