/**
 * Habits of this project that no general linter knows, as rules of `deno lint`:
 *
 * - `isthmus/function-length`: a function fits on a page.
 * - `isthmus/doc-opening`: a doc comment opens with a noun or a verb, so that a list of them can be
 *   read down its first words.
 * - `isthmus/no-deno-global`: what lies in `src/` runs in Node.js too, so that it asks `node:` modules;
 *   what these have not is in `src/host/`.
 */

/** The most lines of one function. */
const LONGEST = 80;

/** A first word that opens a clause and neither names nor does anything. */
const CLAUSE = /^\/?\*{0,2}[\s*]*(What|How|Whether|Whom|Who|Whose|Where|When|Why|Which)\b/;

/** A first word that opens what goes before a noun; field comments may, as their name is the noun. */
const BEFORE_NOUN = /^\*[\s*]*(Of|In|From|At|With|By|On|For|As|If)\b/;

/** The word behind a doc comment of an exported declaration. */
const EXPORTED = /^\s*export\b/;

type FunctionNode =
  | Deno.lint.ArrowFunctionExpression
  | Deno.lint.FunctionDeclaration
  | Deno.lint.FunctionExpression;

const plugin: Deno.lint.Plugin = {
  name: "isthmus",
  rules: {
    "function-length": {
      create(context) {
        const { text } = context.sourceCode;
        const check = (node: FunctionNode) => {
          const lines = text.slice(...node.range).split("\n").length;
          if (lines <= LONGEST) return;
          context.report({
            node,
            message: `The function has ${lines} lines, more than ${LONGEST}`,
            hint: "Give its parts names of their own",
          });
        };
        return {
          ArrowFunctionExpression: check,
          FunctionDeclaration: check,
          FunctionExpression: check,
        };
      },
    },
    "no-deno-global": {
      create(context) {
        if (!/[\\/]src[\\/]/.test(context.filename)) return {};
        const check = (node: Deno.lint.Node) => {
          if (node.type !== "Identifier" || node.name !== "Deno") return;
          context.report({
            node,
            message: "The global Deno is not there in Node.js",
            hint: "Import from a node: module, or from src/host",
          });
        };
        return {
          MemberExpression: ({ object }) => check(object),
          TSQualifiedName: ({ left }) => check(left),
          UnaryExpression: ({ argument }) => check(argument),
        };
      },
    },
    "doc-opening": {
      create(context) {
        const { text } = context.sourceCode;
        return {
          Program() {
            for (const comment of context.sourceCode.getAllComments()) {
              if (comment.type !== "Block" || !comment.value.startsWith("*")) continue;
              const isExported = EXPORTED.test(text.slice(comment.range[1]));
              const [, word] = comment.value.match(CLAUSE) ??
                (isExported ? comment.value.match(BEFORE_NOUN) : null) ?? [];
              if (word === undefined) continue;
              context.report({
                range: comment.range,
                message: `The doc comment opens with "${word}"`,
                hint: "Open it with a noun or a verb: what the thing is, or what it does",
              });
            }
          },
        };
      },
    },
  },
};

export default plugin;
