/**
 * The extension for VS Code: the file that users install, and which server it starts. `tools/drive-vscode.ts` drives it in a
 * real VS Code server, which is too large for each run of the tests.
 */
import { chownSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { inflateRawSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { validateXML } from "xmllint-wasm";
import { chooseServer, NoServer } from "../../editors/vscode/src/choose-server.js";
import { packageRoot } from "../../src/platform/package-root.js";
import { buildExtension } from "../../tools/vscode.js";
import { startEditor } from "../support/lsp-client.js";

/** The files in a zip archive: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, 4.3.12 and 4.3.7. */
function unzip(archive: Buffer): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  for (let at = archive.indexOf("PK\x01\x02"); archive.readUInt32LE(at) === 0x02014b50; ) {
    const [size, nameLength, extra, comment] = [20, 28, 30, 32].map((field, index) =>
      index === 0 ? archive.readUInt32LE(at + field) : archive.readUInt16LE(at + field),
    ) as [number, number, number, number];
    const local = archive.readUInt32LE(at + 42);
    const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const bytes = archive.subarray(start, start + size);
    const name = archive.toString("utf8", at + 46, at + 46 + nameLength);
    files.set(name, archive.readUInt16LE(at + 10) === 8 ? inflateRawSync(bytes) : bytes);
    at += 46 + nameLength + extra + comment;
  }
  return files;
}

let folder: string;
let files: Map<string, Buffer>;
const inFolder = (...names: string[]): string => path.join(folder, ...names);
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "stet-vscode-"));
  files = unzip(readFileSync(await buildExtension(inFolder("out"))));
  for (const [name, content] of files) {
    mkdirSync(path.dirname(inFolder(name)), { recursive: true });
    writeFileSync(inFolder(name), content);
  }
  mkdirSync(inFolder("plain"));
  mkdirSync(inFolder("site/node_modules"), { recursive: true });
  symlinkSync(packageRoot(), inFolder("site/node_modules/stet"), "dir");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const json = (name: string) => JSON.parse(files.get(name)?.toString("utf8") ?? "null");

describe("the .vsix file", () => {
  it("has what VS Code looks for, and the version of stet", async () => {
    const manifest = json("extension/package.json");
    expect(manifest.version).toBe(JSON.parse(readFileSync(path.join(packageRoot(), "package.json"), "utf8")).version);
    expect(files.has(path.posix.join("extension", manifest.main))).toBe(true);
    expect(files.has(path.posix.join("extension", manifest.contributes.jsonValidation[0].url))).toBe(true);
    const vsix = files.get("extension.vsixmanifest")?.toString("utf8") ?? "";
    expect(vsix).toContain(`Version="${manifest.version}" Publisher="stet"`);
    for (const name of ["extension.vsixmanifest", "[Content_Types].xml"]) {
      const contents = files.get(name)?.toString("utf8") ?? "";
      expect(
        (await validateXML({ xml: [{ fileName: "a.xml", contents }], normalization: "format" })).errors,
        name,
      ).toEqual([]);
    }
    for (const [, asset = ""] of vsix.matchAll(/<Asset [^>]*Path="([^"]+)"/g)) expect(files.has(asset)).toBe(true);
  });

  it("has all texts in English and Chinese", () => {
    const manifest = JSON.stringify(json("extension/package.json"));
    const used = [...new Set([...manifest.matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key))].sort();
    for (const name of ["package.nls.json", "package.nls.zh-cn.json"])
      expect(Object.keys(json(`extension/${name}`)).sort(), name).toEqual(used);
    const chinese = json("extension/l10n/bundle.l10n.zh-cn.json");
    const source = ["commands", "extension"]
      .map((name) => readFileSync(path.join(packageRoot(), `editors/vscode/src/${name}.ts`), "utf8"))
      .join("");
    const said = [...source.matchAll(/l10n\.t\(\s*(?:"([^"]+)"|'([^']+)')/g)].map(([, one, other]) => one ?? other);
    expect(Object.keys(chinese).sort()).toEqual([...new Set(said)].sort());
  });

  it("is not in the package of npm", () => {
    const { files: shipped } = JSON.parse(readFileSync(path.join(packageRoot(), "package.json"), "utf8"));
    expect(shipped.filter((name: string) => name.startsWith("editors"))).toEqual([]);
  });
});

describe("the server", () => {
  const choose = (more: Partial<Parameters<typeof chooseServer>[0]>) =>
    chooseServer({ folders: [], trusted: true, path: "", bundled: inFolder("extension/server"), ...more });

  it("is that of the setting, otherwise that of a folder, otherwise that of the extension", () => {
    const both = [inFolder("plain"), inFolder("site")];
    expect(choose({ folders: [inFolder("plain")] })).toMatchObject({ of: "extension", args: ["lsp"] });
    expect(choose({ folders: both })).toMatchObject({ of: "workspace", version: "0.1.0" });
    expect(choose({ folders: both, path: "node_modules/stet/bin/stet.js" })).toMatchObject({
      of: "setting",
      kind: "module",
      file: inFolder("site/node_modules/stet/bin/stet.js"),
    });
    expect(choose({ path: process.execPath })).toMatchObject({ of: "setting", kind: "command" });
    expect(() => choose({ folders: both, path: "bin/none" })).toThrow(NoServer);
  });

  it("is always that of the extension in a folder that is not trusted, and restricted", () => {
    const chosen = choose({ folders: [inFolder("site")], path: "node_modules/stet/bin/stet.js", trusted: false });
    expect(chosen).toMatchObject({
      of: "extension-untrusted",
      args: ["lsp", "--untrusted"],
      file: inFolder("extension/server/bin/stet.js"),
    });
  });

  it.skipIf(process.getuid?.() !== 0)("is none that another user has put into a folder above", () => {
    const work = inFolder("shared/work");
    mkdirSync(path.join(work, "site"), { recursive: true });
    const planted = inFolder("shared/node_modules/stet");
    mkdirSync(path.join(planted, "bin"), { recursive: true });
    writeFileSync(path.join(planted, "package.json"), '{"version":"6.6.6"}');
    writeFileSync(path.join(planted, "bin/stet.js"), "");
    const folders = [path.join(work, "site")];
    expect(choose({ folders })).toMatchObject({ of: "workspace", version: "6.6.6" });
    chownSync(planted, 65_534, 65_534);
    expect(choose({ folders })).toMatchObject({ of: "extension" });
    chownSync(path.join(work, "site"), 65_534, 65_534);
    expect(choose({ folders })).toMatchObject({ of: "workspace", version: "6.6.6" });
  });

  it("of the extension runs by itself: violations, completion, pages of rules", async () => {
    const { file, args } = choose({});
    expect(args).toEqual(["lsp"]);
    const editor = await startEditor(inFolder("plain"), {
      program: [process.execPath, file],
      initializationOptions: { offline: true },
    });
    await editor.open("a.md", "一。</em>\n\n<!-- stet-disable-line html/str -->\n");
    const [found] = await editor.diagnostics("a.md", (all) => all.length > 0);
    expect(found?.codeDescription?.href).toContain("/extension/server/rules/");
    const items = await editor.complete("a.md", { line: 2, character: 31 });
    expect(items.map(({ label }) => label)).toContain("html/stray-end-tag");
    expect(await editor.stop()).toBe(0);
  });
});
