import { expect, it } from "vitest";
import fence from "../../../rules/front-matter/fence.js";
import { lintText } from "../../../src/run/lint-text.js";
import { factFor, planFor, testRule } from "../../support/rule-tester.js";

const post = "source/_posts/a.md";
const rest = "title: Low water\n---\nThe ferry waits.\n";

// What each generator reads is recorded in test/generators/.
testRule(fence, {
  accepts: [
    { name: "a block without a known generator", article: "---\ntitle: Low water\n...\n" },
    { name: "four dashes in Hexo", path: post, generator: "hexo", article: "----\ntitle: Low water\n----\n" },
    { name: "a block without an opening fence in Hexo", path: post, generator: "hexo", article: rest },
    { name: "dots in Jekyll", path: "_posts/a.md", generator: "jekyll", article: "---\ntitle: Low water\n...\n" },
    { name: "JSON in Hugo", path: "content/a.md", generator: "hugo", article: '{\n  "title": "Low water"\n}\n' },
    {
      name: "a byte order mark in a post of Jekyll",
      path: "_posts/a.md",
      generator: "jekyll",
      article: `\uFEFF---\n${rest}`,
    },
    { name: "the name of a language in Eleventy", path: "a.md", generator: "eleventy", article: `---yaml\n${rest}` },
  ],
  rejects: [
    {
      name: "a space after the opening fence in Hexo",
      path: post,
      generator: "hexo",
      article: `«--- »\n${rest}`,
      messages: 'Hexo does not read front matter that starts with "--- ": it shows it as text. Write "---".',
      fixed: `---\n${rest}`,
    },
    {
      name: "dots in Hugo",
      path: "content/a.md",
      generator: "hugo",
      article: "---\ntitle: Low water\n«...»\nThe ferry waits.\n",
      messages: 'Hugo does not end front matter at "...": the build fails. Write "---".',
      fixed: `---\n${rest}`,
    },
    {
      name: "TOML after --- in Eleventy",
      path: "a.md",
      generator: "eleventy",
      article: '«---toml»\ntitle = "Low water"\n---\n',
      messages:
        'Eleventy does not read front matter that starts with "---toml": the build fails. Write YAML between two lines "---".',
    },
    {
      name: "JSON with braces between ;;; in Hexo",
      path: post,
      generator: "hexo",
      article: '«;;;»\n{ "title": "Low water" }\n;;;\n',
      messages:
        'Hexo does not read front matter that starts with ";;;": it shows it as text. Write YAML between two lines "---".',
    },
  ],
});

it.each([
  ["about.md", 1],
  ["_posts/2024-01-05-a.md", 0],
])("reports a byte order mark in a page of Jekyll, and not in a post: %s", async (path, count) => {
  const plan = await planFor(fence, { generator: "jekyll" });
  const { violations } = await lintText({ path, text: `\uFEFF---\n${rest}` }, plan, async (reference) =>
    factFor(reference, {}),
  );
  expect(violations.map(({ message }) => message)).toEqual(
    Array(count).fill(
      "Jekyll does not read front matter after a byte order mark and copies the file unchanged. Remove the mark.",
    ),
  );
});
