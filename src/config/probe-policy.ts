import picomatch from "picomatch";
import { UserError } from "../errors.js";
import type { LedgerEntry } from "../probe/ledger.js";
import type { Memory } from "../probe/memory.js";
import { knownPlaceholders } from "../probe/placeholders.js";
import { defaultPolicy, userAgent } from "../probe/policy.js";
import type { ProbePolicy } from "../probe/types.js";
import type { ImagesConfig } from "./types.js";

/** The settings of the network as the probe wants them: complete, with patterns compiled. */
export function probePolicy(
  images: ImagesConfig,
  run: {
    readonly offline: boolean;
    readonly version: string;
    /** What earlier runs have seen; without it nothing is remembered. */
    readonly memory?: (() => Promise<Memory>) | undefined;
    readonly ledger?: ReadonlyMap<string, LedgerEntry> | undefined;
  },
): ProbePolicy {
  return {
    offline: run.offline,
    concurrency: images.concurrency ?? defaultPolicy.concurrency,
    concurrencyPerHost: images.concurrencyPerHost ?? defaultPolicy.concurrencyPerHost,
    timeouts: { ...defaultPolicy.timeouts, ...images.timeouts },
    interval: images.interval ?? defaultPolicy.interval,
    retries: images.retries ?? defaultPolicy.retries,
    maxRetryAfter: images.maxRetryAfter ?? defaultPolicy.maxRetryAfter,
    maxRedirects: images.maxRedirects ?? defaultPolicy.maxRedirects,
    maxBytes: images.maxBytes ?? defaultPolicy.maxBytes,
    userAgent: images.userAgent ?? userAgent(run.version),
    headers: images.headers ?? {},
    allowPrivate: images.allowPrivate ?? false,
    allowHosts: images.allowHosts ?? [],
    failAfter: { ...defaultPolicy.failAfter, ...images.failAfter },
    ...(run.ledger && { ledger: run.ledger }),
    ...(run.memory && { memory: { open: run.memory, ttl: milliseconds(images.ttl ?? defaultTtl) } }),
    placeholders: [
      ...knownPlaceholders,
      ...(images.placeholders ?? []).map(({ url, ...rest }, index) => ({
        ...rest,
        ...(url !== undefined && { url: urlPattern(url, `images.placeholders[${index}].url`) }),
      })),
    ],
    exclude: (images.exclude ?? []).map((pattern) => urlPattern(pattern, "images.exclude")),
  };
}

/** Pictures of news vanish with the news, but not within days. */
export const defaultTtl = "7d";

const units: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
/** `90s`, `30m`, `12h`, `7d`. */
export const milliseconds = (text: string): number => Number(text.slice(0, -1)) * (units[text.slice(-1)] ?? 1);

/**
 * WeChat's: a picture "not to be quoted without permission" with status 200
 * (https://github.com/mdnice/markdown-nice/issues/61).
 */
export const defaultHotlinkHosts: readonly string[] = ["mmbiz.qpic.cn", "mmbiz.qlogo.cn"];

/** `/…/` is a regular expression, anything else a glob over the whole URL (`https://cdn.example/**`). */
function urlPattern(pattern: string, key: string): RegExp {
  const source = /^\/(.*)\/$/s.exec(pattern)?.[1];
  if (source === undefined) return picomatch.makeRe(pattern, { dot: true, bash: true });
  try {
    return new RegExp(source);
  } catch (error) {
    throw new UserError(
      `${key}: "${pattern}" is not a regular expression (${(error as Error).message})`,
      "write a glob such as https://cdn.example/**, or a regular expression between slashes",
      { cause: error },
    );
  }
}
