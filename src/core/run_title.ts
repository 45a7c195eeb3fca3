/**
 * The title of a model: the name of its recipe, and the data that it was trained on where the name does
 * not say so; `data` is a known name or a path.
 */
export function runTitle(recipe: string, data: string): string {
  const file = data.split(/[\\/]/).findLast((part) => part !== "") ?? data;
  // The recipe "cifar-conv" is of "cifar10".
  const stem = file.replace(/\..*$/, "").replace(/\d+$/, "").toLowerCase();
  return stem !== "" && recipe.includes(stem) ? recipe : `${recipe}, trained on ${file}`;
}
