/** A workspace folder with its configurations and its probe. Opened again when one of the configurations changes. */
import path from "node:path";
import { rules as registry } from "../../rules/index.js";
import { type Baseline, defaultBaseline, openBaseline } from "../baseline/index.js";
import { type Configs, openConfigs } from "../config/index.js";
import { defaultHotlinkHosts } from "../config/probe-policy.js";
import { IgnoreFiles } from "../discover/ignores.js";
import { discover } from "../discover/index.js";
import { openRunProbe } from "../facts/open-run-probe.js";
import { openFactResolver, type RunFactResolver } from "../facts/resolve.js";
import { type DirectoryListings, openDirectoryListings } from "../platform/directory-listing.js";
import { exists } from "../platform/paths.js";
import { isWithin, neverWalked } from "../platform/tree.js";
import type { DownloadingProbe } from "../probe/probe.js";
import type { LintTextInput } from "../run/lint-text.js";
import { openSites, type Sites } from "../site/index.js";
import { assetsBelow } from "./site-assets.js";

export interface Session {
  readonly folder: string;
  readonly configs: Configs;
  /** Replaced by `refresh`. */
  readonly factResolver: RunFactResolver;
  /** What is known of the addresses of the site. Replaced by `refresh`. */
  readonly sites: Sites;
  readonly probe: DownloadingProbe;
  /** Milliseconds since 1970. */
  readonly openedAt: number;
  /** Whether `stet .` in the folder would lint this file. */
  isArticle(file: string): Promise<boolean>;
  /** The names in folders as they are now. */
  listings(): DirectoryListings;
  /** The text of an article that is open in the editor. */
  openText(uri: string): string | undefined;
  /** The images and documents of a site: see `assetsBelow`. */
  assets(root: string, without: string | undefined): Promise<readonly string[]>;
  /** All articles of the folder, by absolute path. */
  articles(): Promise<readonly string[]>;
  /** Separates the violations of a file that the nearest baseline accepts; `undefined` if there is none. */
  splitBaseline(file: string): Promise<LintTextInput["splitBaseline"]>;
  /**
   * Reads the articles of the site again when they are needed. Facts about other sites stay.
   *
   * @param addresses whether their addresses may have changed, which takes longer.
   */
  refresh(addresses: boolean): void;
  /** The path for reports: relative to the folder, with `/`. */
  shown(file: string): string;
  /** Stops all requests and writes the cache. */
  close(): Promise<void>;
}

/**
 * @param folder absolute.
 * @throws UserError for an invalid configuration.
 */
export async function openSession(
  folder: string,
  {
    offline,
    configCode,
    untrusted,
    note,
    openText,
  }: {
    readonly offline: boolean;
    readonly configCode: boolean;
    readonly untrusted: boolean;
    readonly note: (message: string) => void;
    readonly openText: Session["openText"];
  },
): Promise<Session> {
  const configs = await openConfigs({ cwd: folder, registry, configCode: configCode && !untrusted, untrusted });
  const tree = untrusted ? folder : undefined;
  const images = await configs.images();
  for (const text of configs.trustNotes()) note(text);
  const probe = await openRunProbe({ cwd: folder, offline, cache: !untrusted }, images, note);
  const ignores = new IgnoreFiles(folder, note, tree);
  const openState = (sites = openSites({ tree, cache: !untrusted })) => {
    return {
      sites,
      factResolver: openFactResolver(probe, images.hotlinkHosts ?? defaultHotlinkHosts, tree, sites),
      assets: new Map<string, Promise<readonly string[]>>(),
      articles: undefined as Promise<readonly string[]> | undefined,
    };
  };
  let state = openState();
  const baselines = new Map<string, Promise<Baseline | undefined>>();
  const baselineIn = (at: string): Promise<Baseline | undefined> => {
    let found = baselines.get(at);
    if (!found) {
      const file = path.join(at, defaultBaseline);
      found = exists(file).then((isThere) => {
        if (isThere) return openBaseline({ file, shown: shown(file), mode: "check", mustExist: false });
        return at === folder || !isWithin(path.dirname(at), folder) ? undefined : baselineIn(path.dirname(at));
      });
      baselines.set(at, found);
    }
    return found;
  };
  const shown = (file: string): string => path.relative(folder, file).replaceAll(path.sep, "/");
  return {
    folder,
    configs,
    probe,
    get factResolver() {
      return state.factResolver;
    },
    get sites() {
      return state.sites;
    },
    listings: () => openDirectoryListings(tree),
    openText,
    assets(root, without) {
      const key = JSON.stringify([root, without]);
      const found = state.assets.get(key) ?? assetsBelow(root, without);
      state.assets.set(key, found);
      return found;
    },
    articles() {
      state.articles ??= articlesOf(folder, configs, tree);
      return state.articles;
    },
    async splitBaseline(file) {
      // As on the command line, what came with the articles cannot accept violations.
      const baseline = untrusted ? undefined : await baselineIn(path.dirname(file));
      return baseline && ((violations, text) => baseline.split(file, violations, text));
    },
    refresh(addresses) {
      state = addresses ? openState() : openState(state.sites);
    },
    openedAt: Date.now(),
    async isArticle(file) {
      if (
        path
          .relative(folder, file)
          .split(path.sep)
          .some((name) => neverWalked.has(name))
      )
        return false;
      const endings = await configs.extensions(path.dirname(file));
      const name = file.toLowerCase();
      if (!endings.some((ending) => name.endsWith(ending.toLowerCase()))) return false;
      return !((await ignores.isIgnored(file, false)) || (await configs.isIgnored(file, false)));
    },
    shown,
    async close() {
      probe.interrupt();
      await probe.close();
    },
  };
}

/** Articles of a folder whose links are completed. */
const mostArticles = 20_000;

/** The files that `stet .` in the folder would lint. */
async function articlesOf(folder: string, configs: Configs, tree: string | undefined): Promise<readonly string[]> {
  const files: string[] = [];
  const found = discover({
    cwd: folder,
    patterns: ["."],
    extensions: (at) => configs.extensions(at),
    isIgnored: (file, isFolder) => configs.isIgnored(file, isFolder),
    ignoreFiles: true,
    tree,
  });
  for await (const { path: file } of found) {
    files.push(file);
    if (files.length >= mostArticles) break;
  }
  return files;
}
