import { defineRule, type MdxProblem, t } from "../../src/rule.js";

type Data = Pick<MdxProblem, "tag" | "scope" | "detail">;

/** The node of Markdown that must contain both tags. */
function scopeName(scope: string): string {
  switch (scope) {
    case "heading":
      return t("markdown/mdx-syntax.scope.heading", "heading");
    case "listItem":
    case "list":
      return t("markdown/mdx-syntax.scope.listItem", "list item");
    case "blockquote":
      return t("markdown/mdx-syntax.scope.quote", "quote");
    case "link":
      return t("markdown/mdx-syntax.scope.link", "link");
    case "emphasis":
    case "strong":
    case "delete":
      return t("markdown/mdx-syntax.scope.emphasis", "emphasis");
    case "table":
    case "tableRow":
    case "tableCell":
      return t("markdown/mdx-syntax.scope.cell", "table cell");
    default:
      return t("markdown/mdx-syntax.scope.paragraph", "paragraph");
  }
}

export default defineRule({
  name: "markdown/mdx-syntax",
  summary: "Report MDX that does not compile",
  severity: "error",
  messages: {
    "mdx-unclosed-element": ({ tag, scope }: Data) =>
      scope === ""
        ? t(
            "markdown/mdx-syntax.unclosedElement",
            "MDX does not compile: <{tag}> is not closed. Write <{tag} /> or add </{tag}>.",
            { tag },
          )
        : t(
            "markdown/mdx-syntax.unclosedElement.in",
            "MDX does not compile: <{tag}> is not closed in its {scope}. Write <{tag} />, or put the start tag and the end tag on separate lines.",
            { tag, scope: scopeName(scope) },
          ),
    "mdx-stray-end-tag": ({ tag }: Data) =>
      t(
        "markdown/mdx-syntax.strayEndTag",
        "MDX does not compile: </{tag}> has no start tag. Remove the end tag, or add <{tag}> before it.",
        { tag },
      ),
    "mdx-mismatched-end-tag": ({ tag, detail }: Data) =>
      t(
        "markdown/mdx-syntax.mismatchedEndTag",
        "MDX does not compile: </{tag}> does not match <{open}>. Add </{open}> before it, or correct the name.",
        { tag, open: detail },
      ),
    "mdx-end-tag-elsewhere": ({ tag, scope }: Data) =>
      scope === ""
        ? t(
            "markdown/mdx-syntax.endTagElsewhere.after",
            "MDX does not compile: </{tag}> is outside of the block that contains <{tag}>. Put both into the same block.",
            { tag },
          )
        : t(
            "markdown/mdx-syntax.endTagElsewhere",
            "MDX does not compile: </{tag}> is in a {scope}, and <{tag}> is not. Move the end tag to a separate line.",
            { tag, scope: scopeName(scope) },
          ),
    "mdx-end-tag-with-attributes": ({ detail }: Data) =>
      t(
        "markdown/mdx-syntax.endTagWithAttributes",
        "MDX does not compile: the end tag </{tag}> has attributes or a slash. Remove them.",
        { tag: detail },
      ),
    "mdx-unclosed-tag": () =>
      t(
        "markdown/mdx-syntax.unclosedTag",
        'MDX does not compile: the tag does not end. Add ">". To show "<" as text, write "&lt;".',
      ),
    "mdx-unclosed-value": ({ detail }: Data) =>
      t(
        "markdown/mdx-syntax.unclosedValue",
        "MDX does not compile: the closing {quote} of this value is missing. Add it.",
        {
          quote: detail,
        },
      ),
    "mdx-unexpected-character": ({ detail }: Data) =>
      t(
        "markdown/mdx-syntax.unexpectedCharacter",
        'MDX does not compile: unexpected "{character}" in a tag. To show "<" as text, write "&lt;".',
        { character: detail },
      ),
    "mdx-comment": () =>
      t("markdown/mdx-syntax.comment", "MDX does not compile: it has no HTML comments. Write {comment}.", {
        comment: "{/* … */}",
      }),
    "mdx-autolink": () =>
      t(
        "markdown/mdx-syntax.autolink",
        "MDX does not compile: it does not have links in angle brackets. Write [text](url) instead.",
      ),
    "mdx-unclosed-expression": () =>
      t(
        "markdown/mdx-syntax.unclosedExpression",
        'MDX does not compile: the expression does not end. Add "{end}". To show "{start}" as text, write "{escaped}".',
        { start: "{", end: "}", escaped: "\\{" },
      ),
    "mdx-empty-expression": () =>
      t("markdown/mdx-syntax.emptyExpression", "MDX does not compile: the expression is empty. Add a value."),
    "mdx-expression": ({ detail }: Data) =>
      t(
        "markdown/mdx-syntax.expression",
        'MDX does not compile: invalid JavaScript in braces ({reason}). To show "{start}" as text, write "{escaped}".',
        { reason: detail, start: "{", escaped: "\\{" },
      ),
    "mdx-no-spread": () =>
      t(
        "markdown/mdx-syntax.noSpread",
        "MDX does not compile: among attributes, only {spread} is allowed in braces. Write a name and = before the brace.",
        { spread: "{...props}" },
      ),
    "mdx-lazy-line": () =>
      t(
        "markdown/mdx-syntax.lazyLine",
        "MDX does not compile: a tag or expression continues on a line outside of its quote or list item. Indent the line, or begin it with >.",
      ),
    "mdx-module": ({ detail }: Data) =>
      t(
        "markdown/mdx-syntax.module",
        "MDX does not compile: invalid import or export ({reason}). Correct the statement, and add a blank line after it.",
        { reason: detail },
      ),
    "mdx-no-module-statement": ({ detail }: Data) =>
      t(
        "markdown/mdx-syntax.noModuleStatement",
        "MDX does not compile: {statement} after an import or export. Add a blank line before it.",
        { statement: detail },
      ),
  },

  body({ mdxProblems }, { report }) {
    for (const { code, range, tag, scope, detail } of mdxProblems)
      report(code, { at: range, data: { tag, scope, detail } });
  },
});
