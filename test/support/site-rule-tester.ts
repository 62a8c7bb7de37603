/**
 * The reader of a rule that sees a whole site: each case is a folder of real files, run as `stet .` would. Marks, line
 * ends and fixes are as in `testRule`; expectations are by the path of the file.
 */
import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import type { FileResult } from "../../src/results.js";
import type { AnyRule } from "../../src/rule.js";
import type { RunRequest } from "../../src/run/request.js";
import { run } from "../../src/run/run.js";
import { unmark, variants } from "./rule-tester.js";

interface SiteFiles {
  /** Texts by path. */
  readonly articles: Readonly<Record<string, string>>;
  /** Paths of files that are no articles; after a space, what is in them. */
  readonly files?: readonly string[];
  readonly options?: Readonly<Record<string, unknown>>;
  /**
   * What was different at the commit of `--since`: texts of files by path; `null`: it did not have the file. Files that are
   * not among `articles` and `files` were deleted since. Absent: the run is not one with `--since`.
   */
  readonly before?: Readonly<Record<string, string | null>> | undefined;
}

interface SiteCase extends SiteFiles {
  /** What this case shows, as a phrase. */
  readonly name: string;
  /** The articles of the run, if not all: the others are known by the index of the site. */
  readonly linted?: readonly string[];
  /** The text variants are left out where the case itself is about them. */
  readonly asIs?: boolean;
}
export interface AcceptedSite extends SiteCase {}
export interface RejectedSite extends SiteCase {
  /** By path, the messages in the order of their places. One string for a single finding. */
  readonly messages: Readonly<Record<string, string | readonly string[]>>;
  /** By path, the texts that `--fix --unsafe-fixes` changes. No site fix is safe so far. */
  readonly unsafelyFixed?: Readonly<Record<string, string>>;
}

export function testSiteRule(
  rule: AnyRule,
  cases: { accepts: readonly AcceptedSite[]; rejects: readonly RejectedSite[] },
): void {
  describe(rule.name, () => {
    for (const accepted of cases.accepts)
      it(`accepts ${accepted.name}`, () =>
        inEachVariant(rule, accepted, async (site) => {
          expect(messages(await site.run())).toEqual({});
        }));
    for (const rejected of cases.rejects)
      it(`rejects ${rejected.name}`, () =>
        inEachVariant(rule, rejected, async (site, change) => {
          const results = await site.run();
          expect(messages(results)).toEqual(
            Object.fromEntries(Object.entries(rejected.messages).map(([name, message]) => [name, [message].flat()])),
          );
          for (const { path: name, article, violations } of results)
            if (article !== false)
              expect(places(violations), name).toEqual(site.marks.get(name)?.map(place).sort() ?? []);
          const wanted = new Map(
            Object.entries(rejected.unsafelyFixed ?? {}).map(([name, text]) => [name, change(text)] as const),
          );
          expect(fixes(await site.run({ fix: "safe", write: false })), "after --fix").toEqual(new Map());
          expect(fixes(await site.run({ fix: "unsafe", write: false })), "after a dry run").toEqual(wanted);
          expect(fixes(await site.run({ fix: "unsafe" })), "after --fix --unsafe-fixes").toEqual(wanted);
          for (const [name, text] of wanted) expect(await site.read(name)).toBe(text);
          const left = (await site.run()).flatMap(({ violations }) => violations.filter(({ fix }) => fix));
          expect(left, "a second run must find nothing to fix").toEqual([]);
        }));
  });
}

interface Site {
  /** The marked ranges by path. */
  readonly marks: ReadonlyMap<string, readonly { readonly start: number; readonly end: number }[]>;
  run(more?: Pick<RunRequest, "fix" | "write">): Promise<FileResult[]>;
  read(name: string): Promise<string>;
  remove(): Promise<void>;
}

/** A folder with these files, whose whole content is the site, judged by this rule alone. */
export async function siteOf(
  rule: AnyRule,
  { articles, files = [], options = {}, before, linted }: SiteFiles & { readonly linted?: readonly string[] },
  change: (text: string) => string = (text) => text,
): Promise<Site> {
  const folder = await mkdtemp(path.join(tmpdir(), "stet-site-rule-"));
  const marks = new Map<string, { start: number; end: number }[]>();
  const write = async (name: string, text: string) => {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), text);
  };
  for (const [name, marked] of Object.entries(articles)) {
    const { text, marks: own } = unmark(change(marked));
    if (own.length > 0) marks.set(name, own);
    await write(name, text);
  }
  const config = {
    extends: [],
    rules: { [rule.name]: ["error", options] },
    schemas: { "**": false },
    site: { content: "." },
  };
  await write("stet.config.json", JSON.stringify(config));
  // Last, so that a built site is newer than the articles.
  for (const file of files) {
    const [, name = file, text = ""] = /^(.*?\.\w+) (.*<.*)$/.exec(file) ?? [];
    await write(name, text);
  }
  if (before) {
    const now = new Map<string, string | undefined>();
    for (const name of Object.keys(before)) {
      now.set(name, await readFile(path.join(folder, name), "utf8").catch(() => undefined));
      const then = before[name] ?? undefined;
      if (then === undefined) await rm(path.join(folder, name));
      else await write(name, change(then));
    }
    commitAll(folder);
    for (const [name, text] of now)
      if (text === undefined) await rm(path.join(folder, name));
      else await write(name, text);
    // So that renames are found.
    git(folder, "add", "--all");
  }
  return {
    marks,
    async run(more = {}) {
      const results: FileResult[] = [];
      const request = {
        cwd: folder,
        paths: linted ?? ["."],
        registry: [rule],
        cache: false,
        ...(before && { git: sinceHead }),
        ...more,
      };
      for await (const result of run(request)) results.push(result);
      return results;
    },
    read: (name) => readFile(path.join(folder, name), "utf8"),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

const sinceHead = { of: "working-tree", since: "HEAD" } as const;

function git(folder: string, ...args: string[]): void {
  const own = ["-c", "user.name=Wen", "-c", "user.email=wen@example.com", "-c", "core.autocrlf=false"];
  execFileSync("git", [...own, ...args], { cwd: folder, stdio: "ignore" });
}

function commitAll(folder: string): void {
  git(folder, "init", "-q", ".");
  git(folder, "add", "--all");
  git(folder, "commit", "-q", "--no-verify", "-m", "before");
}

async function inEachVariant(
  rule: AnyRule,
  one: SiteCase,
  check: (site: Site, change: (text: string) => string) => Promise<void>,
): Promise<void> {
  for (const { change } of variants(one)) {
    const site = await siteOf(rule, one, change);
    try {
      await check(site, change);
    } finally {
      await site.remove();
    }
  }
}

function messages(results: readonly FileResult[]): Record<string, string[]> {
  expect(results.flatMap(({ errors }) => errors)).toEqual([]);
  return Object.fromEntries(
    results
      .filter(({ violations }) => violations.length > 0)
      .map(({ path: name, violations }) => [name, violations.map(({ message }) => message)]),
  );
}

const fixes = (results: readonly FileResult[]): Map<string, string> => {
  expect(results.flatMap(({ errors }) => errors)).toEqual([]);
  return new Map(results.flatMap(({ path: name, fixed }) => (fixed ? [[name, fixed.after] as const] : [])));
};

const place = ({ start, end }: { start: number; end: number }): string => `${start}-${end}`;
/** Distinct places only: two findings may stand at the same one. */
const places = (violations: FileResult["violations"]): string[] =>
  [...new Set(violations.map(({ range }) => place(range)))].sort();
