/** The code action that copies an image of another site. */
import { readdir } from "node:fs/promises";
import path from "node:path";
import { afterEach, expect, it } from "vitest";
import { startEditor } from "../support/lsp-client.js";
import { startPictureServer } from "../support/picture-server.js";
import { makeSite } from "../support/site.js";

const open: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

it("an image of another site is copied by a code action, which the record can undo", async () => {
  const server = await startPictureServer();
  const site = await makeSite({
    "stet.config.json": JSON.stringify({ extends: [], rules: {}, images: { allowPrivate: true } }),
    "package.json": '{"dependencies":{"hexo":"^7.0.0"}}',
    "_config.yml": "title: x\n",
  });
  const capabilities = { workspace: { applyEdit: true, workspaceEdit: { documentChanges: true } } };
  const editor = await startEditor(site.folder, { capabilities });
  open.push(
    () => server.close(),
    () => site.remove(),
    () => editor.kill(),
  );
  const name = "source/_posts/a.md";
  const url = server.url("/40x30.png");
  const before = `![x](${url}) [full](${url}) ![y](${server.url("/status/404")})\n`;
  await editor.open(name, before);
  const at = (character: number) => ({ start: { line: 0, character }, end: { line: 0, character } });
  const [action, ...more] = await editor.actions(name, at(3), { only: ["refactor"] });
  expect(more).toEqual([]);
  expect(action?.title).toBe("Copy the image to this site: 40x30.png");
  expect(await editor.actions(name, at(url.length + 10), { only: ["refactor"] })).toEqual([]);

  await editor.request("workspace/executeCommand", action?.command);
  const edit = await editor.editsToApply.wait(() => true);
  const [file = ""] = await readdir(path.join(site.folder, "source/images"));
  const after = before.replaceAll(url, `/images/${file}`);
  expect(editor.applied(name, { title: "", edit })).toBe(after);

  await site.write(name, after);
  await site.stet(["localize", "--undo"]);
  expect(await site.read(name)).toBe(before);

  // What cannot be copied is left as it is, and the editor says why.
  const [missing] = await editor.actions(name, at(before.length - 3), { only: ["refactor"] });
  await editor.request("workspace/executeCommand", missing?.command);
  expect(await editor.shown.wait(() => true)).toBe("stet: The image was not copied: HTTP 404 (HEAD and GET).");
  expect(editor.editsToApply.all).toHaveLength(1);
});

it("is not offered offline, or to an editor that cannot apply edits", async () => {
  const site = await makeSite({ "stet.config.json": '{"extends":[]}' });
  open.push(() => site.remove());
  for (const options of [{}, { args: ["--offline"], capabilities: { workspace: { applyEdit: true } } }]) {
    const editor = await startEditor(site.folder, options);
    await editor.open("a.md", "![x](https://a.example/a.png)\n");
    const start = { line: 0, character: 3 };
    expect(await editor.actions("a.md", { start, end: start }, { only: ["refactor"] })).toEqual([]);
    editor.kill();
  }
});
