/** `stet lsp`, driven by a client over standard input and output, as editors do. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import type { Diagnostic } from "vscode-languageserver-protocol";
import { packageRoot } from "../../src/platform/package-root.js";
import { type Editor, type EditorOptions, startEditor } from "../support/lsp-client.js";
import { type PictureServer, type Route, startPictureServer } from "../support/picture-server.js";
import { picture } from "../support/pictures.js";
import { makeSite, type Site } from "../support/site.js";

const open: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

const config = (rules: Record<string, unknown>, more: Record<string, unknown> = {}): string =>
  JSON.stringify({ extends: [], rules, ...more });

/** A site with these rules alone, and an editor for it. */
async function start(
  rules: Record<string, unknown>,
  { files = {}, more = {}, ...options }: EditorOptions & { files?: Record<string, string>; more?: object } = {},
): Promise<{ site: Site; editor: Editor }> {
  const site = await makeSite({ "stet.config.json": config(rules, { ...more }), ...files });
  const editor = await startEditor(site.folder, options);
  open.push(
    () => editor.kill(),
    () => site.remove(),
  );
  return { site, editor };
}

async function pictures(routes: Record<string, Route> = {}): Promise<PictureServer> {
  const server = await startPictureServer(routes);
  open.push(() => server.close());
  return server;
}

const named = (rule: string) => (all: readonly Diagnostic[]) => all.some(({ code }) => code === rule);
const none = (all: readonly Diagnostic[]) => all.length === 0;
const head = "---\ntitle: 渡口\n---\n";

describe("diagnostics", () => {
  it("stand at UTF-16 positions behind CJK and astral characters", async () => {
    const { editor } = await start({ "html/stray-end-tag": "error" });
    await editor.open("a.md", `${head}<p>渡口𠮷野家</em></p>\n`);
    const [found, ...more] = await editor.diagnostics("a.md");
    expect(more).toEqual([]);
    // <p> 3, 渡口 2, 𠮷 2, 野家 2: the tag begins at 9.
    expect(found?.range).toEqual({ start: { line: 3, character: 9 }, end: { line: 3, character: 14 } });
  });

  it("have the severity of the rule, its name as code, and a link to its page", async () => {
    const { editor } = await start({ "html/stray-end-tag": "error", "image/alt": "warn" });
    await editor.open("a.md", `${head}<p>一。</em><img src="a.png"></p>\n`);
    const found = await editor.diagnostics("a.md");
    expect(found.map(({ code, severity, source }) => [code, severity, source])).toEqual([
      ["html/stray-end-tag", 1, "stet"],
      ["image/alt", 2, "stet"],
    ]);
    const page = path.join(packageRoot(), "rules/image/alt.md");
    expect(found[1]?.codeDescription?.href).toBe(pathToFileURL(page).href);
  });

  it("are tagged deprecated or unnecessary where that is what they say", async () => {
    const { editor } = await start({
      "html/deprecated-element": "warn",
      "html/empty-element": ["warn", { elements: ["p"] }],
    });
    await editor.open("a.md", `${head}<p><font>一。</font></p><p></p>\n`);
    const found = await editor.diagnostics("a.md");
    expect(found.map(({ code, tags }) => [code, tags])).toEqual([
      ["html/deprecated-element", [2]],
      ["html/empty-element", [1]],
    ]);
  });

  it("are tagged unnecessary where only one message of a rule says that", async () => {
    const { editor } = await start({ "source/directives": "warn", "html/stray-end-tag": "warn" });
    await editor.open("a.md", `${head}<p>一。</p> <!-- stet-disable-line html/stray-end-tag -- why -->\n`);
    const [unused] = await editor.diagnostics("a.md", named("source/directives"));
    expect(unused?.tags).toEqual([1]);
    await editor.open("b.md", `${head}<p>一。</em></p> <!-- stet-disable-line html/stray-end-tag -->\n`);
    const [withoutReason] = await editor.diagnostics("b.md", named("source/directives"));
    expect(withoutReason?.tags).toBeUndefined();
  });

  it("follow the text as it is typed, saved or not", async () => {
    const { site, editor } = await start({ "html/stray-end-tag": "error" });
    await site.write("a.md", `${head}<p>一。</p>\n`);
    await editor.open("a.md", `${head}<p>一。</em></p>\n`);
    await editor.diagnostics("a.md", named("html/stray-end-tag"));
    const range = { start: { line: 3, character: 5 }, end: { line: 3, character: 10 } };
    await editor.change("a.md", { range, newText: "" });
    await editor.diagnostics("a.md", none);
    await editor.change("a.md", { range: { start: range.start, end: range.start }, newText: "𠮷</b>" });
    const [found] = await editor.diagnostics("a.md", named("html/stray-end-tag"), 2);
    expect(found?.range.start).toEqual({ line: 3, character: 7 });
    expect(editor.published.all.map(({ version }) => version)).toEqual([1, 2, 3]);
  });

  it("are taken back when the text is closed", async () => {
    const { editor } = await start({ "html/stray-end-tag": "error" });
    await editor.open("a.md", `${head}</em>\n`);
    await editor.diagnostics("a.md", named("html/stray-end-tag"));
    await editor.close("a.md");
    await editor.diagnostics("a.md", none);
  });

  it("are not given for what is ignored, or ends otherwise than articles do", async () => {
    const { editor } = await start(
      { "html/stray-end-tag": "error" },
      { files: { ".gitignore": "draft.md\n" }, more: { ignores: ["old/**"] } },
    );
    for (const name of ["draft.md", "old/a.md", "a.txt", "node_modules/x/a.md"]) {
      await editor.open(name, "</em>\n");
      expect(await editor.diagnostics(name)).toEqual([]);
    }
  });

  it("obey directives", async () => {
    const { editor } = await start({ "html/stray-end-tag": "error" });
    await editor.open("a.md", `${head}<p>一。</em></p> <!-- stet-disable-line html/stray-end-tag -->\n`);
    expect(await editor.diagnostics("a.md")).toEqual([]);
  });

  it("come anew when the configuration changes", async () => {
    const { site, editor } = await start({ "html/stray-end-tag": "error" });
    await editor.open("a.md", `${head}<p>一。</em></p>\n`);
    await editor.diagnostics("a.md", named("html/stray-end-tag"));
    await site.write("stet.config.json", config({ "html/stray-end-tag": "off" }));
    await editor.changedOnDisk("stet.config.json");
    await editor.diagnostics("a.md", none);
  });

  it("come anew when a schema changes", async () => {
    const schema = (type: string) => JSON.stringify({ type: "object", properties: { title: { type } } });
    const { site, editor } = await start(
      { "front-matter/schema": "error", "front-matter/type": "error" },
      { files: { "post.schema.json": schema("string") }, more: { schemas: { "**": "./post.schema.json" } } },
    );
    await editor.open("a.md", `${head}一。\n`);
    expect(await editor.diagnostics("a.md")).toEqual([]);
    await site.write("post.schema.json", schema("integer"));
    await editor.changedOnDisk("post.schema.json");
    const [found] = await editor.diagnostics("a.md", (all) => all.length > 0);
    expect(found?.range).toEqual({ start: { line: 1, character: 7 }, end: { line: 1, character: 9 } });
  });

  it("of several folders follow each folder's own configuration", async () => {
    const site = await makeSite({
      "one/stet.config.json": config({ "html/stray-end-tag": "error" }),
      "two/stet.config.json": config({ "html/stray-end-tag": "warn" }),
    });
    const editor = await startEditor(site.folder, {
      folders: ["one", "two"].map((name) => path.join(site.folder, name)),
    });
    open.push(
      () => editor.kill(),
      () => site.remove(),
    );
    for (const [name, severity] of [
      ["one/a.md", 1],
      ["two/a.md", 2],
    ] as const) {
      await editor.open(name, `${head}</em>\n`);
      expect((await editor.diagnostics(name))[0]?.severity).toBe(severity);
    }
  });
});

describe("pictures", () => {
  const allowed = { images: { allowPrivate: true } };

  it("are asked for behind what the text says by itself, and told of as facts arrive", async () => {
    let answer: () => void = () => {};
    const asked = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const server = await pictures({
      "/held/": async (_request, response) => {
        await asked;
        response.writeHead(404).end();
      },
    });
    const { editor } = await start({ "image/reachable": "error", "image/alt": "warn" }, { more: allowed });
    await editor.open("a.md", `${head}<img src="${server.url("/held/a.png")}">\n`);
    // The server holds its answer until this has come.
    expect((await editor.diagnostics("a.md")).map(({ code }) => code)).toEqual(["image/alt"]);
    answer();
    const all = await editor.diagnostics("a.md", named("image/reachable"));
    expect(all.map(({ code }) => code).sort()).toEqual(["image/alt", "image/reachable"]);
  });

  it("that are known stay known while the text changes", async () => {
    const server = await pictures();
    const { editor } = await start({ "image/reachable": "error" }, { more: allowed });
    await editor.open("a.md", `${head}<img src="${server.url("/status/404")}" alt="">\n`);
    await editor.diagnostics("a.md", named("image/reachable"));
    const asked = server.requests.length;
    const from = editor.published.all.length;
    const start0 = { line: 4, character: 0 };
    await editor.change("a.md", { range: { start: start0, end: start0 }, newText: "二。\n" });
    const next = await editor.published.wait(({ version }) => version === 2, from);
    expect(next.diagnostics.map(({ code }) => code)).toEqual(["image/reachable"]);
    expect(server.requests.length).toBe(asked);
  });

  it("are asked for again before they contradict what was typed since", async () => {
    let size: [number, number] = [40, 30];
    const server = await pictures({
      "/a.png": ({ method }, response) => {
        const body = picture("png", ...size);
        response.writeHead(200, { "content-type": "image/png", "content-length": body.length });
        response.end(method === "HEAD" ? undefined : body);
      },
    });
    const { editor } = await start({ "image/data-size": "error" }, { more: allowed });
    const tag = (stated: string) => `<img src="${server.url("/a.png")}" alt="" data-size="${stated}">\n`;
    const line = head.split("\n").length - 1;
    const range = { start: { line, character: 0 }, end: { line: line + 1, character: 0 } };
    await editor.open("a.md", head + tag("40,3"));
    const [wrong] = await editor.diagnostics("a.md", named("image/data-size"));
    expect(wrong?.message).toContain('"40,30"');
    size = [50, 20];
    const from = editor.published.all.length;
    await editor.change("a.md", { range, newText: tag("50,20") });
    await editor.published.wait(({ version }) => version === 2, from);
    await editor.change("a.md", { range, newText: tag("50,2") });
    const again = await editor.diagnostics("a.md", named("image/data-size"), from);
    // The size that was there before is not reported any more.
    expect(again.map(({ message }) => message)).toEqual([
      'Wrong data-size "50,2". Use the real size of the image, "50,20".',
    ]);
  });

  it.each([
    ["where the client says offline", { initializationOptions: { offline: true } }],
    [
      "with --offline, even if the client says otherwise",
      { args: ["--offline"], initializationOptions: { offline: false } },
    ],
  ])("are not asked for %s", async (_, options) => {
    const server = await pictures();
    const { editor } = await start(
      { "image/reachable": "error", "html/stray-end-tag": "error" },
      { more: allowed, ...options },
    );
    const text = `${head}<img src="${server.url("/status/404")}" alt="">\n`;
    await editor.open("a.md", text);
    expect(await editor.diagnostics("a.md")).toEqual([]);
    const hover = await editor.hover("a.md", { line: 3, character: 20 });
    expect(JSON.stringify(hover)).toContain("unchecked (offline)");
    expect(await editor.stop()).toBe(0);
    expect(server.requests).toEqual([]);
  });

  it("of the site are looked for again when one comes", async () => {
    const { site, editor } = await start({ "image/local": "error" }, { more: { images: { root: "." } } });
    await editor.open("a.md", `${head}![灯塔](/a.png)\n`);
    await editor.diagnostics("a.md", named("image/local"));
    await site.write("a.png", "any bytes");
    const from = editor.published.all.length;
    await editor.changedOnDisk("a.png");
    // First without facts, then with them: both say nothing of it.
    await editor.diagnostics("a.md", none, from);
    await editor.open("b.md", `${head}![灯塔](/none.png)\n`);
    await editor.diagnostics("b.md", named("image/local"));
    expect(
      editor.published.all
        .slice(from)
        .filter(({ uri }) => uri === editor.uriOf("a.md"))
        .map((one) => one.diagnostics),
    ).not.toContainEqual(expect.arrayContaining([expect.objectContaining({ code: "image/local" })]));
  });

  it("tell by hover their size, type, bytes, verdict, and how they were asked", async () => {
    const server = await pictures();
    const { editor } = await start({}, { more: allowed });
    const url = server.url("/400x299.jpg?bytes=90000");
    await editor.open("a.md", `${head}<p>𠮷 <img src="${url}" alt=""></p>\n`);
    const hover = await editor.hover("a.md", { line: 3, character: 20 });
    const { value } = (hover?.contents ?? {}) as { value: string };
    expect(value).toContain("```text\nok\n400 × 299, image/jpeg, 90,000 bytes\n");
    expect(value).toMatch(/^HEAD http:\/\/127\.0\.0\.1:\d+\/400x299\.jpg\?bytes=90000 -> 200 in \d+ ms$/m);
    // <p> 3, 𠮷 2, a blank, <img src=" 10: the address begins at 16.
    expect(hover?.range).toEqual({ start: { line: 3, character: 16 }, end: { line: 3, character: 16 + url.length } });
  });
});

describe("hover", () => {
  it("on a diagnostic shows what its rule asks for and why, without the examples", async () => {
    const { editor } = await start({ "html/stray-end-tag": "warn" });
    await editor.open("a.md", `${head}</em>\n`);
    const hover = await editor.hover("a.md", { line: 3, character: 2 });
    const { value } = (hover?.contents ?? {}) as { value: string };
    const page = await readFile(path.join(packageRoot(), "rules/html/stray-end-tag.md"), "utf8");
    const [, about] = /^# html\/stray-end-tag\n\n([\s\S]*?)\n\n## Bad/.exec(page) ?? [];
    expect(value).toBe(`**html/stray-end-tag**\n\n${about}`);
  });

  it("says nothing elsewhere", async () => {
    const { editor } = await start({ "image/alt": "warn" });
    await editor.open("a.md", `${head}一。\n`);
    expect(await editor.hover("a.md", { line: 3, character: 1 })).toBeNull();
  });
});

describe("the server", () => {
  it("ends cleanly: shutdown, exit, code 0, nothing on standard error", async () => {
    const { editor } = await start({ "image/alt": "warn" });
    await editor.open("a.md", `${head}<img src="a.png">\n`);
    await editor.diagnostics("a.md");
    expect(await editor.stop()).toBe(0);
    expect(editor.stderr()).toBe("");
  });

  it("watches configurations, schemas, ignore files and pictures, where the client can", async () => {
    const { editor } = await start(
      {},
      { capabilities: { workspace: { didChangeWatchedFiles: { dynamicRegistration: true } } } },
    );
    const { registrations } = await editor.registered.wait(() => true);
    expect(registrations[0]?.method).toBe("workspace/didChangeWatchedFiles");
    const { watchers } = (registrations[0]?.registerOptions ?? {}) as { watchers: { globPattern: string }[] };
    expect(watchers.map(({ globPattern }) => globPattern)).toContain("**/stet.config.{ts,js,mjs}");
  });

  it("tells of a configuration that cannot be used, once, and goes on when it is mended", async () => {
    const { site, editor } = await start({ "html/stray-end-tag": "error" });
    await site.write("stet.config.json", '{ "rulez": {} }');
    await editor.open("a.md", `${head}</em>\n`);
    expect(await editor.shown.wait(() => true)).toContain('"rulez"');
    await editor.open("b.md", `${head}</em>\n`);
    expect(await editor.hover("b.md", { line: 3, character: 1 })).toBeNull();
    expect(editor.shown.all).toHaveLength(1);
    await site.write("stet.config.json", config({ "html/stray-end-tag": "error" }));
    await editor.changedOnDisk("stet.config.json");
    await editor.diagnostics("a.md", named("html/stray-end-tag"));
  });

  it("runs no programs of the folder where it is told so", async () => {
    const { editor } = await start(
      { "html/stray-end-tag": "error" },
      {
        files: { "house.mjs": "throw new Error('ran');" },
        more: { plugins: ["./house.mjs"] },
        args: ["--no-config-code"],
      },
    );
    await editor.open("a.md", `${head}</em>\n`);
    expect(await editor.shown.wait(() => true)).toContain("--no-config-code");
  });

  it("does not look into paths that no system opens, and lints no document that would keep it busy", async () => {
    const { editor } = await start({ "html/stray-end-tag": "error" });
    // Each folder of the path was looked into for a configuration.
    await editor.open(`${"a/".repeat(20_000)}a.md`, `${head}</em>\n`);
    await editor.open("b.md", `${head}${"甲乙丙丁\n\n".repeat(1_000_000)}</em>\n`);
    await editor.open("c.md", `${head}</em>\n`);
    expect(await editor.diagnostics("c.md", named("html/stray-end-tag"))).toHaveLength(1);
    expect(await editor.diagnostics("b.md")).toEqual([]);
    expect(await editor.stop()).toBe(0);
  });

  it("logs what goes wrong in it, and lives on", async () => {
    const plugin = `export default [{
  name: "house/broken", summary: "Breaks", severity: "error", messages: {}, options: {},
  source() { console.log("not a message"); throw new Error("broken on purpose"); },
}];`;
    const { editor } = await start(
      { "house/broken": "error", "html/stray-end-tag": "error" },
      { files: { "house.mjs": plugin }, more: { plugins: ["./house.mjs"] } },
    );
    await editor.open("a.md", `${head}</em>\n`);
    await editor.diagnostics("a.md", named("html/stray-end-tag"));
    expect(await editor.logged.wait((text) => text.includes("broken on purpose"))).toContain("house/broken");
    await expect(editor.request("textDocument/hover", { nothing: true })).resolves.toBeNull();
    expect((await editor.hover("a.md", { line: 3, character: 2 }))?.contents).toBeDefined();
    expect(await editor.stop()).toBe(0);
  });
});
