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
import { look } from "../../../src/look.js";

const plan: FilePlan = {
  rules: [characterReference, duplicateAttribute, parseError, strayEndTag, unclosedElement, voidElement].map(
    (rule) => ({ rule, severity: "error", options: {} }),
  ),
  schema: undefined,
  lazyAttributes: [],
  imagesRoot: undefined,
};

const tags = "p div section span b i a ul li h2 form button select option svg".split(" ");
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
  // keeps a line break behind it: nobody misses the one or sees the other.
  let before: string;
  let after = built;
  do {
    before = after;
    after = before.replace(/<(b|i|a)(?: a="1")?>\s*<\/\1>/g, "").replace(/\s+((?:<\/\w+>)*)$/, "$1");
  } while (after !== before);
  return after;
}

it("a safe fix of HTML leaves the page as it is", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(pieces, { minLength: 2, maxLength: 9 }), async (parts) => {
      const text = parts.join("");
      const { violations, errors } = await look({ path: "a.html", text }, plan, async () => {
        throw new Error("nobody asks for pictures");
      });
      expect(errors).toEqual([]);
      for (const { fix } of violations) {
        if (!fix?.safe) continue;
        const fixed = fix.edits.reduceRight(
          (whole, { range, text: put }) => whole.slice(0, range.start) + put + whole.slice(range.end),
          text,
        );
        expect(page(fixed), fixed).toBe(page(text));
      }
    }),
    { numRuns: 2000, seed: 20211211 },
  );
});
