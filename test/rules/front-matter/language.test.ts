import language from "../../../rules/front-matter/language.js";
import { testRule } from "../../support/rule-tester.js";

const code = (name: string) =>
  `Front matter in "${name}" is code, which some generators run during the build. Use YAML, TOML or JSON.`;
const unknown = (name: string) => `Unknown front matter language "${name}". Use YAML, TOML or JSON.`;

testRule(language, {
  accepts: [
    { name: "no language", article: "---\ntitle: 甲\n---\n" },
    { name: "the three languages by name", article: "--- TOML\ntitle = '甲'\n---\n" },
    { name: "yml", article: "---yml\ntitle: 甲\n---\n" },
    { name: "no front matter", article: "```js\n1\n```\n" },
    { name: "a block that is broken otherwise, which another rule reports", article: "---\ntitle: [\n---\n" },
  ],
  rejects: [
    {
      name: "JavaScript, which is never run",
      article: "---«js»\n{ title: process.exit(7) }\n---\n",
      messages: code("js"),
    },
    {
      name: "JavaScript by its other names, behind a blank",
      article: "--- «JavaScript»\n{ title: process.exit(7) }\n---\n",
      messages: code("JavaScript"),
    },
    { name: "CoffeeScript", article: "---«coffee»\ntitle: process.exit 7\n---\n", messages: code("coffee") },
    { name: "a language that is not read", article: "---«ini»\ntitle=甲\n---\n", messages: unknown("ini") },
    {
      name: "names of what every object has",
      article: "---«constructor»\ntitle: 甲\n---\n",
      messages: unknown("constructor"),
    },
    { name: "__proto__", article: "---«__proto__»\ntitle: 甲\n---\n", messages: unknown("__proto__") },
    {
      name: "a misspelt name, with the one that was meant",
      article: "---«yanl»\ntitle: 甲\n---\n",
      messages: 'Unknown front matter language "yanl". Did you mean "yaml"?',
    },
  ],
});
