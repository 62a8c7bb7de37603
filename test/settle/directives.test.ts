/** Which findings directives silence: read from articles, asked one by one. */
import { describe, expect, it } from "vitest";
import { parseArticle } from "../../src/article/index.js";
import { Suppressions } from "../../src/settle/directives.js";

const today = "2026-11-24";

/** The rules among `html/a`, `html/b`, `image/a` that are heard at each `@` of the text, by their letters. */
function heard(marked: string, path = "a.md"): string[] {
  const text = marked.replaceAll("@", "");
  const article = parseArticle(
    { path, text },
    { bodyLanguage: path.endsWith(".html") ? "html" : "markdown", lazyAttributes: [] },
  );
  const silencer = new Suppressions(article.directives, today);
  return [...marked.matchAll(/@/g)].map(({ index }, nth) =>
    ["html/a", "html/b", "image/a"].filter((rule) => !silencer.suppresses(rule, index - nth)).join(" "),
  );
}
const all = "html/a html/b image/a";

describe("directives", () => {
  it("disable from their place to stet-enable, or to the end", () => {
    expect(heard("@一\n<!-- stet-disable -->\n@二\n\n<!-- stet-enable -->\n@三\n")).toEqual([all, "", all]);
    expect(heard("@一\n<!-- stet-disable html/a -->\n@二@")).toEqual([all, "html/b image/a", "html/b image/a"]);
  });
  it("name rules and families, in lists", () => {
    expect(heard("一\n\n<!-- stet-disable html/* -->\n@")).toEqual(["image/a"]);
    expect(heard("一\n\n<!-- stet-disable html/a,image/a -->\n@")).toEqual(["html/b"]);
    expect(heard("一\n\n<!-- stet-disable html/*\nimage/a -->\n@")).toEqual([""]);
  });
  it("are enabled in part", () => {
    expect(heard("一\n\n<!-- stet-disable -->\n@\n<!-- stet-enable html/b -->\n@")).toEqual(["", "html/b"]);
    expect(heard("一\n\n<!-- stet-disable html/a -->\n<!-- stet-enable html/* -->\n@")).toEqual([all]);
    expect(heard("一\n\n<!-- stet-enable html/a -->\n<!-- stet-disable html/* -->\n@")).toEqual(["image/a"]);
  });
  it("speak of their own line", () => {
    expect(heard("@一\n@二 <!-- stet-disable-line html/a --> @三\n@四")).toEqual([
      all,
      "html/b image/a",
      "html/b image/a",
      all,
    ]);
  });
  it("speak of the next line that holds something else", () => {
    const next = "<!-- stet-disable-next-line html/a -->";
    expect(heard(`@一\n\n${next}\n@二@\n@三`)).toEqual([all, "html/b image/a", "html/b image/a", all]);
    expect(heard(`一\n\n${next}\n\n  @二\n@三`)).toEqual(["html/b image/a", all]);
    expect(heard(`一\n\n${next}\n<!-- stet-disable-next-line image/a --> ${next}\n\n@二\n@三`)).toEqual([
      "html/b",
      all,
    ]);
    expect(heard(`一\n\n${next}\r\n@二\r\n@三`)).toEqual(["html/b image/a", all]);
    expect(heard(`一\n\n@${next}@`)).toEqual([all, all]);
  });
  it("at the very top speak of the whole file", () => {
    expect(heard("@\n\n@---\n@# stet-disable html/a\ntitle: 甲\n---\n@一")).toEqual(Array(4).fill("html/b image/a"));
    expect(heard("@\n<!-- stet-disable html/a -->\n@")).toEqual(["html/b image/a", "html/b image/a"]);
    expect(heard("@---\ntitle: 甲\n# stet-disable html/a\n---\n@")).toEqual([all, "html/b image/a"]);
  });
  it("are comments of the front matter's language, not its strings", () => {
    expect(heard('---\na: "# stet-disable html/a" # stet-disable-line html/b\nb: @1\n---\n')).toEqual([all]);
    expect(heard("---\nc: |\n  # stet-disable html/a\nb: @1\n---\n")).toEqual([all]);
    expect(heard("---\nc: [1, # stet-disable html/a\n  2]\nb: @1\n---\n")).toEqual(["html/b image/a"]);
    expect(heard("---\r\na: @1 # stet-disable-line html/a -- 原因\r\nb: @1\r\n---\r\n")).toEqual([
      "html/b image/a",
      all,
    ]);
    expect(heard(`+++\na = """\n# stet-disable html/a""""\nb = '#' # stet-disable html/b\nc = @1\n+++\n`)).toEqual([
      "html/a image/a",
    ]);
    expect(heard(`+++\na = 'x # stet-disable'\nb = "\\"# stet-disable"\nc = @1\n+++\n`)).toEqual([all]);
  });
  it("are no code, no text and no attribute", () => {
    expect(
      heard("@\n\n```\n<!-- stet-disable -->\n```\n\n    <!-- stet-disable -->\n\n`<!-- stet-disable -->` @"),
    ).toEqual([all, all]);
    expect(heard('<p title="<!-- stet-disable -->">&lt;!-- stet-disable --&gt;<?stet-disable?>@', "a.html")).toEqual([
      all,
    ]);
    expect(heard("<script>/* <!-- stet-disable --> */</script>@", "a.html")).toEqual([all]);
  });
  it("end with their day", () => {
    expect(heard(`@ <!-- stet-disable-line html/a until ${today} -->`)).toEqual(["html/b image/a"]);
    expect(heard("@ <!-- stet-disable-line html/a until 2026-11-23 -->")).toEqual([all]);
    expect(heard("@ <!-- stet-disable-line html/a until soon -->")).toEqual([all]);
  });
  it("that name no rule do not silence everything", () => {
    expect(heard("@ <!-- stet-disable-line because -->")).toEqual([all]);
    expect(heard("@ <!-- stet-disable-line -- because -->")).toEqual([""]);
  });
  it("are not blanket about directives themselves", () => {
    const { directives } = parseArticle(
      { path: "a.md", text: "<!-- stet-disable -->\n<!-- stet-disable-line source/directives -->" },
      { bodyLanguage: "markdown", lazyAttributes: [] },
    );
    const silencer = new Suppressions(directives, today);
    expect(silencer.suppresses("source/directives", 0, { byNameOnly: true })).toBe(false);
    expect(silencer.suppresses("source/directives", 30, { byNameOnly: true })).toBe(true);
  });
  it("cost no more than they are many", () => {
    const many = 20_000;
    const text = `${"<!-- stet-disable-next-line html/a --> ".repeat(many)}\n${"<!-- stet-disable-next-line html/b -->\n".repeat(many)}${"\n".repeat(many)}<p>`;
    const { directives } = parseArticle({ path: "a.html", text }, { bodyLanguage: "html", lazyAttributes: [] });
    const silencer = new Suppressions(directives, today);
    let silenced = 0;
    for (let nth = 0; nth < many; nth++) if (silencer.suppresses("html/b", text.length - 3)) silenced++;
    expect(directives.length).toBe(2 * many);
    expect(silenced).toBe(many);
  });
});
