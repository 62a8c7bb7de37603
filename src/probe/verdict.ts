/** Computes the fact from the evidence. Pure and total: the same evidence always gives the same fact. */
import { isLfsPointer } from "../platform/git-lfs.js";
import { t, translate } from "../platform/i18n.js";
import { botWallOf } from "./bot-walls.js";
import { decode } from "./decode/index.js";
import {
  type Body,
  declaredType,
  type Evidence,
  type Failure,
  failure,
  hasFile,
  type Outcome,
  type Response,
  short,
} from "./evidence.js";
import { meaningOf } from "./hosts.js";
import { placeholderOf, type Seen } from "./placeholders.js";
import type { ProbePolicy } from "./probe.js";
import { typeSeen, unknownImageType, whomFor } from "./shown.js";
import type { ImageFact, LinkFact, Reason, Verdict } from "./types.js";

/** The verdict of each reason. */
export const verdictOf: Readonly<Record<Reason, Verdict>> = {
  "not-found": "broken",
  "no-such-host": "broken",
  "not-an-image": "broken",
  "empty-body": "broken",
  damaged: "broken",
  placeholder: "broken",
  "blocked-by-server": "broken",
  "no-such-file": "broken",
  timeout: "unverifiable",
  "refused-by-server": "unverifiable",
  "rate-limited": "unverifiable",
  "server-error": "unverifiable",
  "bot-wall": "unverifiable",
  tls: "unverifiable",
  connection: "unverifiable",
  redirects: "unverifiable",
  "odd-response": "unverifiable",
  offline: "unchecked",
  "time-budget": "unchecked",
  interrupted: "unchecked",
  excluded: "unchecked",
  "blocked-address": "unchecked",
  "no-root": "unchecked",
  "unknown-address": "unchecked",
  unchanged: "unchecked",
  unsupported: "unchecked",
};

type Known = Pick<
  ImageFact,
  | "type"
  | "declaredType"
  | "unshown"
  | "animated"
  | "onlyFor"
  | "width"
  | "height"
  | "bytes"
  | "start"
  | "finalUrl"
  | "movedTo"
  | "requests"
  | "asOf"
  | "fromLedger"
>;

/** A fact with only these values. Written out because V8 copies an object ten times more slowly than it creates one. */
const bare = (url: string, verdict: Verdict, reason: Reason | undefined, detail: string): ImageFact => ({
  url,
  verdict,
  reason,
  detail,
  type: undefined,
  declaredType: undefined,
  width: undefined,
  height: undefined,
  bytes: undefined,
  finalUrl: undefined,
  requests: [],
});

/** A fact that is not `ok`. */
export function failedFact(url: string, reason: Reason, detail: string, known?: Partial<Known>): ImageFact {
  const fact = bare(url, verdictOf[reason], reason, detail);
  return known ? { ...fact, ...known } : fact;
}

export function okFact(url: string, known: Partial<Known>): ImageFact {
  return { ...bare(url, "ok", undefined, ""), ...known };
}

/** The image file after all requests, if there is one, for a comparison with placeholders. */
export function fileIn({ head, get }: Evidence): Omit<Seen, "sha256"> | undefined {
  const last = get ?? head;
  if (last?.kind !== "response" || troubleWith(last, head)) return undefined;
  const { bytes, width, height } = seenIn(last, head);
  return { finalUrl: last.url, bytes, width, height };
}

/** The part of the policy that facts depend on. Facts from the cache are computed again with the current one. */
export type VerdictContext = Pick<ProbePolicy, "placeholders" | "hosts">;

export function imageVerdict(evidence: Evidence, { placeholders, hosts }: VerdictContext): ImageFact {
  const { url, requests, head, get } = evidence;
  const last = get ?? head;
  if (!last) return failedFact(url, "connection", t("probe.noRequest", "no request sent"));
  if (last.kind === "failure") return failedFact(url, last.reason, last.detail, { requests, finalUrl: urlOf(head) });
  // If HEAD found the file, GET may have started at the URL after the redirects.
  const { movedTo } = head?.kind === "response" && head.status === 200 ? head : last;
  const known = {
    requests,
    finalUrl: last.url,
    ...(movedTo !== undefined && { movedTo }),
    declaredType: declaredType(last),
    ...whomFor(last),
    ...seenIn(last, head),
  };
  const stated = statedOf(last, head, hosts);
  if (stated === "ok") return okFact(url, known);
  const trouble = stated ?? troubleWith(last, head);
  if (trouble?.reason === "not-an-image" && isFrontPage(url, last.url))
    return failedFact(
      url,
      trouble.reason,
      t("probe.homePage.detail", "{detail}: redirects to the home page of {host}", {
        detail: trouble.detail,
        host: new URL(last.url).host,
      }),
      known,
    );
  if (trouble) return failedFact(url, trouble.reason, trouble.detail, known);
  const file = fileIn(evidence);
  const placeholder = file && placeholderOf({ ...file, sha256: evidence.sha256 }, placeholders);
  if (placeholder)
    return failedFact(
      url,
      "placeholder",
      t("probe.placeholder", "{name} instead of the image", {
        name: translate(`placeholder.${placeholder.id}`, placeholder.name),
      }),
      known,
    );
  const suspect = suspicion(evidence, last);
  return { ...okFact(url, known), ...(suspect !== undefined && { suspect }) };
}

/** Why redirects may have led to another image than the intended one. */
function suspicion({ url, control }: Evidence, last: Response): string | undefined {
  if (isFrontPage(url, last.url))
    return t("probe.homePage", "redirects to the home page of {host}", { host: new URL(last.url).host });
  return control === last.url
    ? t("probe.sameAsInvented", 'redirects to "{url}", where this server sends every file that does not exist', {
        url: short(last.url),
      })
    : undefined;
}

function isFrontPage(asked: string, final: string): boolean {
  const { pathname, search } = new URL(final);
  return pathname === "/" && search === "" && new URL(asked).pathname !== "/";
}

/** The fact about a URL as a link target: any type is `ok` if the server responds with success. */
export function linkVerdict(
  { url, requests, head, get }: Evidence,
  { hosts }: Pick<VerdictContext, "hosts">,
): LinkFact {
  const last = get ?? head;
  if (!last) return linkFactFrom(url, failure("connection", t("probe.noRequest", "no request sent")));
  if (last.kind === "failure") return linkFactFrom(url, last, { requests, finalUrl: urlOf(head) });
  const wall = botWallOf(last);
  const stated = statedOf(last, head, hosts);
  const { movedTo } = last;
  const known = { requests, finalUrl: last.url, ...(movedTo !== undefined && { movedTo }) };
  if (stated) return linkFactFrom(url, stated === "ok" ? undefined : stated, known);
  const trouble = wall ? behind(wall, last.status) : isEmpty(last) ? undefined : troubleWithStatus(last, head);
  return linkFactFrom(url, trouble, known);
}

export const linkFactFrom = (url: string, trouble: Failure | undefined, known: Partial<LinkFact> = {}): LinkFact => ({
  finalUrl: undefined,
  requests: [],
  ...known,
  url,
  verdict: trouble ? verdictOf[trouble.reason] : "ok",
  reason: trouble?.reason,
  detail: trouble?.detail ?? "",
});

/** The verdict that the policy gives to this status of this host. */
function statedOf(
  last: Response,
  head: Outcome | undefined,
  hosts: VerdictContext["hosts"],
): Failure | "ok" | undefined {
  const meaning = hosts.length > 0 ? meaningOf(hosts, last.url, last.status) : undefined;
  if (meaning === undefined || meaning === "ok") return meaning;
  return failure(
    statedReasons[meaning],
    t("probe.configured", 'HTTP {status}{methods}, which the configuration treats as "{meaning}"', {
      status: last.status,
      methods: methods(last, head),
      meaning,
    }),
  );
}

const statedReasons = { broken: "not-found", unverifiable: "refused-by-server", unchecked: "excluded" } as const;

/** The response to a range request for an empty file. */
/** Browsers take no image from 204 and 205, whatever follows. */
const isEmpty = ({ status, body }: Response): boolean =>
  status === 204 || status === 205 || (status === 416 && body?.total === 0);

const behind = (wall: string, status: number): Failure =>
  failure(
    "bot-wall",
    t("probe.botWall", "{wall} blocks programs (HTTP {status})", {
      wall: translate(`botWall.${wall}`, wall),
      status,
    }),
  );

/** Values of the file; an error page is not the file. */
function seenIn(last: Response, head: Outcome | undefined): Partial<Known> {
  if (!isSuccess(last) && !isImage(last)) return {};
  if (!last.body) return { ...typeSeen(declaredType(last)), bytes: lengthOf(last) };
  const { decoded, total, start } = last.body;
  const size = decoded.state === "picture" ? decoded.size : undefined;
  const sameFile = head?.kind === "response" && head.url === last.url;
  return {
    // The detected type wins over the declared type.
    ...typeSeen(decoded.type ?? (decoded.state === "other" ? unknownImageType(last) : undefined), decoded),
    width: size?.width,
    height: size?.height,
    bytes: total ?? (sameFile ? lengthOf(head) : undefined),
    ...(start !== undefined && { start }),
  };
}

const isSuccess = ({ status }: Response) => status >= 200 && status < 300;

const isImage = (response: Response): boolean =>
  hasFile(response.status) && !isEmpty(response) && response.body?.decoded.state === "picture";

const urlOf = (outcome: Outcome | undefined) => (outcome?.kind === "response" ? outcome.url : undefined);

function lengthOf(response: Response): number | undefined {
  const text = response.headers.get("content-length");
  return response.status === 200 && text !== undefined && /^\d{1,15}$/.test(text) && text !== "0"
    ? Number(text)
    : undefined;
}

/** Why this response is not an image that readers can see; `undefined` if it is one. The first match decides. */
function troubleWith(response: Response, head: Outcome | undefined): Failure | undefined {
  const { status, body } = response;
  if (body && isImage(response)) return cutOff(body);
  const wall = botWallOf(response);
  if (wall) return behind(wall, status);
  if (isEmpty(response)) return failure("empty-body", t("probe.emptyFile", "empty file (0 bytes)"));
  const trouble = troubleWithStatus(response, head);
  if (trouble) return trouble;
  if (!body) return undefined; // HEAD reported an image, and that was enough
  return troubleWithBytes(response, body);
}

/** Browsers do not show an image whose transfer the server ends too early. */
const cutOff = ({ broken }: Body): Failure | undefined =>
  broken?.reason === "connection" || broken?.reason === "odd-response" ? broken : undefined;

function troubleWithStatus(response: Response, head: Outcome | undefined): Failure | undefined {
  if (isSuccess(response)) return undefined;
  const { status } = response;
  const text = `HTTP ${status}${methods(response, head)}`;
  if (status === 404 || status === 410) return failure("not-found", text);
  if (status === 429)
    return failure("rate-limited", t("probe.tooManyRequests", "{status}: too many requests", { status: text }));
  if (status === 503 && response.headers.has("retry-after"))
    return failure("rate-limited", t("probe.askedToWait", "{status}: the server demands a pause", { status: text }));
  if (status >= 400 && status < 500) return failure("refused-by-server", text);
  if (status >= 500 && status < 600) return failure("server-error", text);
  return failure("odd-response", t("probe.oddStatus", "{status}, an unexpected status", { status: text }));
}

function troubleWithBytes(
  response: Response,
  { decoded, read, total, broken }: NonNullable<Response["body"]>,
): Failure | undefined {
  const { status } = response;
  if (status === 202 && decoded.state !== "picture") {
    return failure("odd-response", t("probe.accepted", "HTTP 202: the server sent no image yet"));
  }
  if (read === 0) {
    if (broken) return broken;
    return failure(
      "empty-body",
      status === 204 ? t("probe.noContent", "no content (HTTP 204)") : t("probe.emptyFile", "empty file (0 bytes)"),
    );
  }
  const declared = declaredType(response);
  switch (decoded.state) {
    case "picture":
      return undefined;
    case "more":
      // The server ended the body early, or the size of the image comes after the bytes that were read.
      if (broken) return broken;
      return decoded.type
        ? undefined
        : failure("not-an-image", t("probe.noImageIn", "no image in the first {count} bytes", { count: read }));
    case "damaged":
      return failure(
        "damaged",
        t("probe.damaged", "damaged {type}: {reason}", { type: decoded.type, reason: decoded.why }),
      );
    case "other":
      if (isLfsPointer(response.body?.text ?? "")) return failure("not-an-image", pointer());
      if (decoded.type)
        return failure("not-an-image", t("probe.otherType", "{type} instead of an image", { type: decoded.type }));
      if (broken) return broken;
      if (unknownImageType(response)) return undefined;
      return failure(declared?.startsWith("image/") ? "damaged" : "not-an-image", unknownFormat(declared, total));
  }
}

const pointer = () => t("probe.pointer", "a Git LFS pointer instead of the image; git lfs pull fetches the image");

function unknownFormat(declared: string | undefined, total: number | undefined): string {
  if (declared === undefined)
    return total === undefined
      ? t("probe.undeclared.start", "no declared type, and the first bytes are not of a known image format")
      : t("probe.undeclared", "no declared type, and the {total} bytes are not of a known image format", { total });
  return total === undefined
    ? t("probe.declared.start", "declared as {declared}, but the first bytes are not of a known image format", {
        declared,
      })
    : t("probe.declared", "declared as {declared}, but the {total} bytes are not of a known image format", {
        declared,
        total,
      });
}

/** The fact for the bytes of a `data:` URL or a file. */
export function bytesVerdict(url: string, start: Uint8Array, complete: boolean, known: Partial<ImageFact>): ImageFact {
  const decoded = decode(start, complete);
  const { type } = decoded;
  switch (decoded.state) {
    case "picture":
      return okFact(url, {
        ...known,
        ...typeSeen(type, decoded),
        width: decoded.size?.width,
        height: decoded.size?.height,
      });
    case "more":
      return type
        ? okFact(url, { ...known, ...typeSeen(type) })
        : failedFact(
            url,
            "not-an-image",
            t("probe.noImageIn", "no image in the first {count} bytes", { count: start.length }),
            known,
          );
    case "damaged":
      return failedFact(
        url,
        "damaged",
        t("probe.damaged", "damaged {type}: {reason}", { type: decoded.type, reason: decoded.why }),
        { ...known, type },
      );
    case "other":
      return failedFact(
        url,
        "not-an-image",
        isLfsPointer(Buffer.from(start).toString("latin1"))
          ? pointer()
          : type
            ? t("probe.otherType", "{type} instead of an image", { type })
            : t("probe.unknownFormat", "not a known image format"),
        {
          ...known,
          type,
        },
      );
  }
}

function methods(response: Response, head: Outcome | undefined): string {
  if (!response.body) return t("probe.methods.head", " (HEAD)");
  if (head?.kind !== "response") return t("probe.methods.get", " (GET)");
  return head.status === response.status
    ? t("probe.methods.both", " (HEAD and GET)")
    : t("probe.methods.getAfterHead", " (GET; HEAD returned {status})", { status: head.status });
}

/** The fact about an image in an offline run. */
export const offlineFact = (url: string): ImageFact =>
  failedFact(url, "offline", t("probe.offline", "offline, no request sent"));
