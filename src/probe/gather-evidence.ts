/**
 * Collects the evidence for one URL: a HEAD, and a GET of the first bytes if HEAD is not enough. Verdicts are in
 * verdict.ts.
 */

import { t } from "../platform/i18n.js";
import { sha256Of } from "../platform/sha256.js";
import { botWallOf } from "./bot-walls.js";
import { type Decoded, decode } from "./decode/index.js";
import {
  type Body,
  type Download,
  declaredType,
  type Evidence,
  type Failure,
  failure,
  type Outcome,
} from "./evidence.js";
import { needsHash } from "./placeholders.js";
import { follow, type ProbeContext } from "./redirects.js";
import type { Incoming } from "./request.js";
import type { RequestRecord, Want } from "./types.js";
import { fileIn } from "./verdict.js";

/** The first bytes to request. All formats state their size within them, except JPEG and SVG with long metadata. */
const firstBytes = 4096;

/** Milliseconds before the second try, if a server was overloaded or closed the connection. */
const pauseBeforeRetry = 300;

/** Adds to `before` (the evidence of a lower `want`, or none) what `want` needs. Never rejects. */
export async function gather(before: Evidence, want: Want, world: ProbeContext): Promise<Evidence> {
  const requests: RequestRecord[] = [...before.requests];
  const record = (one: RequestRecord) => requests.push(one);
  let { head, get } = before;
  const { url, referer } = before;
  if (!head && !get && !isSigned(url)) head = await follow({ url, referer }, world, record);
  if (!isSettled(head, want) && needsGet(get, want))
    get = await fetchStart({ url, referer }, head, want, world, record);
  const found: Evidence = { ...before, requests, ...(head && { head }), ...(get && { get }) };
  const { maxBytes, placeholders } = world.policy;
  const seen = fileIn(found);
  const evidence =
    found.control === undefined && isOtherFile(url, seen?.finalUrl)
      ? { ...found, control: await controlFor(url, world, record) }
      : found;
  if (!seen || before.sha256 !== undefined || !(seen.bytes && seen.bytes <= maxBytes)) return evidence;
  return needsHash(seen, placeholders) ? { ...evidence, sha256: await hashOf(evidence, world, record) } : evidence;
}

const fileOf = (url: string): string => new URL(url).pathname.replace(/^.*\//s, "");

/** Whether redirects led to a file with another name. */
const isOtherFile = (asked: string, final: string | undefined): boolean =>
  final !== undefined && fileOf(asked) !== fileOf(final);

/** The URL to which the server redirects a nonexistent file in the same folder. Requested once per folder. */
function controlFor(url: string, world: ProbeContext, record: (one: RequestRecord) => void): Promise<string> {
  const folder = new URL(".", url).href;
  let control = world.controls.get(folder);
  if (!control) {
    const [extension = ""] = /\.\w{1,5}$/.exec(fileOf(url)) ?? [];
    const name = `${sha256Of(folder).slice(0, 20)}${extension}`;
    control = follow({ url: new URL(name, folder).href }, world, record).then((outcome) =>
      outcome.kind === "response" && outcome.status === 200 ? outcome.url : "",
    );
    world.controls.set(folder, control);
  }
  return control;
}

/**
 * Checks with one HEAD whether cached evidence is still valid. If it is not, `gather` continues with the response to
 * that HEAD.
 */
export async function revalidate(
  before: Evidence,
  world: ProbeContext,
): Promise<{ evidence: Evidence; same: boolean }> {
  const requests: RequestRecord[] = [];
  const { url, referer } = before;
  const last = before.get ?? before.head;
  if (last?.kind !== "response" || isSigned(url)) return { evidence: { url, referer, requests }, same: false };
  const [etag, lastModified] = ["etag", "last-modified"].map((name) => last.headers.get(name));
  const head = await follow({ url, referer, unless: { etag, lastModified } }, world, (one) => requests.push(one));
  const same =
    head.kind === "response" &&
    head.url === last.url &&
    (head.status === 304 ||
      (head.status === 200 &&
        (etag ?? lastModified) !== undefined &&
        ["etag", "last-modified"].every((name) => head.headers.get(name) === last.headers.get(name)) &&
        isOrUnknown(head.headers.get("content-length"), lengthOf(before))));
  if (same) return { evidence: { ...before, requests }, same };
  // A 304 for another URL says nothing about this one.
  const usable = head.kind === "response" && head.status === 304 ? undefined : head;
  return { evidence: { url, referer, requests, ...(usable && { head: usable }) }, same };
}

const lengthOf = (evidence: Evidence): number | undefined => fileIn(evidence)?.bytes;
const isOrUnknown = (stated: string | undefined, known: number | undefined): boolean =>
  stated === undefined || known === undefined || Number(stated) === known;

/**
 * Checks whether a page exists: with HEAD, and with a GET if HEAD is refused, unclear or negative. The body of the GET
 * is not read. `get` must not be used for images, since it contains too little of the file.
 */
export async function gatherPage({ url }: Pick<Evidence, "url">, world: ProbeContext): Promise<Evidence> {
  const requests: RequestRecord[] = [];
  const record = (one: RequestRecord) => requests.push(one);
  const head = isSigned(url) ? undefined : await follow({ url, accept: acceptPage }, world, record);
  const isThere = head?.kind === "response" && head.status >= 200 && head.status < 300 && !botWallOf(head);
  if (head && (isThere || isSettled(head, "pixels"))) return { url, requests, head };
  const read = { maxBytes: firstBytes, wants: () => 0, describe };
  let get = await follow({ url, accept: acceptPage, read }, world, record);
  if (isPassing(get) && (get.kind !== "failure" || get.passing)) {
    await world.network.pause(pauseBeforeRetry);
    get = await follow({ url, accept: acceptPage, read }, world, record);
  }
  return { url, requests, ...(head && { head }), get };
}

/** The Accept header that browsers send when a user follows a link. */
export const acceptPage = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

/** SHA-256 of the whole file, downloaded again; `undefined` if the download is incomplete. */
export async function hashOf(
  { url, referer }: Pick<Evidence, "url" | "referer">,
  world: ProbeContext,
  record: (one: RequestRecord) => void,
): Promise<string | undefined> {
  const { maxBytes } = world.policy;
  let hash: string | undefined;
  const read = {
    maxBytes,
    wants: () => maxBytes,
    describe(incoming: Incoming) {
      if (incoming.complete && incoming.status === 200) hash = sha256Of(incoming.body);
      return describe(incoming);
    },
  };
  await follow({ url, referer, read }, world, record);
  return hash;
}

/**
 * The whole file of an image, or why there is none.
 *
 * @param maxBytes a larger file is not read to its end.
 */
export async function download(url: string, maxBytes: number, world: ProbeContext): Promise<Download | Failure> {
  let whole: Download | undefined;
  const read = {
    maxBytes,
    wants: () => maxBytes,
    describe(incoming: Incoming) {
      if (incoming.complete && incoming.status === 200) whole = { kind: "download", bytes: incoming.body };
      return describe(incoming);
    },
  };
  const outcome = await follow({ url, read }, world, () => {});
  if (outcome.kind === "failure") return outcome;
  if (whole) return { ...whole, finalUrl: outcome.url };
  const { status, body } = outcome;
  if (body?.broken) return body.broken;
  return status === 200
    ? failure("odd-response", t("probe.tooLarge", "more than {limit} bytes", { limit: maxBytes }))
    : failure("odd-response", `HTTP ${status}`);
}

/**
 * Signatures of S3, OSS, COS, GCS and others include the method, so these servers refuse HEAD where they accept GET
 * (https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html).
 */
function isSigned(url: string): boolean {
  return /[?&](signature|x-amz-[a-z]+|x-oss-(?=[a-z]*signature)[a-z-]*|x-goog-[a-z]+|q-signature|ossaccesskeyid|awsaccesskeyid|sign)=/i.test(
    url,
  );
}

/** Whether the response to HEAD is enough. */
function isSettled(head: Outcome | undefined, want: Want): boolean {
  if (!head) return false;
  if (head.kind === "failure") {
    // Some servers do not respond to HEAD, close the connection or send an invalid response. Other failures do not
    // depend on the method.
    return !(head.passing || head.reason === "timeout" || head.reason === "odd-response");
  }
  // A GET would not be answered either, now that the host demands a pause.
  if (head.status === 429 || (head.status === 503 && head.headers.has("retry-after"))) return true;
  const promising =
    head.status === 200 && declaredType(head)?.startsWith("image/") && head.headers.get("content-length") !== "0";
  return want === "status" && promising === true;
}

/** A GET that read only as much as `status` needs is repeated for `pixels`. */
function needsGet(get: Outcome | undefined, want: Want): boolean {
  if (!get) return true;
  return want === "pixels" && get.kind === "response" && get.body?.decoded.state === "more" && !get.body.broken;
}

/** Reads as much of the start of the file as `want` needs. */
async function fetchStart(
  { url, referer }: Pick<Evidence, "url" | "referer">,
  head: Outcome | undefined,
  want: Want,
  world: ProbeContext,
  record: (one: RequestRecord) => void,
): Promise<Outcome> {
  const { maxBytes } = world.policy;
  const wants = (prefix: Uint8Array) => {
    const decoded = decode(prefix, false);
    return isEnough(decoded, want) ? 0 : untilOf(decoded);
  };
  const get = (from: string, range?: string) =>
    follow({ url: from, referer, read: { maxBytes, wants, describe, ...(range ? { range } : {}) } }, world, record);

  // If HEAD was redirected to an image, GET starts at that URL.
  const start = head?.kind === "response" && head.status === 200 && !isSigned(head.url) ? head.url : url;
  for (let end = firstBytes; ; ) {
    const outcome = await get(start, `bytes=0-${Math.min(end, maxBytes) - 1}`);
    if (mayBeTheRange(outcome, head)) {
      if (isPassing(outcome)) await world.network.pause(pauseBeforeRetry);
      return get(url);
    }
    if (outcome.kind === "failure" || !outcome.body) return outcome;
    const { decoded, complete, broken } = outcome.body;
    // Such as a connection that ends too early. That may be the range, or chance.
    if (decoded.state === "picture" && broken) return get(url);
    if (outcome.status !== 206 || complete || broken || isEnough(decoded, want) || end >= maxBytes) return outcome;
    // Each request starts at byte 0. That repeats a few kilobytes, but never joins parts of different files or
    // encodings.
    end = Math.max(16 * end, untilOf(decoded) + firstBytes);
  }
}

const untilOf = (decoded: Decoded) => (decoded.state === "more" ? decoded.until : 0);

function isEnough(decoded: Decoded, want: Want): boolean {
  return decoded.state !== "more" || (want === "status" && decoded.type !== undefined);
}

/** Whether the Range header may be the cause of the failure, or a second try may succeed. */
function mayBeTheRange(outcome: Outcome, head: Outcome | undefined): boolean {
  if (outcome.kind === "failure") return outcome.passing === true;
  const { status, headers } = outcome;
  const contentRange = headers.get("content-range");
  // A range in parts of a multipart body, although only one was asked for.
  if (status === 206 && declaredType(outcome) === "multipart/byteranges") return true;
  if (status === 206) return contentRange !== undefined && !/^bytes 0-/.test(contentRange);
  if (status === 416) return !isOfNothing(contentRange);
  if (botWallOf(outcome) || status < 400 || decided.has(status)) return false;
  const isGone = (code: number) => code === 404 || code === 410;
  return !(isGone(status) && head?.kind === "response" && isGone(head.status));
}

/** Statuses for which a second request is useless. */
const decided = new Set([401, 402, 407, 429, 451]);

const isPassing = (outcome: Outcome) => outcome.kind === "failure" || [502, 503, 504].includes(outcome.status);

function describe({ status, headers, body, complete, broken }: Incoming): Body {
  const [, end, size] = /^bytes 0-(\d+)\/(\d+)$/.exec(headers.get("content-range") ?? "") ?? [];
  const whole = complete && (status !== 206 || (end !== undefined && Number(end) + 1 === Number(size)));
  const encoded = (headers.get("content-encoding") ?? "identity") !== "identity";
  const stated = status === 206 ? size : headers.get("content-length");
  const total = encoded ? undefined : whole ? body.length : stated === undefined ? undefined : Number(stated);
  const decoded = decode(body, whole);
  const start = whole || body.length >= firstBytes ? sha256Of(body.subarray(0, firstBytes)) : undefined;
  const isText = decoded.state === "other" || status >= 300;
  return {
    decoded,
    read: body.length,
    complete: whole,
    total: isOfNothing(headers.get("content-range")) ? 0 : total,
    ...(start !== undefined && decoded.state === "picture" && { start }),
    text: isText ? Buffer.from(body.subarray(0, 4096)).toString("latin1") : "",
    ...(broken ? { broken } : {}),
  };
}

/** Servers send this with 416 for an empty file. */
const isOfNothing = (contentRange: string | undefined) => /^bytes \*\/0$/.test(contentRange ?? "");
