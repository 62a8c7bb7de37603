import fc from "fast-check";
import { describe, expect, it } from "vitest";
import src from "../../../rules/image/src.js";
import { defaultLazyAttributes } from "../../../src/article/lazy-attributes.js";
import { lintText } from "../../../src/run/lint-text.js";
import { testRule } from "../../support/rule-tester.js";

testRule(src, {
  accepts: [
    {
      name: "a URL that Vue or Alpine sets",
      article: '<img :src="甲" alt="">\n\n<img v-bind:src="乙">\n\n<img v-bind="全部">\n\n<img x-bind:src="丙">\n',
    },
    { name: "an https URL", article: '<img src="https://img.example.cn/a.png">' },
    { name: "a URL without a scheme", article: '<img src="//img.example.cn/a.png">' },
    { name: "a path of this site", article: '<img src="/images/a.png?v=2#x"> <img src="../a.png">' },
    { name: "what is encoded already", article: '<img src="https://img.example.cn/%E5%9B%BE%20a.png">' },
    { name: "a host of another script", article: '<img src="https://图片.中国/a.png">' },
    { name: "a query with character references", article: '<img src="https://img.example.cn/a?w=1&amp;h=2">' },
    { name: "an apostrophe and braces in a query", article: `<img src="https://img.example.cn/a?t='x'&s={1}">` },
    { name: "a URL that a template makes", article: '<img src="{{ site.cdn }}/图 片.png"> <img src="<%= url %>">' },
    { name: "a data URL", article: '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">' },
    { name: "a lazy picture without src", article: '<img data-src="https://img.example.cn/a.png">' },
    { name: "a lazy picture, as Discuz writes it", article: '<img id="aimg_1" src="" file="a.jpg" zoomfile="b.jpg">' },
    { name: "a lazy picture behind a blank page", article: '<img src="about:blank" data-original="a.jpg">' },
    { name: "a srcset without src", article: '<img srcset="a.png 1x, b.png 2x">' },
    { name: "a srcset of commas, of which another rule tells", article: '<img src="a.png" srcset=", , ,">' },
    { name: "a lazy attribute without a value", article: '<img src="a.png" data-src="" data-lazy="true">' },
    {
      name: "front matter that names no picture",
      article: "---\nthumbnail: ''\nheadimg: \n---\n",
      schema: "preset:article",
    },
    {
      name: "file names of this site in Markdown and front matter",
      article: "---\nthumbnail: /图片/甲 乙.png\n---\n![图](/图片/甲.png) ![图](<我 的.png>) ![百分](100%.png)\n",
      schema: "preset:article",
    },
    {
      name: "this computer, where that is wanted",
      article: '<img src="http://localhost:4000/a.png">',
      options: { allowLoopback: true },
    },
    { name: "an address that only looks like this computer", article: '<img src="https://127.example.cn/a.png">' },
  ],
  rejects: [
    {
      name: "a name and password",
      article: '<img src="https://«anna:geheim@»img.example.cn/a.png">',
      messages:
        'URL shows the user name and password of "anna" to every reader, and some browsers block the image. Remove both and change the password.',
      unsafelyFixed: '<img src="https://img.example.cn/a.png">',
    },
    {
      name: "an img without src",
      article: '<p>甲</p>\n<«img» alt="乙">',
      messages: "Missing src on <img>. Add the image URL or remove the tag.",
    },
    {
      name: "an empty src",
      article: '<img «src=""»>',
      messages: "Empty src attribute. Add the image URL or remove the tag.",
    },
    {
      name: "a src of blanks",
      article: '<img «src="  "» alt>',
      messages: "Empty src attribute. Add the image URL or remove the tag.",
    },
    {
      name: "an empty srcset beside src",
      article: '<img src="a.png" «srcset=""» alt="">',
      messages: "Empty srcset attribute. Add the image URL or remove the attribute.",
      fixed: '<img src="a.png" alt="">',
    },
    {
      name: "an empty srcset in place of src",
      article: '<img «srcset=""»>',
      messages: "Empty srcset attribute. Add the image URL or remove the attribute.",
    },
    {
      name: "an empty srcset right behind the quote of src, which stays",
      path: "article.html",
      article: '<img src="a.png"«srcset=""»>',
      messages: "Empty srcset attribute. Add the image URL or remove the attribute.",
      // Not safe: the missing space must be corrected first.
      unsafelyFixed: '<img src="a.png">',
    },
    {
      name: "an empty poster",
      article: '<video «poster=""» src="a.mp4"></video>',
      messages: "Empty poster attribute. Add the image URL or remove the attribute.",
      fixed: '<video src="a.mp4"></video>',
    },
    {
      name: "a Markdown image of nothing",
      article: "甲 «![图]()»\n",
      messages: "Empty image URL. Add the URL or remove the image.",
    },
    {
      name: "a file of one computer",
      article: '<img src="«file:///C:/Users/li/a.png»">\n<img src="«D:\\pic\\a.png»">',
      messages: [
        '"file:///C:/Users/li/a.png" is a path on one computer, so readers cannot load it. Publish the image and use its URL.',
        '"D:\\pic\\a.png" is a path on one computer, so readers cannot load it. Publish the image and use its URL.',
      ],
    },
    {
      name: "the reader's own computer",
      article: '<img src="http://«localhost:4000»/a.png"> <img src="http://«127.0.0.1»/a.png">',
      messages: [
        '"localhost:4000" is each reader\'s own computer, so the image does not load. Publish the image and use its URL.',
        '"127.0.0.1" is each reader\'s own computer, so the image does not load. Publish the image and use its URL.',
      ],
    },
    {
      name: "a misspelt scheme",
      article: '<img src="«htps:»//img.example.cn/a.png">',
      messages: 'Browsers cannot load images with "htps:". Did you mean "https:"?',
    },
    {
      name: "a scheme that pictures do not come by",
      article: '<img src="«cid:»part1.0609@example.cn">',
      messages: 'Browsers cannot load images with "cid:". Use an "https:" URL.',
    },
    {
      name: "what is not a URL",
      article: '<img src="«https://img.example.cn:99999/a.png»"> <img src="«https:/img.example.cn/a.png»">',
      messages: [
        'Invalid URL "https://img.example.cn:99999/a.png". Use "https://host/path" or a path on your site.',
        'Invalid URL "https:/img.example.cn/a.png". Use "https://host/path" or a path on your site.',
      ],
    },
    {
      name: "fullwidth signs in front of the host",
      article: '<img src="«https：／／»img.example.cn/a.png">',
      messages: '"https：／／" has full-width characters, so browsers look for a file on your site. Use "https://".',
      fixed: '<img src="https://img.example.cn/a.png">',
    },
    {
      name: "CJK in a URL",
      article: '<img src="https://img.example.cn/«图片»/甲%20乙.png">',
      messages: 'Unencoded "图片" in the URL (and 2 similar places). Use "%E5%9B%BE%E7%89%87".',
      fixed: '<img src="https://img.example.cn/%E5%9B%BE%E7%89%87/%E7%94%B2%20%E4%B9%99.png">',
    },
    {
      name: "a full-width percent sign before digits, which encoding would hide",
      article: '<img src="/a.png?resize=558«％»2C344">',
      messages: 'Unencoded "％" in the URL. Use "%EF%BC%85".',
    },
    {
      name: "a space next to a delimiter, which encoding would hide",
      article: '<img src="/img/a.png« »#right">',
      messages: 'Unencoded space in the URL. Use "%20".',
    },
    {
      name: "CJK in a URL beside blanks and character references, which no rule may point into",
      article: '<img src="«https://img.example.cn/a b.png?x=1&amp;y=甲»">',
      messages: 'Unencoded space in the URL (and 1 similar place). Use "%20".',
      fixed: '<img src="https://img.example.cn/a%20b.png?x=1&amp;y=%E7%94%B2">',
    },
    {
      name: "CJK in query and fragment",
      article: '<img src="/a.png?name=«甲»#乙">',
      messages: 'Unencoded "甲" in the URL (and 1 similar place). Use "%E7%94%B2".',
      fixed: '<img src="/a.png?name=%E7%94%B2#%E4%B9%99">',
    },
    {
      name: "characters beyond the basic plane",
      article: '<img src="/«😀».png">',
      messages: 'Unencoded "😀" in the URL. Use "%F0%9F%98%80".',
      fixed: '<img src="/%F0%9F%98%80.png">',
    },
    {
      name: "backslashes",
      article: '<img src="/images«\\»2021\\a.png">',
      messages: 'Unencoded "\\" in the URL (and 1 similar place). Use "/".',
      fixed: '<img src="/images/2021/a.png">',
    },
    {
      name: "an escape of Markdown in an HTML attribute, once",
      article: '<img src="/images/v2«\\_»a\\_b.jpg">',
      messages: 'Markdown escape "\\_" in an HTML attribute: browsers read the backslash as a slash. Use "_".',
      unsafelyFixed: '<img src="/images/v2_a_b.jpg">',
    },
    {
      name: "backslashes in Markdown, where a renderer keeps them",
      article: "![图](images«\\»a.png)\n",
      messages: 'Unencoded "\\" in the URL. Use "/".',
      fixed: "![图](images/a.png)\n",
    },
    {
      name: "CJK in the URL of another site in Markdown and front matter",
      article: '---\nthumbnail: "https://img.example.cn/«图».png"\n---\n![图](https://img.example.cn/«甲».png)\n',
      schema: "preset:article",
      messages: ['Unencoded "图" in the URL. Use "%E5%9B%BE".', 'Unencoded "甲" in the URL. Use "%E7%94%B2".'],
      fixed:
        '---\nthumbnail: "https://img.example.cn/%E5%9B%BE.png"\n---\n![图](https://img.example.cn/%E7%94%B2.png)\n',
    },
    {
      name: "CJK in a string of TOML in three quotes, which the fix replaces with the quotes",
      article: '+++\nthumbnail = «"""https://img.example.cn/图.png"""»\n+++\n',
      schema: "preset:article",
      messages: 'Unencoded "图" in the URL. Use "%E5%9B%BE".',
      fixed: '+++\nthumbnail = "https://img.example.cn/%E5%9B%BE.png"\n+++\n',
    },
    {
      name: "each place of one img for itself",
      article: '<img src="/«甲».png" srcset="/«乙».png 2x" data-src="/«丙».png">',
      messages: [
        'Unencoded "甲" in the URL. Use "%E7%94%B2".',
        'Unencoded "乙" in the URL. Use "%E4%B9%99".',
        'Unencoded "丙" in the URL. Use "%E4%B8%99".',
      ],
      fixed: '<img src="/%E7%94%B2.png" srcset="/%E4%B9%99.png 2x" data-src="/%E4%B8%99.png">',
    },
    {
      name: "a percent sign that encodes nothing",
      article: '<img src="/100«%».png">',
      messages: '"%" in the URL is not followed by two hex digits. For a literal percent sign, write "%25".',
      unsafelyFixed: '<img src="/100%25.png">',
    },
    {
      name: "an escape of JavaScript's, without a fix",
      article: '<img src="/«%»u4E2D.png">',
      messages: '"%" in the URL is not followed by two hex digits. For a literal percent sign, write "%25".',
    },
    {
      name: "an invisible character",
      article: '<img src="/a«\u200b».png">',
      messages: "Invisible character U+200B in the URL. Remove the character.",
      unsafelyFixed: '<img src="/a.png">',
    },
    {
      name: "a wide blank around the URL",
      article: '<img src="«\u3000https://img.example.cn/a.png»">',
      messages:
        "Space U+3000 at the start or end of the URL, which browsers treat as part of the URL. Remove the space.",
      fixed: '<img src="https://img.example.cn/a.png">',
    },
    {
      name: "a line break in a URL",
      article: '<img src="/a«\n»b.png">',
      // No fix: it may be the sign of a missing quotation mark.
      messages: "Unencoded newline or tab in the URL. Remove the character.",
      asIs: true,
    },
  ],
});

describe("the safe fix of image/src", () => {
  const plan = {
    rules: [{ rule: src, severity: "error", options: { allowLoopback: true } }],
    schema: undefined,
    lazyAttributes: defaultLazyAttributes,
    imagesRoot: undefined,
  } as const;
  const see = (text: string) =>
    lintText({ path: "a.html", text }, plan, () => Promise.reject(new Error("nothing is asked")));
  const piece = fc.constantFrom(..."甲 \\%{}|^`<>[]'?#/&;=😀：é\t", "\ud800", "%41", "%zz", "&amp;", "a.png");

  it("asks the server for exactly what a browser asked for before", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom("https://img.example.cn/", "//img.example.cn/x?", "/", "../", ""),
        fc.array(piece, { maxLength: 12 }),
        async (start, pieces) => {
          const text = `<img src="${start}x${pieces.join("")}y">`;
          const { article, violations } = await see(text);
          const [edit] = violations.find(({ fix }) => fix?.safe)?.fix?.edits ?? [];
          if (!edit) return;
          const fixed = await see(text.slice(0, edit.range.start) + edit.text + text.slice(edit.range.end));
          const asked = (url = "") => new URL(url, "https://site.example.cn/2021/12/").href;
          expect(asked(fixed.article.images[0]?.url)).toBe(asked(article.images[0]?.url));
          expect(fixed.violations.filter(({ fix }) => fix?.safe)).toEqual([]);
        },
      ),
      { numRuns: 500 },
    );
  });
});
