/** The order in which handlers are called, as docs/rule-api.md has it. */
import { expect, it } from "vitest";
import { defineRule } from "../../src/rule.js";
import { lintText } from "../../src/run/lint-text.js";
import { factFor, linkFactFor, planFor } from "../../src/testing/check.js";

it("calls handlers in the documented order", async () => {
  const calls: string[] = [];
  const note = (name: string) => () => void (calls.at(-1) === name || calls.push(name));
  const rule = defineRule({
    name: "house/order",
    summary: "Report nothing",
    severity: "error",
    messages: {},
    directive: note("directive"),
    link: note("link"),
    image: note("image"),
    body: note("body"),
    comment: note("comment"),
    text: note("text"),
    element: { b: note("element b"), "*": note("element *") },
    tagProblem: note("tagProblem"),
    parseError: note("parseError"),
    schema: note("schema"),
    frontMatter: note("frontMatter"),
    source: note("source"),
    encoding: note("encoding"),
    probed: { want: "status", image: note("probed") },
    linkProbed: { want: "status", link: note("linkProbed") },
  });
  const plan = await planFor(rule, { schema: "preset:article" });
  const text =
    '---\ntags: 1\n---\n<b a a>text<!-- stet-disable image/alt --></i></b><img src="/a.png"><a href="/b"></a>\n';
  const links = { "/b": {} };
  await lintText(
    { path: "a.html", text },
    plan,
    async (reference) => factFor(reference, {}),
    async (reference) => linkFactFor(reference, { links }),
  );
  expect(calls).toEqual([
    "source",
    "frontMatter",
    "schema",
    "parseError",
    "tagProblem",
    "element *",
    "element b",
    "text",
    "comment",
    "element *",
    "text",
    "body",
    "image",
    "link",
    "probed",
    "linkProbed",
    "directive",
  ]);
});
