import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { locateImage, locateLink } from "../src/facts/site-paths.js";
import { openDirectoryListings } from "../src/platform/directory-listing.js";

let root: string;
const at = (name: string) => path.join(root, name);

beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), "stet-folders-"));
  for (const name of ["a/B.md", "a/cafe\u0301.png", "a/c/d.png", "e.png", "guide/Start.md"]) {
    await mkdir(path.dirname(at(name)), { recursive: true });
    await writeFile(at(name), "x");
  }
  await symlink(at("a"), at("link"));
});
afterAll(() => rm(root, { recursive: true, force: true }));

describe("what stands in folders", () => {
  const found = (name: string, from = root) => openDirectoryListings().find(path.resolve(from, name), from);

  it("is found by its very name, as a file or a folder", async () => {
    expect(await found("a/B.md")).toEqual({ state: "there", path: at("a/B.md"), kind: "file" });
    expect(await found("a")).toMatchObject({ state: "there", kind: "folder" });
    expect(await found(".")).toMatchObject({ state: "there", kind: "folder" });
    expect(await found("link/B.md")).toMatchObject({ state: "there" });
  });

  it("is known where case or the form of accents differs, with its real name", async () => {
    expect(await found("A/b.MD")).toEqual({ state: "misspelled", path: at("a/B.md"), kind: "file" });
    expect(await found("a/caf\u00e9.png")).toMatchObject({ state: "misspelled", path: at("a/cafe\u0301.png") });
  });

  it("is the same for a folder in which something was found before", async () => {
    const names = [
      "a/B.md",
      "a/b.md",
      "a/c",
      "a/c/d.png",
      "a/f.md",
      "a",
      ".",
      "..",
      "link/B.md",
      "a/c/D.png",
      "e.png/f",
    ];
    const folders = openDirectoryListings();
    for (const name of [...names, ...names, ...names.toReversed()])
      for (const from of [root, at("a"), at("a/c"), at("link")])
        expect(folders.find(at(name), from), `${name} from ${from}`).toEqual(
          openDirectoryListings().find(at(name), from),
        );
  });

  it("is missing where there is none", async () => {
    expect(await found("a/f.md")).toEqual({ state: "missing" });
    expect(await found("e.png/f")).toEqual({ state: "missing" });
    expect(await found("gone/f")).toEqual({ state: "missing" });
  });

  it("is looked for above the folder that the search begins at", async () => {
    expect(await found("../../E.png", at("a/c"))).toMatchObject({ state: "misspelled", path: at("e.png") });
  });
});

describe("paths of a site", () => {
  const picture = (url: string, base?: string) => locateImage(url, at("a/post.md"), base, openDirectoryListings());
  const link = (url: string, base?: string) => locateLink(url, at("a/post.md"), base, openDirectoryListings());

  it("are spelled as they were written, but for the names that are wrong", async () => {
    expect((await picture("./C/../C/D.png"))?.file).toEqual({ state: "misspelled", spelled: "./C/../c/d.png" });
    expect((await picture("/A/C/d.png", root))?.file).toEqual({ state: "misspelled", spelled: "/a/c/d.png" });
    expect((await picture("caf%C3%A9.png"))?.file).toEqual({ state: "misspelled", spelled: "cafe\u0301.png" });
  });

  it("are nothing that can be known without a root if they begin at it", async () => {
    expect(await picture("/e.png")).toBeUndefined();
    expect(await picture("/gone.png")).toBeUndefined();
  });

  it("are looked for beside the article and in the folders above, also without a root, if they are relative", async () => {
    expect((await picture("gone.png"))?.file).toEqual({ state: "missing" });
    expect((await picture("e.png"))?.file).toEqual({ state: "there" });
    expect((await picture("gone.png", root))?.file).toEqual({ state: "missing" });
    expect((await picture("c/d.png"))?.file).toEqual({ state: "there" });
  });

  it("may be addresses of pages, whose case is the generator's", async () => {
    expect((await link("/guide/start/", root))?.file).toEqual({ state: "page" });
    expect((await link("/guide/Start/", root))?.file).toEqual({ state: "there" });
    expect((await link("/guide/", root))?.file).toEqual({ state: "there" });
    expect((await link("guide/start.md"))?.file).toEqual({ state: "missing" });
    expect((await link("guide/Start.md"))?.file).toEqual({ state: "there" });
    expect((await link("/guide/start.md", root))?.file).toEqual({ state: "misspelled", spelled: "/guide/Start.md" });
  });

  it("are taken as they are written where their escapes are broken", async () => {
    expect((await link("100%.pdf", root))?.file).toEqual({ state: "missing" });
  });
});
