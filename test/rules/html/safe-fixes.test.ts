import fc from "fast-check";
import { type DefaultTreeAdapterMap, defaultTreeAdapter, html, parseFragment, serialize } from "parse5";
import { expect, it } from "vitest";
import characterReference from "../../../rules/html/character-reference.js";
import duplicateAttribute from "../../../rules/html/duplicate-attribute.js";
import parseError from "../../../rules/html/parse-error.js";
import strayEndTag from "../../../rules/html/stray-end-tag.js";
import unclosedElement from "../../../rules/html/unclosed-element.js";
import voidElement from "../../../rules/html/void-element.js";
import type { FilePlan } from "../../../src/config/types.js";
import { fixText } from "../../../src/fix/passes.js";
import { asFixInput, lintText } from "../../../src/run/lint-text.js";
import { edited } from "../../article/support.js";

const plan: FilePlan = {
  rules: [characterReference, duplicateAttribute, parseError, strayEndTag, unclosedElement, voidElement].map(
    (rule) => ({ rule, severity: "error", options: {} }),
  ),
  schema: undefined,
  lazyAttributes: [],
  imagesRoot: undefined,
};

const tags = "p div section span b i a font ul li h2 h3 form button select option svg pre table tr td".split(" ");
const pieces = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...tags.map((tag) => `<${tag}>`)) },
  { weight: 3, arbitrary: fc.constantFrom(...tags.map((tag) => `</${tag}>`)) },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      ..."甲|&nbsp |&amp|< |<3|&#150;|&#;|<br/ >|<br/c>|<i a=1 a=1>|<p a=>|<p a='1'b='2'>|</b/>|</br>|<!-- x --!>|\n".split(
        "|",
      ),
    ),
  },
);

/** The page as a browser builds it from a fragment of a body. */
function page(text: string): string {
  const body = defaultTreeAdapter.createElement(html.TAG_NAMES.BODY, html.NS.HTML, []);
  const built = serialize(parseFragment<DefaultTreeAdapterMap>(body, text, { scriptingEnabled: false }));
  // An end tag that comes too late leaves an empty copy of its element behind, and what is closed at the end of a file
  // keeps a line break behind it (before the table, where it was moved out of one): nobody misses the one or sees the other.
  let before: string;
  let after = built;
  do {
    before = after;
    after = before.replace(/<(b|i|a|font)(?: a="1")?>\s*<\/\1>/g, "").replace(/\s+((?:<\/\w+>)*)(?=<table>|$)/g, "$1");
  } while (after !== before);
  return after;
}

const lookAt = (path: string) => (text: string) =>
  lintText({ path, text }, plan, async () => {
    throw new Error("nobody asks for pictures");
  });
const soup = fc.array(pieces, { minLength: 2, maxLength: 9 }).map((parts) => parts.join(""));
const runs = { numRuns: Number(process.env.FUZZ_RUNS ?? 2000) };

it("a safe fix of HTML leaves the page as it is", async () => {
  await fc.assert(
    fc.asyncProperty(soup, async (text) => {
      const { violations, errors } = await lookAt("a.html")(text);
      expect(errors).toEqual([]);
      for (const { fix } of violations) {
        if (!fix?.safe) continue;
        const fixed = edited(text, fix.edits);
        expect(page(fixed), fixed).toBe(page(text));
      }
    }),
    runs,
  );
});

const fixed = (path: string, text: string) =>
  fixText(text, async (now) => asFixInput(await lookAt(path)(now)), { unsafe: false });

it("all safe fixes of HTML together leave the page as it is, and do not undo each other", async () => {
  await fc.assert(
    fc.asyncProperty(soup, async (text) => {
      const { after, errors } = await fixed("a.html", text);
      expect(errors).toEqual([]);
      expect(page(after), after).toBe(page(text));
    }),
    runs,
  );
});

it.each(["a.md", "a.html"])("a style that HTML copied is closed once, in %s", async (path) => {
  // The copy of <a> that opens behind </div> is no element that lacks an end tag; a </a> there would close nothing.
  const text = '<div><font color=red><a href="x"><li></font></div>\n';
  const { after, errors } = await fixed(path, text);
  expect(errors).toEqual([]);
  expect(after).toBe(text);
});
