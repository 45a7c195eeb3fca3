// Every optimizer by its type; a line here is all that a new one needs besides its file.
export { adam } from "./adam.ts";
export { sgd } from "./sgd.ts";
