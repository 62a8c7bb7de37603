import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { type DiscoverProblem, type DiscoverRequest, discover, readFileList } from "../../src/discover/index.js";

/** A temporary folder with these files; names that end in a slash are folders. */
function folder(...files: readonly (string | readonly [name: string, content: string])[]): string {
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), "stet-discover-")));
  for (const file of files) {
    const [name, content] = typeof file === "string" ? [file, ""] : file;
    mkdirSync(path.join(root, name.endsWith("/") ? name : path.dirname(name)), { recursive: true });
    if (!name.endsWith("/")) writeFileSync(path.join(root, name), content);
  }
  return root;
}

interface Outcome {
  readonly shown: readonly string[];
  readonly problems: readonly DiscoverProblem[];
}

async function search(
  root: string,
  patterns: readonly string[],
  more: Partial<DiscoverRequest> = {},
): Promise<Outcome> {
  const shown: string[] = [];
  const problems: DiscoverProblem[] = [];
  const found = discover({
    cwd: root,
    patterns,
    extensions: async () => [".md", ".html"],
    isIgnored: async () => false,
    ignoreFiles: true,
    note: (problem) => problems.push(problem),
    ...more,
  });
  for await (const file of found) {
    expect(path.resolve(more.cwd ?? root, file.shown)).toBe(file.path);
    shown.push(file.shown);
  }
  return { shown, problems };
}

/** What is found, where nothing is to be said of the patterns. */
async function find(root: string, patterns: readonly string[], more: Partial<DiscoverRequest> = {}) {
  const { shown, problems } = await search(root, patterns, more);
  expect(problems).toEqual([]);
  return shown;
}

describe("a folder", () => {
  it("is searched to the bottom for the given endings, in upper and lower case", async () => {
    const root = folder("a.md", "b.txt", "c.HTML", "d/e/f.md", "d/e/md");
    expect(await find(root, ["."])).toEqual(["a.md", "c.HTML", "d/e/f.md"]);
  });

  it("says how many MDX articles were not looked for, once, and nothing of ignored ones", async () => {
    const root = folder("a.md", "b.mdx", "c/d.mdx", "c/e.md", "out/f.mdx");
    const isIgnored = async (file: string) => file.endsWith("out");
    const { shown, problems } = await search(root, [".", "c"], { isIgnored });
    expect(shown).toEqual(["a.md", "c/e.md"]);
    expect(problems.map(({ kind, message }) => `${kind}: ${message}`)).toEqual([
      "extension: 2 .mdx files were not checked. Add .mdx to extensions, or use --ext.",
    ]);
    expect(await find(root, ["."], { isIgnored, extensions: async () => [".mdx"] })).toEqual(["b.mdx", "c/d.mdx"]);
  });

  it("is listed by code unit, on every machine alike", async () => {
    const root = folder("b.md", "a/z.md", "B.md", "é.md", "a.md", "中.md", "10.md", "9.md");
    expect(await find(root, ["."])).toEqual(["10.md", "9.md", "B.md", "a/z.md", "a.md", "b.md", "é.md", "中.md"]);
  });

  it("is shown as seen from the working directory, also when that is elsewhere", async () => {
    const root = folder("posts/a.md", "tools/");
    expect(await find(root, ["../posts"], { cwd: path.join(root, "tools") })).toEqual(["../posts/a.md"]);
    expect(await find(root, [path.join(root, "posts")])).toEqual(["posts/a.md"]);
  });

  it("may have other endings than the one above", async () => {
    const root = folder("a.md", "a.txt", "notes/b.md", "notes/b.txt");
    const extensions = async (where: string) => (where.endsWith("notes") ? [".txt"] : [".md"]);
    expect(await find(root, ["."], { extensions })).toEqual(["a.md", "notes/b.txt"]);
  });

  it("of packages or of a version control system is not walked, unless it is named", async () => {
    const root = folder(
      "a.md",
      "node_modules/x/README.md",
      ".git/a.md",
      ".hg/a.md",
      ".svn/a.md",
      ".github/b.md",
      ".c.md",
    );
    expect(await find(root, ["."])).toEqual([".c.md", ".github/b.md", "a.md"]);
    expect(await find(root, ["node_modules/x"])).toEqual(["node_modules/x/README.md"]);
  });

  it("without an article is told, with the endings that were looked for", async () => {
    const root = folder("posts/a.txt", "drafts/x.md", [".gitignore", "drafts/x.md\n"]);
    expect(await search(root, ["posts", "drafts"])).toEqual({
      shown: [],
      problems: [
        { kind: "unmatched", pattern: "posts", message: 'No articles found in "posts" (file extensions: .md, .html).' },
        {
          kind: "unmatched",
          pattern: "drafts",
          message: 'No articles found in "drafts" (file extensions: .md, .html); 1 entry is ignored.',
        },
      ],
    });
  });

  it("of very many files is no burden", async () => {
    const root = folder();
    for (let i = 0; i < 5_000; i++) writeFileSync(path.join(root, `${i}.md`), "");
    expect(await find(root, ["."])).toHaveLength(5_000);
  });
});

describe("a name that is on the disk", () => {
  it("is that file, whatever is in it", async () => {
    const names = [
      "[a].md",
      "''75后''.md",
      '""""""".md',
      "-x.md",
      "a*b.md",
      "!not.md",
      "{a,b}.md",
      "two\nlines.md",
      "|全角｜.md",
      " a .md",
    ];
    const root = folder(...names, "a.md", "b.md", "aXb.md");
    for (const name of names) expect(await find(root, [name])).toEqual([name]);
    expect((await find(root, ["."])).toSorted()).toEqual([...names, "a.md", "b.md", "aXb.md"].toSorted());
  });

  it("is taken whatever its ending", async () => {
    expect(await find(folder("a.txt", "b"), ["a.txt", "b"])).toEqual(["a.txt", "b"]);
  });

  it("is taken once, however often it is named", async () => {
    const root = folder("posts/a.md", "posts/b.md");
    expect(await find(root, ["posts/b.md", "posts", "./posts/a.md", "posts/*.md"])).toEqual([
      "posts/b.md",
      "posts/a.md",
    ]);
  });

  it("may be a link; in a walk, links to folders are not entered, and links to nothing are left", async () => {
    const root = folder("posts/a.md", "site/b/b.md");
    symlinkSync("b/b.md", path.join(root, "site/link.md"));
    symlinkSync("..", path.join(root, "site/circle"));
    symlinkSync("nowhere", path.join(root, "site/broken.md"));
    symlinkSync("../posts", path.join(root, "site/posts.md"));
    expect(await find(root, ["site"])).toEqual(["site/b/b.md", "site/link.md"]);
    expect(await find(root, ["site/posts.md"])).toEqual(["site/posts.md/a.md"]);
    expect(await find(root, ["site/broken.md"])).toEqual(["site/broken.md"]);
  });

  it("may be a pipe, which a walk does not take", async () => {
    const root = folder("a.md");
    execFileSync("mkfifo", [path.join(root, "pipe.md")]);
    expect(await find(root, ["."])).toEqual(["a.md"]);
    expect(await find(root, ["pipe.md"])).toEqual(["pipe.md"]);
  });

  it("that is not there is told", async () => {
    expect(await search(folder(), ["a.md", "a\0b", "x".repeat(5_000)])).toMatchObject({
      problems: [
        { kind: "unmatched", pattern: "a.md", message: 'File or folder "a.md" not found.' },
        { kind: "unmatched" },
        { kind: "unmatched" },
      ],
    });
  });
});

describe("a glob", () => {
  const root = folder(
    "a.md",
    "b.txt",
    "posts/a.md",
    "posts/b.html",
    "posts/2021/c.md",
    "posts/2021/d.txt",
    "posts/.e.md",
    "other/a.md",
  );
  const cases: readonly [glob: string, found: readonly string[]][] = [
    ["*.md", ["a.md"]],
    ["**/*.md", ["a.md", "other/a.md", "posts/.e.md", "posts/2021/c.md", "posts/a.md"]],
    ["posts/*.{md,html}", ["posts/.e.md", "posts/a.md", "posts/b.html"]],
    ["./posts/**/c.*", ["posts/2021/c.md"]],
    ["{posts,other}/a.md", ["other/a.md", "posts/a.md"]],
    ["p[a-o]sts/?.md", ["posts/a.md"]],
  ];
  for (const [glob, found] of cases)
    it(`${glob} finds what it says`, async () => {
      expect(await find(root, [glob])).toEqual(found);
    });

  it("finds files of other endings where it names the ending, and articles only where it does not", async () => {
    expect(await find(root, ["**/*.txt"])).toEqual(["b.txt", "posts/2021/d.txt"]);
    expect(await find(root, ["posts/2021/*"])).toEqual(["posts/2021/c.md"]);
  });

  it("that finds a folder means the articles in it, as if the shell had expanded it", async () => {
    expect(await find(root, ["post*"])).toEqual(["posts/.e.md", "posts/2021/c.md", "posts/a.md", "posts/b.html"]);
  });

  it("behind ! leaves out, files and whole folders", async () => {
    expect(await find(root, ["posts", "!posts/2021"])).toEqual(["posts/.e.md", "posts/a.md", "posts/b.html"]);
    expect(await find(root, ["**/*.md", "!**/a.md"])).toEqual(["posts/.e.md", "posts/2021/c.md"]);
    expect(await find(root, ["!posts"])).toEqual(["a.md", "other/a.md"]);
    expect(await find(root, ["a.md", "!a.md"])).toEqual([]);
  });

  it("may begin above the working directory", async () => {
    expect(await find(root, ["../o*/*.md"], { cwd: path.join(root, "posts") })).toEqual(["../other/a.md"]);
  });

  it("may have escaped characters in its folder", async () => {
    const odd = folder("[x]/a.md", "x/a.md");
    expect(await find(odd, ["\\[x\\]/*.md"])).toEqual(["[x]/a.md"]);
  });

  it("that finds nothing is told", async () => {
    expect(await search(root, ["posts/*.markdown", "nowhere/*.md"])).toMatchObject({
      problems: [
        { kind: "unmatched", message: 'No article matches "posts/*.markdown".' },
        { kind: "unmatched", message: 'No file matches "nowhere/*.md": folder "nowhere" not found.' },
      ],
    });
  });

  it("is not looked for in folders where it cannot match", async () => {
    const asked: string[] = [];
    const extensions = async (where: string) => {
      asked.push(path.relative(root, where));
      return [".md"];
    };
    await find(root, ["posts/*.md"], { extensions });
    expect(asked).toEqual(["posts"]);
  });
});

describe("ignore files", () => {
  const site = () =>
    folder(
      ".git/",
      [".git/info/exclude", "private.md\n"],
      [".gitignore", "/public/\n*.draft.md\nnotes\n"],
      [".stetignore", "# old ones\n2019/\n"],
      "a.md",
      "a.draft.md",
      "private.md",
      "public/a.md",
      "posts/public/a.md",
      "posts/2019/a.md",
      "posts/notes/a.md",
      ["posts/.gitignore", "!keep.draft.md\nlocal.md\n"],
      "posts/keep.draft.md",
      "posts/local.md",
      "posts/deep/local.md",
    );

  it("of every level leave out, the deepest having the last word", async () => {
    expect(await find(site(), ["."])).toEqual(["a.md", "posts/keep.draft.md", "posts/public/a.md"]);
  });

  it("of the folders above count as far up as the repository", async () => {
    const root = site();
    expect(await find(root, ["."], { cwd: path.join(root, "posts") })).toEqual(["keep.draft.md", "public/a.md"]);
  });

  it("leave out what is named too, and that is told", async () => {
    const root = site();
    expect(await search(root, ["a.draft.md", "public", "public/a.md", "posts/deep/local.md", "a.md"])).toEqual({
      shown: ["a.md"],
      problems: [
        { kind: "ignored", pattern: "a.draft.md", message: 'File "a.draft.md" is ignored.' },
        { kind: "ignored", pattern: "public", message: 'Folder "public" is ignored.' },
        { kind: "ignored", pattern: "public/a.md", message: 'File "public/a.md" is ignored.' },
        { kind: "ignored", pattern: "posts/deep/local.md", message: 'File "posts/deep/local.md" is ignored.' },
      ],
    });
  });

  it("are not looked at with --no-ignore, and neither is the configuration", async () => {
    const more = { ignoreFiles: false, isIgnored: async () => true };
    expect(await find(site(), ["."], more)).toHaveLength(10);
    expect(await find(site(), ["public/a.md"], more)).toEqual(["public/a.md"]);
  });

  it("count without a repository, from the working directory down", async () => {
    const root = folder(
      [".gitignore", "a.md\n"],
      "a.md",
      "b.md",
      ["posts/.stetignore", "c.md"],
      "posts/c.md",
      "posts/d.md",
    );
    expect(await find(root, ["."])).toEqual(["b.md", "posts/d.md"]);
  });

  it("of a repository that is a worktree count as well", async () => {
    const root = folder([".git", "gitdir: elsewhere\n"], [".gitignore", "a.md\n"], "posts/a.md", "posts/b.md");
    expect(await find(root, ["."], { cwd: path.join(root, "posts") })).toEqual(["b.md"]);
  });

  it("agree with git", async () => {
    const root = folder(
      [
        ".gitignore",
        "\uFEFF*.tmp.md\n/top.md\n[ab].md\n\\#hash.md\ntrailing.md   \nfolder/\n!c.md\n**/deep/*.md\nUPPER.md\n",
      ],
      "x.tmp.md",
      "top.md",
      "sub/top.md",
      "a.md",
      "c.md",
      "#hash.md",
      "trailing.md",
      "folder/a1.md",
      "sub/folder",
      "sub/deep/y.md",
      "sub/deep/er/y.md",
      "upper.md",
      "sub/中文 名.md",
    );
    const git = (...args: string[]) => execFileSync("git", args, { cwd: root, encoding: "utf8" });
    git("init", "-q");
    const listed = git("ls-files", "-z", "--others", "--exclude-standard", "--", "*.md");
    expect((await find(root, ["."])).toSorted()).toEqual(readFileList(listed).toSorted());
  });
});

it("the configuration leaves out files and whole folders, which are not entered", async () => {
  const root = folder("a.md", "b.md", "drafts/x/c.md");
  const asked: string[] = [];
  const isIgnored = async (file: string, isFolder: boolean) => {
    const relative = path.relative(root, file);
    asked.push(relative);
    return relative === "b.md" || (isFolder && relative === "drafts");
  };
  expect(await find(root, ["."], { isIgnored })).toEqual(["a.md"]);
  expect(asked.toSorted()).toEqual(["", "a.md", "b.md", "drafts"].toSorted());
});

describe("a list of files", () => {
  it("has a name on each line", () => {
    expect(readFileList("a.md\r\nb c.md\n\n-d.md")).toEqual(["a.md", "b c.md", "-d.md"]);
  });

  it("or a NUL behind each name, which may then hold line breaks", () => {
    expect(readFileList("a.md\0two\nlines.md\0")).toEqual(["a.md", "two\nlines.md"]);
  });

  it("may begin with a byte order mark, and may be empty", () => {
    expect(readFileList("\uFEFFa.md\n")).toEqual(["a.md"]);
    expect(readFileList("")).toEqual([]);
  });
});
