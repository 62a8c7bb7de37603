/** A workspace folder with its configurations and its probe. Opened again when one of the configurations changes. */
import path from "node:path";
import { rules as registry } from "../../rules/index.js";
import { type Configs, openConfigs } from "../config/index.js";
import { defaultHotlinkHosts } from "../config/probe-policy.js";
import { IgnoreFiles } from "../discover/ignores.js";
import { openRunProbe } from "../facts/open-run-probe.js";
import { openFactResolver, type RunFactResolver } from "../facts/resolve.js";
import { neverWalked } from "../platform/tree.js";
import type { DownloadingProbe } from "../probe/probe.js";

export interface Session {
  readonly folder: string;
  readonly configs: Configs;
  readonly factResolver: RunFactResolver;
  readonly probe: DownloadingProbe;
  /** Milliseconds since 1970. */
  readonly openedAt: number;
  /** Whether `stet .` in the folder would lint this file. */
  isArticle(file: string): Promise<boolean>;
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
  }: {
    readonly offline: boolean;
    readonly configCode: boolean;
    readonly untrusted: boolean;
    readonly note: (message: string) => void;
  },
): Promise<Session> {
  const configs = await openConfigs({ cwd: folder, registry, configCode: configCode && !untrusted, untrusted });
  const tree = untrusted ? folder : undefined;
  const images = await configs.images();
  for (const text of configs.trustNotes()) note(text);
  const probe = await openRunProbe({ cwd: folder, offline, cache: !untrusted }, images, note);
  const ignores = new IgnoreFiles(folder, note, tree);
  return {
    folder,
    configs,
    probe,
    factResolver: openFactResolver(probe, images.hotlinkHosts ?? defaultHotlinkHosts, tree),
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
    shown: (file) => path.relative(folder, file).replaceAll(path.sep, "/"),
    async close() {
      probe.interrupt();
      await probe.close();
    },
  };
}
