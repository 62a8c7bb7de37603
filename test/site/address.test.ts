import { describe, expect, it } from "vitest";
import { pathOf } from "../../src/site/address.js";

/** As WHATWG URL resolves it: Node's own implementation is the judge. */
const asBrowser = (path: string, page: string): string => {
  const base = `https://news.example${page.split("/").map(encodeURIComponent).join("/")}`;
  return decodeURIComponent(new URL(path, base).pathname);
};

describe("the path of a URL on a page", () => {
  const pages = [
    "/",
    "/a/",
    "/a/b/",
    "/a/b.html",
    "/blog/2024/05/x/",
    "/日记/一/",
    "/a b/c%41/",
    "/a//b/",
    "/a/../b/",
    "/a/./b",
    "/..a/.b/",
  ];
  const paths = [
    ..."b,b/,./b,../b,../../b/,../../../../b,.,..,./,../,a/..,a/.,a/../b,a/./b,a//b,../a//b/,.a,..a,a..,...,~a,a_b-c.d".split(
      ",",
    ),
    ..."/,/b,/b/,/./b,/../b,/a/../b,/a/..,/a/.,/a//b,/.a/..b".split(","),
    ..."%2e%2e/b,a%20b,日/b,a b,a\\b,../日/".split(","),
  ];

  it.each(pages)("is on %s what a browser makes of it", (page) => {
    expect(paths.map((path) => [path, pathOf(path, page)])).toEqual(paths.map((path) => [path, asBrowser(path, page)]));
  });
});
