import fc from "fast-check";
import { expect, it } from "vitest";
import { isNormalUrl } from "../../src/article/url.js";

it("a URL that is taken as it is, is what the parser of URLs makes of it", () => {
  const part = fc.constantFrom(
    "http://",
    "https://",
    "HTTP://",
    "http:/",
    "a.cn",
    "cors.example.dev",
    "A.cn",
    "1.2.3.4",
    "0x7f.1",
    "a.b1",
    "xn--a.cn",
    "a.xn--p1ai",
    "localhost",
    "a_b.cn",
    "-a.cn",
    "a-.cn",
    "u@a.cn",
    ":80",
    ":443",
    ":8080",
    "/",
    "//",
    "/a",
    "/a.png",
    "/.",
    "/..",
    "/.a",
    "/%2e",
    "/%2E/",
    "/%zz",
    "?",
    "?a=b",
    "?http://b.cn/c.png",
    "#",
    "#a",
    "'",
    '"',
    " ",
    "\\",
    "|",
    "^",
    "`",
    "{",
    "}",
    "<",
    ";a",
    ":",
    "@",
    "%41",
    "渡",
    "\t",
    "\u3002",
    "/a/../b",
    "/a//b",
    ".",
    "/c:/d",
    "~",
    "*",
    "(a)",
    "!",
  );
  let taken = 0;
  fc.assert(
    fc.property(fc.array(part, { maxLength: 6 }), fc.boolean(), (parts, likely) => {
      const url = (likely ? "https://a.cn/" : "") + parts.join("");
      if (!isNormalUrl(url)) return;
      taken++;
      expect(new URL(url).href).toBe(url);
    }),
    { numRuns: 20_000 },
  );
  expect(taken).toBeGreaterThan(1000);
});
