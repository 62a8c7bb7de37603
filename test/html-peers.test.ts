/** What html-validate 10 and HTMLHint find in the bodies of articles, by the names of their rules, is found here too. */
import { describe, expect, it } from "vitest";
import { found, presetPlan } from "./support/preset-plan.js";

const image = 'width="4" height="3"';
const defects: readonly [peers: string, article: string, rule: string][] = [
  ["html-validate/close-order, htmlhint/tag-pair", "<div><section>甲</div>", "html/unclosed-element"],
  ["html-validate/close-order", "<p>甲</p></div>", "html/stray-end-tag"],
  ["html-validate/close-order", "<p><b><i>甲</b></i></p>", "html/unclosed-element"],
  ["html-validate/void-content", "<p>甲<br></br>乙</p>", "html/void-element"],
  ["html-validate/no-self-closing", "<div/>", "html/void-element"],
  ["html-validate/no-unknown-elements", "<p><stong>甲</stong></p>", "html/unknown-element"],
  ["html-validate/deprecated, htmlhint/tag-no-obsolete", "<center>甲</center>", "html/deprecated-element"],
  ["html-validate/no-deprecated-attr", '<p align="right">甲</p>', "html/deprecated-attribute"],
  ["html-validate/no-dup-attr, htmlhint/attr-no-duplication", "<p lang=zh lang=en>甲</p>", "html/duplicate-attribute"],
  ["html-validate/no-dup-id, htmlhint/id-unique", '<p id="a">甲</p><p id="a">乙</p>', "html/duplicate-id"],
  ["html-validate/unrecognized-char-ref", "<p>甲&nbps;乙</p>", "html/character-reference"],
  ["html-validate/no-raw-characters, htmlhint/spec-char-escape", "<p>1 < 2</p>", "html/parse-error"],
  ["html-validate/parser-error", "<p>甲</p><!-- 乙", "html/parse-error"],
  ["html-validate/close-attr", '<p>甲</p><p class="a>乙</p>', "html/parse-error"],
  ["html-validate/no-implicit-close", "<p>甲<div>乙</div></p>", "html/nesting"],
  ["html-validate/element-permitted-content", "<p><span>甲</span></p><em><div>乙</div></em>", "html/nesting"],
  ["html-validate/element-permitted-content", '<a href="https://a.cn/"><button>甲</button></a>', "html/nesting"],
  ["html-validate/element-permitted-parent", "<div><li>甲</li></div>", "html/nesting"],
  ["html-validate/attribute-allowed-values", '<p dir="left">甲</p>', "html/attribute-value"],
  ["html-validate/empty-heading", "<h2> </h2>", "html/empty-element"],
  ["html-validate/heading-level", "<h2>甲</h2><h4>乙</h4>", "html/heading-order"],
  [
    "html-validate/no-inline-style, htmlhint/inline-style-disabled",
    '<p style="color: red">甲</p>',
    "html/inline-style",
  ],
  ["html-validate/no-conditional-comment", "<!--[if IE]>甲<![endif]-->", "html/office-markup"],
  ["htmlhint/frame-title-require", '<iframe src="/a.html"></iframe>', "html/iframe-title"],
  ["html-validate/wcag/h37, htmlhint/alt-require", `<img src="https://a.cn/b.png" ${image}>`, "image/alt"],
  ["htmlhint/src-not-empty", `<img src="" alt="甲" ${image}>`, "image/src"],
  ["htmlhint/script-disabled", "<script>a()</script>", "html/no-dangerous"],
  ["htmlhint/inline-script-disabled", '<p onclick="a()">甲</p>', "html/no-dangerous"],
  ["html-validate/wcag/h30", '<a href="https://a.cn/"></a>', "link/text"],
  ["html-validate/no-missing-references", '<a href="#b">甲</a>', "link/fragment"],
];

describe("what peers find", () => {
  const plan = presetPlan("strict", ["html", "image", "link"]);
  it.each(defects)("%s: %s", async (_, article, rule) => {
    expect((await found(plan, "a.html", article)).map((line) => line.split(" ")[1])).toEqual([rule]);
  });
});
