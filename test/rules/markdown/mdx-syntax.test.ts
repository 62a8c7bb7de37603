import mdxSyntax from "../../../rules/markdown/mdx-syntax.js";
import { testRule } from "../../support/rule-tester.js";

const mdx = { path: "a.mdx" };

testRule(mdxSyntax, {
  accepts: [
    { name: "JSX and expressions", article: "<Card a={1}>\n\n甲 {b}\n\n</Card>\n", ...mdx },
    { name: "other Markdown", article: "甲<br>乙 {\n" },
  ],
  rejects: [
    {
      name: "an element that is not closed, and its place",
      article: "甲«<br>»乙\n",
      ...mdx,
      messages:
        "MDX does not compile: <br> is not closed in its paragraph. Write <br />, or put the start tag and the end tag on separate lines.",
    },
    {
      name: "end tags in another block, without a start tag and of another element",
      article: "<A>\n甲«</A>»\n\n«</B>»\n\n<C>«</D>»</C>\n",
      ...mdx,
      messages: [
        "MDX does not compile: </A> is in a paragraph, and <A> is not. Move the end tag to a separate line.",
        "MDX does not compile: </B> has no start tag. Remove the end tag, or add <B> before it.",
        "MDX does not compile: </D> does not match <C>. Add </C> before it, or correct the name.",
      ],
    },
    {
      name: "syntax errors, before elements are paired",
      article: "<b>甲\n\n<A «1»/>\n\n<A b=«{}»/>\n\n甲 {a «b»}\n\n乙 «{»\n",
      ...mdx,
      messages: [
        'MDX does not compile: unexpected "1" in a tag. To show "<" as text, write "&lt;".',
        "MDX does not compile: the expression is empty. Add a value.",
        'MDX does not compile: invalid JavaScript in braces (Unexpected content after expression). To show "{" as text, write "\\{".',
        'MDX does not compile: the expression does not end. Add "}". To show "{" as text, write "\\{".',
      ],
    },
    {
      name: "an import that is not one",
      article: "import A «f»orm 'a'\n",
      ...mdx,
      messages:
        "MDX does not compile: invalid import or export (Unexpected token). Correct the statement, and add a blank line after it.",
    },
  ],
});
