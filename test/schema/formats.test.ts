import { describe, expect, it } from "vitest";
import { isImageUrl, isLocalPath, isLooseDate, isRfc1123Date } from "../../src/schema/formats.js";
import { compileSchema } from "../../src/schema/index.js";

const table = (name: string, test: (value: string) => boolean, yes: readonly string[], no: readonly string[]) =>
  describe(name, () => {
    for (const value of yes)
      it(`takes ${JSON.stringify(value)}`, () => {
        expect(test(value)).toBe(true);
      });
    for (const value of no)
      it(`refuses ${JSON.stringify(value)}`, () => {
        expect(test(value)).toBe(false);
      });
  });

table(
  "image-url",
  isImageUrl,
  [
    "https://img.example.cn/a.png",
    "http://img.example.cn/图 片.png?x=1&y=2",
    "HTTPS://IMG.EXAMPLE.CN/A",
    "//img.example.cn/a",
    "/images/a.png",
    "a.png",
    "../images/封面 图.jpeg",
    "my holiday.JPG?v=2",
    "cover",
    "/path with blanks/and no ending",
    "data:image/png;base64,iVBORw0KGgo=",
    " https://img.example.cn/a.png ",
    "https://cors.example.dev/?http://img.example.cn/a.png",
    "{{ site.url }}/a.png",
    "{% asset a %}",
  ],
  [
    "",
    "  ",
    "a picture of the sea",
    "杭州，下雨了",
    "line one\nline two.png",
    "ftp://img.example.cn/a.png",
    "javascript:void(0)",
    "C:\\pictures\\a.png",
    "data:text/html,x",
    "http://",
    "//",
    '<img src="a.png">',
    "![](a.png)",
    "[object Object]",
  ],
);

table(
  "local-path",
  isLocalPath,
  [
    "a.png",
    "./a.png",
    "../images/a.png",
    "../../../a.png",
    "/images/封面 图.png",
    "/a/../b.png",
    "files/report%20one.pdf?v=2#page=3",
    "100%.png",
    "a/b:c.png",
  ],
  [
    "",
    " ",
    "/../a.png",
    "/a/../../b.png",
    "https://example.com/a.png",
    "//example.com/a.png",
    "mailto:a@example.com",
    "C:\\pictures\\a.png",
    "C:/pictures/a.png",
    "images\\a.png",
    "a\nb.png",
    "%E6%9D.png",
    "a%00.png",
  ],
);

table(
  "date-loose",
  isLooseDate,
  [
    "2021-12-11",
    "2021-1-2",
    "2021/12/11 04:49",
    "2021-12-11 04:49:15",
    "2021-12-11 04:49:15 +0800",
    "2021-12-11 04:49:15 +08:00",
    "2021-12-11 4:49:15 -5",
    "2021-12-11T04:49:15Z",
    "2021-12-11t04:49:15.123456789+08:00",
    "2021-12-11 04:49:15 UTC",
    "2020-02-29",
    "Sat, 11 Dec 2021 04:49:15 GMT",
    "11 Dec 2021 04:49:15 +0800",
  ],
  [
    "",
    "yesterday",
    "2021-13-01",
    "2021-02-29",
    "2021-04-31 10:00:00",
    "2021-12-11 25:00:00",
    "2021-12-11 12:60",
    "2021-12/11",
    "20211211",
    "11.12.2021",
    "2021-12-11 12:30::05",
    "Sun, 11 Dec 2021 04:49:15 GMT",
  ],
);

table(
  "date-rfc1123",
  isRfc1123Date,
  ["Sat, 11 Dec 2021 04:49:15 GMT", "Sat, 1 Jan 2022 04:49 +0800", "11 Dec 2021 04:49:15 EST"],
  [
    "Sun, 11 Dec 2021 04:49:15 GMT",
    "Wed, 31 Feb 2021 04:49:15 GMT",
    "Sat, 11 Dec 21 04:49:15 GMT",
    "2021-12-11",
    "Sat, 11 Dec 2021 24:00:00 GMT",
  ],
);

describe.each([
  [
    "iri",
    ["https://news.example/新闻?页=2#上", "https://例え.example/", "mailto:甲@a.example", "https://a.example/b"],
    ["/新闻", "新闻", "https://a.example/甲 乙", "https://a.example/\ud800", ""],
  ],
  ["iri-reference", ["/新闻/一.html", "新闻?页=2", "#上", "https://a.example/"], ["甲 乙", "\\\\甲\\乙", "#上\u0007"]],
  ["idn-hostname", ["例え.example", "münchen.example", "a.example"], ["甲 乙.example", "-.example", "a..example", ""]],
  [
    "idn-email",
    ["编辑部@新闻.example", "a.b@a.example"],
    ["编辑部", "@新闻.example", "甲 乙@a.example", "甲@", "甲@a b"],
  ],
])("%s", (format, yes, no) => {
  it.each([...yes.map((value) => [value, true] as const), ...no.map((value) => [value, false] as const)])(
    "of %j: %s",
    async (value, expected) => {
      const schema = await compileSchema({ properties: { a: { type: "string", format } } }, "a");
      expect(schema.validate({ a: value }).length === 0).toBe(expected);
    },
  );
});
