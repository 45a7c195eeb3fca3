/// <reference lib="dom" />
/** A page that works, for the scenarios about what scenarios notice. */
const button = document.createElement("button");
button.textContent = "Press";
document.body.append(button);
