import { describe, expect, it } from "vitest";
import alt from "../../../rules/image/alt.js";
import { defaultLazyAttributes } from "../../../src/article/lazy-attributes.js";
import { lintText } from "../../../src/run/lint-text.js";
import { testRule } from "../../support/rule-tester.js";

const missing = 'Missing alt attribute. Describe the image, or use alt="" if it is decorative.';
const empty = "Empty alt text. Describe what the image shows.";

testRule(alt, {
  accepts: [
    { name: "an attribute that Vue sets", article: '<img :alt="甲" src="a.png"> <img v-bind:alt="乙" src="a.png">' },
    { name: "a text alternative", article: '<img src="a.png" alt="武林街道的志愿者">' },
    { name: "a decoration", article: '<img src="a.png" alt=""> <img src="b.png" alt>' },
    { name: "what is kept from those who listen", article: '<img src="a.png" aria-hidden="true">' },
    {
      name: "what only lays out the page",
      article: '<img src="a.png" role="presentation"><img src="a.png" role=none>',
    },
    { name: "another name", article: '<img src="a.png" aria-label="西湖">' },
    { name: "what is not shown", article: '<img src="a.png" hidden>' },
    { name: "what a template makes", article: '<img src="{{ page.cover }}"> <img src="a.png" {{ attributes }}>' },
    { name: "Markdown without a label", article: "![](a.png)\n" },
    {
      name: "words everywhere, where they are wanted",
      article: '![西湖](a.png) <img src="a.png" alt="西湖"> <img src="a.png" alt="" aria-hidden="true">\n',
      options: { requireText: true },
    },
    { name: "pictures of the front matter", article: "---\nheadimg: a.png\n---\n", schema: "preset:article" },
  ],
  rejects: [
    { name: "an img without alt", article: '<p>甲<«img» src="a.png"></p>', messages: missing },
    {
      name: "an img of several pictures once",
      article: '<«img» src="a.png" srcset="b.png 2x, c.png 3x" data-original="d.png">',
      messages: missing,
    },
    { name: "an img without src as well", article: "<«img»>", messages: missing },
    {
      name: "the founding feed's img",
      article:
        "\n---\ntitle: '甲'\n---\n<div>   \n<p><img-box><«img» src=\"https://cors.zfour.workers.dev/?http://static.1sapp.com/a.jpeg\" " +
        'data-size="680,340" referrerpolicy="no-referrer"></img-box></p>  \n</div>\n            ',
      messages: missing,
    },
    {
      name: "no words, where they are wanted",
      article: '«![](a.png)» «![ ](b.png)» <img src="a.png" «alt=""»>\n',
      options: { requireText: true },
      messages: [empty, empty, empty],
    },
  ],
});

describe("what image/alt suggests", () => {
  const suggestions = async (text: string) => {
    const plan = {
      rules: [{ rule: alt, severity: "warning", options: { requireText: false } }],
      schema: undefined,
      lazyAttributes: defaultLazyAttributes,
      imagesRoot: undefined,
    } as const;
    const seen = await lintText({ path: "a.html", text }, plan, () => Promise.reject(new Error("nothing is asked")));
    return seen.violations.flatMap(({ suggestions = [] }) =>
      suggestions.map(({ edits }) =>
        [...edits]
          .reverse()
          .reduce((done, { range, text }) => done.slice(0, range.start) + text + done.slice(range.end), text),
      ),
    );
  };

  it("offers to mark the picture as decorative", async () => {
    expect(await suggestions('<img src="a.png">')).toEqual(['<img src="a.png" alt="">']);
  });
  it("offers the title first", async () => {
    expect(await suggestions('<img title="西湖" src=a.png>')).toEqual([
      '<img title="西湖" src=a.png alt="西湖">',
      '<img title="西湖" src=a.png alt="">',
    ]);
  });
});
