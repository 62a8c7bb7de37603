import footnote from "../../../rules/markdown/footnote.js";
import { testRule } from "../../support/rule-tester.js";

const missing = (name: string) =>
  `Readers see "[^${name}]" as text, because the footnote has no text. Add "[^${name}]: text" or remove the reference.`;
const unused = (name: string) =>
  `Readers do not see this text, because nothing refers to the footnote. Add "[^${name}]" to the article or remove the text.`;

testRule(footnote, {
  accepts: [
    { name: "footnotes with text", article: "甲[^1]，乙[^n]。\n\n[^1]: 丙\n[^n]: 丁[^2]\n[^2]: 戊\n" },
    { name: "regular expressions", article: "匹配 [^a-z]、[^>] 和 [^abc]，`[^1]`，[^0-9]+\n" },
    { name: "articles that include others", article: "甲[^1]\n\n{% include notes.md %}\n" },
    { name: "unused ones on a site of MkDocs, which shows them", generator: "mkdocs", article: "甲\n\n[^1]: 乙\n" },
    { name: "unused ones in code", article: "```\n[^1]: 乙\n```\n" },
  ],
  rejects: [
    { name: "a number", article: "甲«[^9]»。\n", messages: missing("9") },
    { name: "a name after a word", article: "甲«[^nofoot]»。\n", messages: missing("nofoot") },
    {
      name: "one of several, and one that is never used",
      article: "甲«[^1]» 乙[^2]\n\n[^2]: 丙\n«[^3]:» 丁\n",
      messages: [missing("1"), unused("3")],
    },
  ],
});
