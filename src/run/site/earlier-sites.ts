/**
 * The sites of a run as they were at the commit of `--since`: where their pages were. The sources of that time are written
 * to a temporary folder, so that they are read like those of today.
 */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pLimit from "p-limit";
import type { FilePlan } from "../../config/types.js";
import { Generators } from "../../generators/index.js";
import { type Change, type CommittedFile, Repository } from "../../git/index.js";
import { readArticle } from "../../lint/read-article.js";
import { decode, read } from "../../load/index.js";
import { isSearched, isWithin } from "../../platform/tree.js";
import { openSites, type SiteModel } from "../../site/index.js";

/** The page of an article at the commit. */
export interface EarlierPage {
  /** Where the article is now, or would be: an absolute path. */
  readonly file: string;
  /** The paths of its addresses, decoded: that of the page, then its aliases. */
  readonly urls: readonly string[];
}

export interface EarlierSites {
  /** What has changed since the commit, by absolute path. */
  changes(): Promise<ReadonlyMap<string, Change>>;
  /** The pages of a site; none if no address can have changed, or if the site is not in the repository. */
  pagesOf(site: SiteModel, plan: FilePlan): Promise<readonly EarlierPage[]>;
  close(): void;
}

/** Files that decide about addresses besides articles: settings, data, and programs that compute data. */
export const settingsFile = /\.(?:ya?ml|toml|json|[cm]?[jt]s)$/i;
/** Nothing in these decides about addresses. */
const mediaFile =
  /\.(?:png|jpe?g|gif|webp|avif|bmp|ico|svg|mp[34]|webm|mov|ogg|wav|pdf|zip|gz|woff2?|ttf|otf|eot|css|scss|map)$/i;
/** Bytes of a source file. Larger files are not articles, and count as empty. */
const maxSourceBytes = 4 * 1024 * 1024;
const readers = 64;

/**
 * @param since the commit; `undefined`: the last one.
 * @param offline see `Repository.open`.
 */
export function openEarlierSites(cwd: string, since: string | undefined, offline: boolean): EarlierSites {
  let opened: Promise<{ readonly repository: Repository; readonly changes: ReadonlyMap<string, Change> }> | undefined;
  const open = () => {
    opened ??= Repository.open(cwd, { offline }).then(async (repository) => {
      const { changes } = await repository.changedSince(since);
      return { repository, changes: new Map(changes.map((change) => [change.path, change])) };
    });
    return opened;
  };
  const pages = new Map<SiteModel, Promise<readonly EarlierPage[]>>();
  return {
    changes: async () => (await open()).changes,
    pagesOf(site, plan) {
      const found =
        pages.get(site) ??
        open().then(async ({ repository, changes }) =>
          (await mayMove([...changes.values()], site, plan, repository))
            ? pagesAt(await repository.baseOf(since), site, plan, repository, [...changes.values()])
            : [],
        );
      pages.set(site, found);
      return found;
    },
    close: () => void opened?.then(({ repository }) => repository.blobs.close()).catch(() => {}),
  };
}

/** Whether a change can have moved a page: new front matter, another name, other settings. Other text cannot. */
async function mayMove(
  changes: readonly Change[],
  site: SiteModel,
  plan: FilePlan,
  { blobs }: Repository,
): Promise<boolean> {
  const { articles } = await site.routes();
  const routed = new Set(articles.map(({ file }) => file));
  for (const { path: file, kind, before, oldName } of changes) {
    if (before === undefined) continue;
    if (kind === "deleted" || oldName !== undefined) return true;
    if (!routed.has(file)) {
      if (settingsFile.test(file)) return true;
      continue;
    }
    const { bytes } = await blobs.read(before, maxSourceBytes);
    const now = read({ path: file });
    if (!bytes || "error" in now || blockOf(decode(bytes).text, plan) !== blockOf(now.text, plan)) return true;
  }
  return false;
}

function blockOf(text: string, plan: FilePlan): string {
  const { frontMatter } = readArticle({ path: "a.md", text }, plan);
  return text.slice(0, frontMatter?.range.end ?? 0);
}

async function pagesAt(
  commit: string,
  site: SiteModel,
  plan: FilePlan,
  repository: Repository,
  changes: readonly Change[],
): Promise<readonly EarlierPage[]> {
  const { articles } = await site.routes();
  const root = inRepository(site.root, repository);
  if (root === undefined) return [];
  // Some generators read articles next to the folder of the site.
  const beside = articles.flatMap(({ file }) => {
    const name = path.relative(site.root, file).replaceAll(path.sep, "/");
    return name.startsWith("../") ? (inRepository(path.dirname(file), repository) ?? []) : [];
  });
  const files = await repository.filesOf(commit, [...new Set([root, ...beside])]);
  // The real path, because files are read only if they are really in it.
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), "stet-earlier-")));
  try {
    await writeSources(files, folder, repository);
    const then = await siteAt(path.join(folder, root), folder, plan);
    if (!then) return [];
    const renamed = new Map(changes.flatMap(({ name, oldName }) => (oldName === undefined ? [] : [[oldName, name]])));
    return (await then.routes()).articles.flatMap(({ file, route }): EarlierPage[] => {
      if (route.state !== "page") return [];
      const name = path.relative(folder, file).replaceAll(path.sep, "/");
      const now = path.relative(root, renamed.get(name) ?? name);
      const aliases = route.aliases.map((output) => then.urlOf(output));
      return [{ file: path.join(site.root, now), urls: [route.url, ...aliases] }];
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The path in the repository, with `/`; `""` for its top, `undefined` for a folder outside of it. */
function inRepository(folder: string, { folder: top }: Repository): string | undefined {
  const places = [
    [folder, top],
    [realpathSync(folder), realpathSync(top)],
  ] as const;
  const place = places.find(([one, all]) => isWithin(one, all));
  return place && path.relative(place[1], place[0]).replaceAll(path.sep, "/");
}

async function writeSources(files: readonly CommittedFile[], folder: string, { blobs }: Repository): Promise<void> {
  const limit = pLimit(readers);
  const made = new Set<string>();
  const write = (file: string, bytes: Uint8Array): void => {
    const parent = path.dirname(file);
    if (!made.has(parent)) mkdirSync(parent, { recursive: true });
    made.add(parent);
    writeFileSync(file, bytes);
  };
  await Promise.all(
    files.map(({ name, blob, size }) =>
      limit(async () => {
        const file = path.join(folder, name);
        // A commit may have names that no working tree can have.
        if (!isSearched(file, folder)) return;
        const isSource = size <= maxSourceBytes && !mediaFile.test(name);
        const { bytes } = isSource ? await blobs.read(blob, maxSourceBytes) : { bytes: undefined };
        write(file, bytes ?? new Uint8Array());
      }),
    ),
  );
}

/** The site in a folder of that time; also of another generator, which the configuration did not choose then. */
async function siteAt(root: string, folder: string, plan: FilePlan): Promise<SiteModel | undefined> {
  for (const chosen of new Set([plan.chosenGenerator, undefined])) {
    const generator = await new Generators(folder).of(path.join(root, "a.md"), chosen);
    if (!generator?.routes || generator.root === undefined) continue;
    return openSites({ tree: folder }).of({ ...plan, generator });
  }
  return undefined;
}
