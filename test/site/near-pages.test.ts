/** Which address a misspelled one means. */
import { describe, expect, it } from "vitest";
import { nearPages } from "../../src/facts/near-pages.js";

describe("the address that a misspelled one means", () => {
  const { find } = nearPages(["/boats/ferry/times", "/boats/ferry", "/boats/rowing", "/harbour/ferry", "", "/a/ab"]);

  it.each([
    ["/boats/fery", "/boats/ferry"],
    ["/baots/rowing", "/boats/rowing"],
    ["/boats/ferry/tiems", "/boats/ferry/times"],
    ["/harbor/ferry", "/harbour/ferry"],
  ])("of %s is %s", (wanted, meant) => {
    expect(find(wanted)).toBe(meant);
  });

  it("is none if two parts are wrong, a part is missing, the part is nothing like it, or has two letters", () => {
    for (const wanted of ["/baots/fery", "/ferry", "/boats/weather", "/a/ba", "/boats", ""])
      expect(find(wanted), wanted).toBe(undefined);
  });
});

describe("among ten thousand addresses of one folder", () => {
  const urls = Array.from({ length: 10_000 }, (_, at) => `/posts/article-${10_000 + at}-about-boats`);

  it("one other, missing, additional or exchanged letter is found, whatever was asked before", () => {
    const pages = nearPages(urls);
    for (let at = 0; at < 10_000; at++) pages.find(`/posts/nothing-like-${at}`);
    for (const wanted of ["articel-19999-about-boats", "artcle-19999-about-boats", "article-19999-about-boatss"])
      expect(pages.find(`/posts/${wanted}`)).toBe("/posts/article-19999-about-boats");
    expect(pages.find("/psots/article-19999-about-boats")).toBe("/posts/article-19999-about-boats");
  });

  it("the answer does not depend on the order of the addresses", () => {
    const wanted = ["artikle-12345-about-boats", "article-1234-about-boats", "article-1234x-about-boats"];
    const forwards = nearPages(urls);
    const backwards = nearPages([...urls].reverse());
    for (const one of wanted) expect(backwards.find(`/posts/${one}`)).toBe(forwards.find(`/posts/${one}`));
  });
});

it("addresses of thousands of parts, which front matter may state, take no time and no memory", () => {
  const long = "/a".repeat(50_000);
  expect(nearPages(["/boats/ferry", long]).find(`${long}/b`)).toBeUndefined();
  expect(nearPages(["/boats/ferry", long]).find("/boats/fery")).toBe("/boats/ferry");
});
