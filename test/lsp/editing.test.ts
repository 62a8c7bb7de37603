/** What `stet lsp` offers around front matter and directives, and which violations it leaves to the baseline. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { caret, type Editor, startEditor } from "../support/lsp-client.js";
import { makeSite, type Site } from "../support/site.js";

let site: Site;
let editor: Editor;
beforeAll(async () => {
  site = await makeSite({
    "stet.config.json": JSON.stringify({
      extends: [],
      rules: { "html/stray-end-tag": "error", "html/unclosed-element": "error", "image/alt": "warn" },
      overrides: [
        { files: "hexo/**", schema: "preset:hexo" },
        { files: "own/**", schema: "./own.schema.json" },
      ],
    }),
    "own.schema.json": JSON.stringify({
      type: "object",
      required: ["kind"],
      properties: {
        kind: { description: "What it is.", enum: ["news", "guide"] },
        writer: { type: "string", deprecated: true },
        place: { type: "object", properties: { pier: { description: "The pier." } } },
      },
    }),
    "posts/a.md": "---\ntitle: 甲\n---\n<p>一。</em></p>\n",
  });
  editor = await startEditor(site.folder, { initializationOptions: { offline: true } });
});
afterAll(async () => {
  editor.kill();
  await site.remove();
});

async function complete(name: string, marked: string) {
  const { text, position } = caret(marked);
  await editor.open(name, text);
  return editor.complete(name, position);
}
async function hover(name: string, marked: string) {
  const { text, position } = caret(marked);
  await editor.open(name, text);
  await editor.diagnostics(name);
  const found = await editor.hover(name, position);
  return found && { text: (found.contents as { value: string }).value, range: found.range };
}

describe("directives", () => {
  it("are completed in comments of the body and of front matter", async () => {
    for (const marked of ["<!-- ste|", "一 <!-- stet-dis| -->", "---\ntitle: 甲 # st|\n---\n"])
      expect(
        (await complete("posts/b.md", marked)).map(({ label }) => label),
        marked,
      ).toEqual(["stet-disable", "stet-disable-line", "stet-disable-next-line", "stet-enable"]);
  });

  it("are completed with rules: those that report something, the enabled ones, all others, families", async () => {
    const items = await complete("posts/c.md", "一</em> <!-- stet-disable-line | -->\n");
    const sorted = items.sort((a, b) => ((a.sortText ?? "") < (b.sortText ?? "") ? -1 : 1));
    expect(sorted.slice(0, 3).map(({ label }) => label)).toEqual([
      "html/stray-end-tag",
      "html/unclosed-element",
      "image/alt",
    ]);
    expect(sorted.at(-1)?.label).toBe("text/*");
    expect(items.find(({ label }) => label === "image/alt")?.documentation).toBe(
      "Require an alt attribute on every img",
    );
  });

  it("are not completed with a rule twice, nor in a reason", async () => {
    const labels = (await complete("posts/d.md", "<!-- stet-disable image/alt, im| -->\n")).map(({ label }) => label);
    expect(labels).toContain("image/local");
    expect(labels).not.toContain("image/alt");
    expect(await complete("posts/e.md", "<!-- stet-disable image/alt -- the im| -->\n")).toEqual([]);
  });
});

describe("values of Hexo's front matter", () => {
  it("are offered once, without other spellings of the same value", async () => {
    const values = async (key: string) =>
      (await complete("hexo/a.md", `---\n${key}: |\n---\n`)).map(({ label, textEdit }) => [label, textEdit?.newText]);
    expect(await values("comments")).toEqual([
      ["true", "true"],
      ["false", "false"],
    ]);
    expect(await values("layout")).toEqual([
      ["post", "post"],
      ["page", "page"],
      ["draft", "draft"],
      ["false", "false"],
    ]);
  });
});

describe("hover on a key of front matter", () => {
  it("shows what the schema says: description, state, values", async () => {
    const found = await hover("own/a.md", "---\nki|nd: news\n---\n");
    expect(found?.text).toBe("**kind** (required)\n\nWhat it is.\n\nValues: `news`, `guide`");
    expect(found?.range).toEqual({ start: { line: 1, character: 0 }, end: { line: 1, character: 4 } });
    expect((await hover("own/b.md", "---\nwrit|er: 沈\n---\n"))?.text).toBe("**writer** (deprecated)");
    expect((await hover("own/c.md", "---\nplace:\n  pi|er: 3\n---\n"))?.text).toBe("**pier**\n\nThe pier.");
    expect(await hover("own/d.md", "---\nunkn|own: 3\n---\n")).toBeNull();
  });
});

describe("a misplaced end tag", () => {
  it("is what the violation points at, because its message is about it", async () => {
    await editor.open("posts/f.md", "<b><i>甲</b></i>\n");
    const [found] = await editor.diagnostics("posts/f.md", (all) => all.length > 0);
    expect(found?.range).toEqual({ start: { line: 0, character: 11 }, end: { line: 0, character: 15 } });
  });
});

describe("hover on a tag", () => {
  it("shows the rule also at the brackets of a tag whose name is marked", async () => {
    const found = await hover("posts/g.md", "一 |<b>甲\n");
    expect(found?.text).toContain("**html/unclosed-element**");
    expect(found?.range?.start.character).toBe(3);
    expect(await hover("posts/h.md", "一| <b>甲\n")).toBeNull();
  });
});

describe("the baseline", () => {
  it("accepts its violations, also after they have moved; new ones are shown", async () => {
    expect((await site.stet(["--baseline-update", "--offline", "posts/a.md"])).code).toBe(0);
    await editor.changedOnDisk(".stet-baseline.json");
    await editor.open("posts/a.md", "---\ntitle: 甲\n---\n\n<p>一。</em></p>\n");
    expect(await editor.diagnostics("posts/a.md")).toEqual([]);
    const at = { line: 5, character: 0 };
    await editor.change("posts/a.md", { range: { start: at, end: at }, newText: "<p>二。</b></p>\n" });
    const found = await editor.diagnostics("posts/a.md", (all) => all.length > 0);
    expect(found.map(({ range }) => range.start)).toEqual([{ line: 5, character: 5 }]);
  });

  it("accepts nothing in a folder that is not trusted", async () => {
    const other = await startEditor(site.folder, { args: ["--untrusted"] });
    await other.open("posts/a.md", "---\ntitle: 甲\n---\n<p>一。</em></p>\n");
    expect(await other.diagnostics("posts/a.md", (all) => all.length > 0)).toHaveLength(1);
    other.kill();
  });
});
