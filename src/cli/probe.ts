import { rules as registry } from "../../rules/index.js";
import { openConfigs } from "../config/index.js";
import { probePolicy } from "../config/probe-policy.js";
import { UserError } from "../platform/errors.js";
import { t } from "../platform/i18n.js";
import { version } from "../platform/version.js";
import { openProbe } from "../probe/open-probe.js";
import type { ImageFact, RequestRecord } from "../probe/types.js";
import { clauses, factWord } from "../report/count.js";
import { visible, visibleJson } from "../report/visible.js";
import type { ExitCode } from "./exit-codes.js";

export interface ProbeArguments {
  readonly urls: readonly string[];
  readonly allowPrivate: boolean;
  readonly insecure: boolean;
  readonly referer?: string | undefined;
  readonly fingerprint: boolean;
  readonly configCode: boolean;
  readonly untrusted: boolean;
}

/** Requests each URL and prints every request and the reason for the verdict. Exit code 1 if a URL is broken. */
export async function probeCommand({
  urls,
  referer,
  fingerprint,
  configCode,
  untrusted,
  ...args
}: ProbeArguments): Promise<ExitCode> {
  const schemes = fingerprint ? /^https?:/i : /^(https?|data|file):/i;
  for (const url of urls)
    if (!schemes.test(url))
      throw new UserError(
        t("cli.probe.invalidUrl", '"{url}" is not the URL of an image.', { url }),
        t("cli.probe.addScheme", "Use a complete URL, for example https://example.com/a.png."),
      );
  if (referer !== undefined && !/^https?:/i.test(referer))
    throw new UserError(
      t("cli.probe.invalidReferer", 'Invalid value "{value}" for --referer.', { value: referer }),
      t("cli.probe.invalidReferer.use", "Use the URL of a page, for example --referer https://news.example/."),
    );
  // Use the headers, limits and placeholders of the configuration, like a lint run here.
  const cli = {
    images: { ...(args.allowPrivate && { allowPrivate: true }), ...(args.insecure && { insecure: true }) },
  };
  const images = await (await openConfigs({ cwd: process.cwd(), registry, configCode, untrusted, cli })).images();
  const probe = openProbe(probePolicy(images, { offline: false, version }));
  try {
    const facts = await Promise.all(urls.map((url) => probe.checkImage({ url, want: "pixels", referer })));
    for (const fact of facts)
      process.stdout.write(fingerprint ? await entryFor(fact, await probe.hash(fact.url)) : trace(fact));
    return facts.some(({ verdict }) => verdict === "broken") ? 1 : 0;
  } finally {
    await probe.close();
  }
}

/** An entry for `images.placeholders` of a configuration. */
function entryFor(fact: ImageFact, sha256: string | undefined): string {
  const { url, width, height, bytes } = fact;
  if (sha256 === undefined || bytes === undefined || fact.verdict !== "ok") {
    const word = factWord(fact.verdict);
    const verdict = fact.detail
      ? t("common.colon", "{message}: {hint}", { message: word, hint: visible(fact.detail) })
      : word;
    throw new UserError(
      t(
        "cli.probe.noFingerprint",
        "Cannot make a fingerprint of {url}: the image could not be downloaded completely ({verdict}).",
        {
          url: visible(url),
          verdict,
        },
      ),
      t("cli.probe.showRequests", "Run stet probe with this URL to see the requests."),
    );
  }
  const entry = {
    name: t("cli.probe.placeholder", "placeholder image of {host}", { host: new URL(url).host }),
    bytes,
    sha256,
    width,
    height,
  };
  return `${visibleJson(entry)}\n`;
}

/** Every request for an image, and the verdict. */
export function trace(fact: ImageFact): string {
  const known = [
    fact.type,
    fact.width !== undefined && fact.height !== undefined ? `${fact.width}x${fact.height}` : undefined,
    fact.bytes === undefined ? undefined : t("common.bytes", "{bytes} bytes", { bytes: fact.bytes }),
    fact.detail || undefined,
  ].filter((part) => part !== undefined);
  const lines = [
    visible(fact.url.slice(0, 500)),
    ...fact.requests.map(requestLine),
    `  => ${t("common.colon", "{message}: {hint}", { message: factWord(fact.verdict), hint: clauses(known) })}`,
    ...(fact.suspect === undefined
      ? []
      : [t("cli.probe.suspect", "  suspicious: it {reason}", { reason: fact.suspect })]),
    ...(fact.unshown === undefined
      ? []
      : [t("cli.probe.unshown", "  most browsers do not show this format ({format})", { format: fact.unshown })]),
  ];
  return `${lines.map((line) => visible(line)).join("\n")}\n`;
}

function requestLine({ method, url, status, ms, range, bytes, error, headers }: RequestRecord): string {
  const request = `  ${method} ${url}${range ? ` [${range}]` : ""}`;
  const read = bytes === undefined ? "" : t("cli.probe.bytesRead", ", {bytes} bytes read", { bytes });
  const decided = Object.entries(headers ?? {}).map(([name, value]) => `${name}: ${value}`);
  const response = t("cli.probe.response", "{status} in {ms} ms", {
    status: status ?? error ?? t("cli.probe.noResponse", "no response"),
    ms,
  });
  return `${request} -> ${response}${read}${decided.length > 0 ? ` (${decided.join("; ")})` : ""}`;
}
