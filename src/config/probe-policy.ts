import { UnsafePattern } from "../patterns/glob.js";
import { type UrlPattern, type UrlReplacement, urlPattern, urlReplacement } from "../patterns/url-pattern.js";
import { readSettings } from "../platform/disk.js";
import { environment, variable } from "../platform/environment.js";
import { UserError } from "../platform/errors.js";
import { t } from "../platform/i18n.js";
import { noteUnseen } from "../platform/observer.js";
import type { ProbeCache } from "../probe/evidence-cache.js";
import type { HostSettings } from "../probe/hosts.js";
import type { LedgerEntry } from "../probe/ledger.js";
import { knownPlaceholders } from "../probe/placeholders.js";
import { defaultPolicy, userAgent } from "../probe/policy.js";
import type { ProbePolicy } from "../probe/probe.js";
import { type Proxies, proxiesFrom } from "../probe/proxies.js";
import type { ImagesConfig } from "./types.js";

/** Converts `images` of the configuration to the policy of the probe: defaults filled in, patterns compiled. */
export function probePolicy(
  images: ImagesConfig,
  run: {
    readonly offline: boolean;
    readonly version: string;
    /** The cache of earlier runs; without it, nothing is cached. */
    readonly memory?: ((context: string) => Promise<ProbeCache>) | undefined;
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
    headers: globalHeaders(images.headers ?? {}),
    hosts: Object.entries(images.hosts ?? {}).map(hostSettings),
    archive: images.suggestArchive ? (images.archive ?? defaultArchive) : undefined,
    remap: (images.remap ?? []).map(({ from, to }, index) => remapEntry(from, to, `images.remap[${index}].from`)),
    proxies: run.offline ? undefined : proxies(),
    ca: images.ca === undefined ? [] : [readCertificates(images.ca)],
    insecure: images.insecure ?? defaultPolicy.insecure,
    allowPrivate: images.allowPrivate ?? false,
    allowHosts: images.allowHosts ?? [],
    failAfter: { ...defaultPolicy.failAfter, ...images.failAfter },
    ...(run.ledger && { ledger: run.ledger }),
    ...(run.memory && { memory: { open: run.memory, ttl: milliseconds(images.ttl ?? defaultTtl) } }),
    placeholders: [
      ...knownPlaceholders,
      ...(images.placeholders ?? []).map(({ url, ...rest }, index) => ({
        ...rest,
        ...(url !== undefined && { url: patternAt(url, `images.placeholders[${index}].url`) }),
      })),
    ],
    exclude: (images.exclude ?? []).map((pattern) => patternAt(pattern, "images.exclude")),
    include: (images.include ?? []).map((pattern) => patternAt(pattern, "images.include")),
  };
}

/**
 * Validates the headers of all requests. They must not be secret: any article can refer to a server that receives them.
 */
function globalHeaders(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const secret = Object.keys(headers).find((name) => /^(?:proxy-)?authorization$|^cookie$/i.test(name));
  const example = `"hosts": { "cdn.example": { "headers": { "${secret}": "\${NAME}" } } }`;
  if (secret !== undefined)
    throw new UserError(
      t("config.secretHeader", 'images.headers: "{header}" would be sent to every server that an article links to.', {
        header: secret,
      }),
      t("config.secretHeader.use", "Send it to one host only: {example}, with NAME as an environment variable.", {
        example,
      }),
    );
  return headers;
}

function hostSettings([host, { headers = {}, statuses = {} }]: [
  string,
  NonNullable<ImagesConfig["hosts"]>[string],
]): HostSettings {
  const place = `images.hosts["${host}"]`;
  if (!/^(?:https?:\/\/)?(?:\*\.)?[^\s/*@]+\/?$/i.test(host))
    throw new UserError(
      t("config.invalidHost", "{place}: invalid host.", { place }),
      t(
        "config.invalidHost.use",
        "Use a host such as cdn.example, cdn.example:8080, *.example or https://cdn.example.",
      ),
    );
  const filled = Object.entries(headers).map(([name, value]) => [
    name,
    expandVariables(value, `${place}.headers["${name}"]`),
  ]);
  return { host, headers: Object.fromEntries(filled) as Record<string, string>, statuses };
}

/** Replaces `${NAME}` by the environment variable NAME. */
const expandVariables = (text: string, place: string): string =>
  text.replace(/\$\{(\w+)\}/g, (_, name: string) => {
    const value = variable(name);
    noteUnseen();
    if (value) return value;
    throw new UserError(
      t("config.variable", "{place}: the environment variable {name} is not set.", { place, name }),
      t("config.variable.set", "Set the variable, for example {name}=… stet content/.", { name }),
    );
  });

function proxies(): Proxies | undefined {
  try {
    return proxiesFrom(environment());
  } catch (error) {
    throw new UserError(
      (error as Error).message,
      t("config.proxy.use", "Use a URL such as http://proxy.example:3128, or unset the variable."),
      {
        cause: error,
      },
    );
  }
}

function readCertificates(file: string): string {
  try {
    const text = readSettings(file);
    if (text.includes("-----BEGIN CERTIFICATE-----")) return text;
  } catch (error) {
    throw new UserError(
      t("config.caNotRead", "Cannot read the certificates {file} (images.ca): {reason}.", {
        file,
        reason: (error as Error).message,
      }),
      undefined,
      {
        cause: error,
      },
    );
  }
  throw new UserError(
    t("config.noCertificate", "{file} (images.ca) contains no certificate.", { file }),
    t("config.noCertificate.use", "Use a PEM file, with lines such as -----BEGIN CERTIFICATE-----."),
  );
}

/** Images of news disappear with the news, but not within days. */
export const defaultTtl = "7d";

/** https://archive.org/help/wayback_api.php */
export const defaultArchive = "https://archive.org/wayback/available";

const units: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
/** Converts `90s`, `30m`, `12h` or `7d`. */
export const milliseconds = (text: string): number => Number(text.slice(0, -1)) * (units[text.slice(-1)] ?? 1);

/**
 * Hosts of WeChat: other sites get a placeholder image ("not to be quoted without permission") with status 200
 * (https://github.com/mdnice/markdown-nice/issues/61).
 */
export const defaultHotlinkHosts: readonly string[] = ["mmbiz.qpic.cn", "mmbiz.qlogo.cn"];

const patternAt = (pattern: string, key: string): UrlPattern => compiled(pattern, key, () => urlPattern(pattern));

const remapEntry = (from: string, to: string, key: string): UrlReplacement =>
  compiled(from, key, () => urlReplacement(from, to));

function compiled<T>(pattern: string, key: string, compile: () => T): T {
  try {
    return compile();
  } catch (error) {
    if (error instanceof UnsafePattern) throw error.at(key);
    throw new UserError(
      t("config.invalidPattern", 'Invalid regular expression "{pattern}" in {key} ({reason}).', {
        key,
        pattern,
        reason: (error as Error).message,
      }),
      t(
        "config.invalidPattern.use",
        "Use a glob such as https://cdn.example/**, or a regular expression between slashes.",
      ),
      { cause: error },
    );
  }
}
