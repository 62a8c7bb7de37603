/** Quick fixes and "fix all" of `stet lsp`: what an editor applies gives the text that was meant. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { CodeAction, Diagnostic } from "vscode-languageserver-protocol";
import { type Editor, startEditor } from "../support/lsp-client.js";
import { makeSite, type Site } from "../support/site.js";

let site: Site;
let editor: Editor;
beforeEach(async () => {
  const rules = {
    "front-matter/date": "warn",
    "html/stray-end-tag": "error",
    "html/unclosed-element": "error",
    "image/alt": "warn",
    "image/proxied": "warn",
    "source/leading-blank": "error",
  };
  site = await makeSite({ "stet.config.json": JSON.stringify({ extends: [], rules }) });
  editor = await startEditor(site.folder, {
    initializationOptions: { offline: true },
    capabilities: { workspace: { workspaceEdit: { documentChanges: true } } },
  });
});
afterEach(async () => {
  editor.kill();
  await site.remove();
});

const head = "---\ntitle: 渡口\n---\n";

/** What is offered where a rule has found something. */
async function offered(text: string, rule: string, context = {}): Promise<CodeAction[]> {
  await editor.open("a.md", text);
  const found = await editor.diagnostics("a.md");
  const { range } = found.find(({ code }) => code === rule) as Diagnostic;
  return editor.actions("a.md", range, context);
}
const withTitle = (actions: readonly CodeAction[], title: RegExp) => actions.find((one) => title.test(one.title));

describe("quick fixes", () => {
  it("repair one finding and nothing else", async () => {
    const actions = await offered(`${head}<p>𠮷。</em></p>\n<p>二。</b></p>\n`, "html/stray-end-tag", {
      only: ["quickfix"],
    });
    const fix = actions.find(({ isPreferred }) => isPreferred);
    expect(editor.applied("a.md", fix)).toBe(`${head}<p>𠮷。</p>\n<p>二。</b></p>\n`);
    expect(fix?.diagnostics?.[0]?.code).toBe("html/stray-end-tag");
  });

  it("are for one version of the text", async () => {
    const [action] = await offered(`${head}</em>\n`, "html/stray-end-tag");
    expect(action?.edit?.documentChanges?.[0]).toMatchObject({ textDocument: { version: 1 } });
  });

  it("that may change meaning say so, and are not preferred", async () => {
    const proxied = "https://images.weserv.nl/?url=https%3A%2F%2Fpic.example%2Fa.png";
    const actions = await offered(`${head}<img src="${proxied}" alt="">\n`, "image/proxied", { only: ["quickfix"] });
    const fix = withTitle(actions, /\(may change the meaning\)$/);
    expect(fix?.isPreferred).toBeUndefined();
    expect(editor.applied("a.md", fix)).toBe(`${head}<img src="https://pic.example/a.png" alt="">\n`);
  });

  it("offer suggestions", async () => {
    const actions = await offered(`${head}<img src="a.png">\n`, "image/alt");
    const texts = actions.map((action) => editor.applied("a.md", action));
    expect(texts).toContain(`${head}<img src="a.png" alt="">\n`);
  });
});

describe("silencing", () => {
  const silenced = async (text: string, rule: string) => {
    const actions = await offered(text, rule, { only: ["quickfix"] });
    const action = withTitle(actions, /^Suppress /);
    const after = editor.applied("a.md", action);
    // The directive does what it is for.
    await editor.open("b.md", after);
    expect((await editor.diagnostics("b.md")).map(({ code }) => code)).not.toContain(rule);
    return { title: action?.title, after };
  };

  it("puts a comment at the end of the line", async () => {
    expect(await silenced(`${head}<p>一。</em></p>\n`, "html/stray-end-tag")).toEqual({
      title: "Suppress html/stray-end-tag on this line",
      after: `${head}<p>一。</em></p> <!-- stet-disable-line html/stray-end-tag -->\n`,
    });
  });

  it("puts it above where the line ends within a tag", async () => {
    expect(await silenced(`${head}<p>\n一。\n\n<img\n  src="a.png">\n`, "image/alt")).toEqual({
      title: "Suppress image/alt on this line",
      after: `${head}<p>\n一。\n\n<!-- stet-disable-next-line image/alt -->\n<img\n  src="a.png">\n`,
    });
  });

  it("is a comment of YAML in front matter", async () => {
    const date = "date: Sat, 11 Dec 2021 04:49:15 GMT";
    expect((await silenced(`---\ntitle: 渡口\n${date}\n---\n一。\n`, "front-matter/date")).after).toBe(
      `---\ntitle: 渡口\n${date} # stet-disable-line front-matter/date\n---\n一。\n`,
    );
  });

  it("is for the whole file where no line can hold it", async () => {
    expect(await silenced(`\n${head}一。\n`, "source/leading-blank")).toEqual({
      title: "Suppress source/leading-blank in this file",
      after: `\n---\n# stet-disable source/leading-blank\ntitle: 渡口\n---\n一。\n`,
    });
  });
});

describe("source.fixAll.stet", () => {
  const text = `\n${head}<p>一。</em></p>\n<p>二。</b></p>\n<img src="a.png">\n`;
  const fixed = `${head}<p>一。</p>\n<p>二。</p>\n<img src="a.png">\n`;

  it("makes all safe repairs at once, as --fix does", async () => {
    const actions = await offered(text, "html/stray-end-tag", { only: ["source.fixAll"] });
    expect(actions.map(({ kind }) => kind)).toEqual(["source.fixAll.stet"]);
    expect(editor.applied("a.md", actions[0])).toBe(fixed);
    await site.write("a.md", text);
    await site.stet(["a.md", "--fix", "--offline"]);
    expect(await site.read("a.md")).toBe(fixed);
  });

  it("keeps CRLF, and is not offered where there is nothing to do", async () => {
    const [action] = await offered(text.replaceAll("\n", "\r\n"), "html/stray-end-tag", {
      only: ["source.fixAll.stet"],
    });
    expect(editor.applied("a.md", action)).toBe(fixed.replaceAll("\n", "\r\n"));
    await editor.open("b.md", fixed);
    const whole = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
    expect(await editor.actions("b.md", whole, { only: ["source.fixAll"] })).toEqual([]);
  });

  it("works on what is typed at that moment", async () => {
    await editor.open("a.md", `${head}一。\n`);
    const at = { line: 3, character: 2 };
    await editor.change("a.md", { range: { start: at, end: at }, newText: "</em>" });
    const [action] = await editor.actions("a.md", { start: at, end: at }, { only: ["source.fixAll"] });
    expect(editor.applied("a.md", action)).toBe(`${head}一。\n`);
  });

  it("formats nothing else", () => {
    expect(editor.offered.documentFormattingProvider).toBeUndefined();
  });
});
