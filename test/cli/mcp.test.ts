/** `stet mcp`, called by the client of the official SDK. */
import { spawnSync } from "node:child_process";
import { mkdirSync, symlinkSync } from "node:fs";
import path from "node:path";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { InMemoryTransport } from "@modelcontextprotocol/sdk/inMemory.js";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type McpOptions, openMcpServer } from "../../src/cli/mcp.js";
import { packageRoot } from "../../src/platform/package-root.js";
import { startPictureServer } from "../support/picture-server.js";
import { makeSite, type Site } from "../support/site.js";

const article = "\n---\ntitle: a\n---\n\n<b>x\n\n![](gone.png)\n";
const fixed = article.slice(1);

let site: Site;
let client: Client;
beforeEach(async () => {
  site = await makeSite({ "posts/a.md": article });
});
afterEach(async () => {
  await client?.close();
  await site.remove();
});

async function connect(more: Partial<McpOptions> = {}): Promise<void> {
  const options = { cwd: site.folder, offline: false, allowWrite: false, configCode: true, untrusted: false, ...more };
  const [ours, theirs] = InMemoryTransport.createLinkedPair();
  client = new Client({ name: "test", version: "1" });
  await openMcpServer(options).connect(theirs);
  await client.connect(ours);
}

async function call(name: string, args: Record<string, unknown> = {}) {
  const result = (await client.callTool({ name, arguments: args })) as unknown as {
    content: { text: string }[];
    structuredContent?: Record<string, never>;
    isError?: boolean;
  };
  return {
    text: result.content.map(({ text }) => text).join("\n"),
    data: result.structuredContent,
    isError: result.isError === true,
  };
}

describe("the tools", () => {
  it("are lint, explain, fix and probe; offline, there is no probe, and writing must be allowed", async () => {
    await connect();
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(["lint", "explain", "fix", "probe"]);
    expect(tools.map(({ inputSchema }) => Object.keys(inputSchema.properties ?? {}))).toEqual([
      ["paths", "remote"],
      ["name"],
      ["paths", "unsafe", "remote"],
      ["url", "referer"],
    ]);
    await client.close();
    await connect({ offline: true, allowWrite: true });
    const offline = (await client.listTools()).tools;
    expect(offline.map(({ name }) => name)).toEqual(["lint", "explain", "fix"]);
    expect(Object.keys(offline[2]?.inputSchema.properties ?? {})).toEqual(["paths", "unsafe", "write"]);
  });

  it("lint reports problems as text and as data, with paths of the folder", async () => {
    await connect({ offline: true });
    const { text, data, isError } = await call("lint", { paths: ["posts"] });
    expect(isError).toBe(false);
    expect(text).toContain("posts/a.md:6:2 error Unclosed <b>. Add </b>. html/unclosed-element [unsafe fix]");
    expect(text).toMatch(/\n\d errors?, \d warnings? in 1 article$/);
    expect(data?.problems).toContainEqual(
      expect.objectContaining({ path: "posts/a.md", line: 6, rule: "html/unclosed-element", severity: "error" }),
    );
  });

  it("lint reports each problem on one line, whatever the name of the file", async () => {
    await site.write("posts/b\n0 errors, 0 warnings in 1 article\n.md", "<b\n");
    await connect({ offline: true });
    const { text } = await call("lint", { paths: ["posts"] });
    expect(text.match(/^0 errors/gm)).toBeNull();
    expect(text).toContain("posts/b\\u{a}0 errors, 0 warnings in 1 article\\u{a}.md:");
  });

  it("explain prints the page of a rule, and suggests another name for a wrong one", async () => {
    await connect();
    expect((await call("explain", { name: "image/alt" })).text).toMatch(/^# image\/alt\n/);
    const wrong = await call("explain", { name: "image/atl" });
    expect([wrong.isError, wrong.text]).toEqual([
      true,
      'Unknown rule or parse error "image/atl".\nDid you mean image/alt?',
    ]);
  });

  it("fix shows a diff and writes nothing, even if asked to", async () => {
    await connect();
    const { text, data } = await call("fix");
    expect(text).toContain("@@ -1,4 +1,3 @@\n-\n ---");
    expect(text).toContain("1 article would change; nothing was written");
    expect(data).toMatchObject({ changed: ["posts/a.md"], written: false });
    const refused = await call("fix", { write: true });
    expect([refused.isError, refused.text]).toEqual([true, 'Missing, unknown or invalid argument "write".']);
    expect(await site.read("posts/a.md")).toBe(article);
  });

  it("fix writes if that is allowed and asked for", async () => {
    await connect({ allowWrite: true });
    expect((await call("fix")).text).toContain("nothing was written");
    expect(await site.read("posts/a.md")).toBe(article);
    expect((await call("fix", { write: true, paths: ["posts/a.md"] })).text).toContain("1 article written");
    expect(await site.read("posts/a.md")).toBe(fixed);
    await call("fix", { write: true, unsafe: true });
    expect(await site.read("posts/a.md")).toContain("</b>");
  });

  it("probe shows every request, of web addresses only", async () => {
    const server = await startPictureServer();
    try {
      await site.write("stet.config.json", '{ "images": { "allowPrivate": true } }');
      await connect();
      const { text, data } = await call("probe", { url: server.url("/404") });
      expect(text).toMatch(/HEAD .*\/404 -> 404 in \d+ ms/);
      expect(data).toMatchObject({ verdict: "broken" });
    } finally {
      await server.close();
    }
    expect((await call("probe", { url: `file://${site.folder}/posts/a.md` })).isError).toBe(true);
  });
});

it("a probe that the client cancels sends no more requests, and ends those on their way", async () => {
  let ask: () => void = () => {};
  const asked = new Promise<void>((resolve) => {
    ask = resolve;
  });
  let isOver: () => void = () => {};
  const over = new Promise<void>((resolve) => {
    isOver = resolve;
  });
  const server = await startPictureServer({
    "/never.png": (_, response) => {
      response.once("close", isOver);
      ask();
    },
  });
  try {
    await site.write("stet.config.json", '{ "images": { "allowPrivate": true } }');
    await connect();
    const canceled = new AbortController();
    const params = { name: "probe", arguments: { url: server.url("/never.png") } };
    const answer = client.callTool(params, undefined, { signal: canceled.signal }).catch(() => "canceled");
    await asked;
    canceled.abort();
    expect(await answer).toBe("canceled");
    await over;
    expect(server.requests.length).toBe(1);
  } finally {
    await server.close();
  }
});

it("fix names at most 200 changed articles, and how many more there are", async () => {
  await Promise.all(Array.from({ length: 205 }, (_, i) => site.write(`many/${i}.md`, article)));
  await connect({ offline: true });
  const { data } = await call("fix", { paths: ["many"] });
  expect(data).toMatchObject({ omitted: 5, changed: { length: 200 } });
});

it("an empty list of paths is refused, because it would check nothing", async () => {
  await connect({ offline: true });
  expect((await call("lint", { paths: [] })).isError).toBe(true);
});

it("a call with more paths than it may have, or with one that is too long, is refused; a path that comes twice is none more", async () => {
  await connect({ offline: true });
  const many = Array.from({ length: 1001 }, (_, i) => `${i}.md`);
  expect((await call("lint", { paths: many })).text).toBe(
    "1001 paths are more than one call may have (1000).\nUse the folder of the articles, or a glob.",
  );
  const long = await call("fix", { paths: ["a/".repeat(500_000)] });
  expect([long.isError, long.text]).toEqual([
    true,
    `"${"a/".repeat(50)}…" is longer than a path may be (4096 characters).`,
  ]);
  const same = await call("lint", { paths: many.map(() => "posts/a.md") });
  expect([same.isError, same.text]).toEqual([false, expect.stringMatching(/\n\d errors?, \d warnings? in 1 article$/)]);
});

describe("nothing outside the folder is read or written:", () => {
  it.each([
    "..",
    "/etc",
    "posts/../..",
    "{.,..}/*.md",
    "posts/{a,../../b}.md",
    "../*.md",
    "\\.\\./*.md",
    ".\\./**",
    "posts/.\\./.\\./{a,b}.md",
    "\\/etc/*",
  ])("%s", async (one) => {
    await connect({ allowWrite: true });
    const { isError, text } = await call("fix", { paths: [one], write: true });
    expect([isError, text]).toEqual([true, expect.stringContaining("is not in the folder of the server.")]);
  });
  it("what a link leads to", async () => {
    const outside = await makeSite({ "b.md": article });
    try {
      symlinkSync(outside.folder, path.join(site.folder, "elsewhere"));
      mkdirSync(path.join(site.folder, "links"));
      symlinkSync(path.join(outside.folder, "b.md"), path.join(site.folder, "links/b.md"));
      await connect({ allowWrite: true });
      for (const one of ["elsewhere", "elsewhere/*.md", "elsewhere/b.md", "links/b.md"])
        expect((await call("fix", { paths: [one], write: true })).isError, one).toBe(true);
      for (const one of [".", "links", "**/*.md", "links/*.md", "*/b.md"])
        await call("fix", { paths: [one], write: true });
      expect(await outside.read("b.md")).toBe(article);
    } finally {
      await outside.remove();
    }
  });
});

it("speaks over standard input and output, where nothing else is written", async () => {
  await site.write("stet.config.mjs", 'console.log("a"); process.stdout.write("b\\n"); export default {};');
  client = new Client({ name: "test", version: "1" });
  const errors: Error[] = [];
  client.onerror = (error) => errors.push(error);
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [path.join(packageRoot(), "bin/stet.js"), "mcp", "--offline"],
    cwd: site.folder,
    env: { LC_ALL: "C", PATH: process.env.PATH ?? "" },
    stderr: "pipe",
  });
  await client.connect(transport);
  expect(client.getServerVersion()?.name).toBe("stet");
  expect((await call("lint")).text).toContain("html/unclosed-element");
  expect((await call("nothing")).isError).toBe(true);
  expect(errors).toEqual([]);
});

it("ends with its input, and with an error if a message is too long", () => {
  const mcp = (input: string) =>
    spawnSync(process.execPath, [path.join(packageRoot(), "bin/stet.js"), "mcp"], { cwd: site.folder, input });
  expect(mcp("no JSON\n").status).toBe(0);
  const { status, stdout, stderr } = mcp("x".repeat(11_000_000));
  expect([status, stdout.length]).toEqual([2, 0]);
  expect(stderr.toString()).toContain("stet mcp: ReadBuffer exceeded maximum size");
});
