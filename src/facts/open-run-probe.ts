/** Opens the probe of a run with its configuration, cache and ledger. */

import path from "node:path";
import { defaultTtl, milliseconds, probePolicy } from "../config/probe-policy.js";
import type { ImagesConfig } from "../config/types.js";
import { cacheFolder } from "../platform/cache-directory.js";
import { variable } from "../platform/environment.js";
import { UserError } from "../platform/errors.js";
import { t } from "../platform/i18n.js";
import { version } from "../platform/version.js";
import { folderStore, openProbeCache, type Store } from "../probe/evidence-cache.js";
import { openGuard } from "../probe/guard.js";
import type { LedgerEntry } from "../probe/ledger.js";
import { openProbe } from "../probe/open-probe.js";
import type { DownloadingProbe } from "../probe/probe.js";
import { redisStore } from "../probe/redis-store.js";
import { openLedger } from "./ledger.js";

interface ProbeRequest {
  readonly cwd: string;
  readonly ledger?: ReadonlyMap<string, LedgerEntry> | false;
  readonly cache?: boolean;
  readonly offline?: boolean;
}

/** @throws UserError for invalid settings. */
export async function openRunProbe(
  request: ProbeRequest,
  images: ImagesConfig,
  note: (message: string) => void,
): Promise<DownloadingProbe> {
  const ledger = await ledgerFor(request, images);
  const store = request.cache === false ? undefined : storeFor(images, note);
  const memory = store && (async (context: string) => openProbeCache(store, context));
  return openProbe(probePolicy(images, { offline: request.offline ?? false, version, ledger, memory }));
}

/** The cache of images: local to this user, or on a shared server. */
function storeFor(images: ImagesConfig, note: (message: string) => void): Store | undefined {
  const { sharedCache, ttl, allowPrivate = false, allowHosts = [] } = images;
  if (sharedCache === undefined) {
    const folder = cacheFolder("images", note);
    return folder === undefined ? undefined : folderStore(folder);
  }
  const url = sharedCache.startsWith("$") ? (variable(sharedCache.slice(1)) ?? "") : sharedCache;
  if (url === "" || !URL.canParse(url) || !/^rediss?:$/.test(new URL(url).protocol))
    throw new UserError(
      sharedCache.startsWith("$")
        ? t(
            "facts.sharedCacheVariable",
            "images.sharedCache: The environment variable {name} is not the URL of a Redis server.",
            { name: sharedCache.slice(1) },
          )
        : t("facts.sharedCacheUrl", "images.sharedCache: The value is not the URL of a Redis server."),
      t("facts.sharedCache.hint", "Use a URL such as redis://host:6379/0."),
    );
  // Entries live longer than they are trusted: an old entry is confirmed with one request.
  // A variable is the user's own; a configuration may be anybody's.
  const guard = sharedCache.startsWith("$") ? undefined : openGuard({ allowPrivate, allowHosts });
  return redisStore({ url, guard, expiry: 4 * milliseconds(ttl ?? defaultTtl) + 60_000, note });
}

async function ledgerFor({ cwd, ledger }: ProbeRequest, images: ImagesConfig) {
  if (ledger !== undefined) return ledger || undefined;
  return images.ledger === undefined ? undefined : openLedger(images.ledger, path.relative(cwd, images.ledger));
}
