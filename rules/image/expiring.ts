import { defineRule, type ImageReference, type LinkReference, t, truncate } from "../../src/rule.js";

const second = 1000;
const day = 24 * 60 * 60 * second;

/** Parameters with the time of a signature, and how long it is valid, in seconds: AWS, Google, Alibaba Cloud, Volcengine. */
const lasting: readonly (readonly [time: string, seconds: string])[] = [
  ["x-amz-date", "x-amz-expires"],
  ["x-goog-date", "x-goog-expires"],
  ["x-oss-date", "x-oss-expires"],
  ["x-tos-date", "x-tos-expires"],
];

/** Parameters with the end, as seconds since 1970, and a parameter that proves that it is one of a signature. */
const ending: readonly (readonly [end: string, proof: string, radix: 10 | 16])[] = [
  ["expires", "signature", 10],
  ["expires", "key-pair-id", 10],
  ["e", "token", 10],
  ["x-expires", "x-signature", 10],
  ["x-orig-expires", "x-orig-sign", 10],
  ["ex", "hm", 16],
  ["oe", "oh", 16],
];

export default defineRule({
  name: "image/expiring",
  summary: "Disallow image URLs that expire",
  severity: "error",
  messages: {
    expired: (d: { url: string; date: string }) =>
      t(
        "image/expiring.expired",
        'Image URL "{url}" has a signature that expired on {date}, so nobody can load it. Host a copy, or use a URL without a signature.',
        { url: d.url, date: d.date },
      ),
    expires: (d: { url: string; date: string }) =>
      t(
        "image/expiring.expires",
        'Image URL "{url}" has a signature that expires on {date}. Host a copy, or use a URL without a signature.',
        { url: d.url, date: d.date },
      ),
  },

  image(reference: ImageReference | LinkReference, { report, isPast }) {
    if (reference.target.kind !== "remote") return;
    const end = endOf(reference.target.url);
    if (end === undefined) return;
    const isOver = isPast(end);
    report(isOver ? "expired" : "expires", {
      at: reference.urlRange,
      // The query is long, and says nothing to people.
      data: { url: truncate(reference.url.replace(/\?.*$/s, "")), date: new Date(end).toISOString().slice(0, 10) },
      url: reference.target.url,
      ...(!isOver && { severity: "warning" }),
    });
  },
});

/** When the signature of a URL ends, in milliseconds since 1970; `undefined` if it has none that ends. */
function endOf(url: string): number | undefined {
  const query = url.indexOf("?");
  if (query < 0) return undefined;
  const values = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(url.slice(query + 1))) values.set(name.toLowerCase(), value);
  for (const [time, seconds] of lasting) {
    const start = basicDate(values.get(time));
    const length = Number(values.get(seconds) ?? Number.NaN);
    if (start !== undefined && length >= 0) return plausible(start + length * second);
  }
  for (const [end, proof, radix] of ending) {
    const value = values.get(end) ?? "";
    if (!values.has(proof) || !(radix === 10 ? /^\d{9,10}$/ : /^[\da-f]{8}$/i).test(value)) continue;
    return plausible(Number.parseInt(value, radix) * second);
  }
  // Tencent Cloud: start and end.
  const [, until] = /^\d{9,10};(\d{9,10})$/.exec(values.get("q-sign-time") ?? "") ?? [];
  if (until) return plausible(Number(until) * second);
  // Azure: a date in ISO 8601.
  const azure = values.has("sig") ? Date.parse(values.get("se") ?? "") : Number.NaN;
  return Number.isNaN(azure) ? undefined : plausible(azure);
}

/** `20220101T000000Z` */
function basicDate(text: string | undefined): number | undefined {
  const [, year, month, date, hours, minutes, seconds] =
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/i.exec(text ?? "") ?? [];
  const time = Date.parse(`${year}-${month}-${date}T${hours}:${minutes}:${seconds}Z`);
  return Number.isNaN(time) ? undefined : time;
}

/** The number is a time between 2000 and 2100; later ends are no problem, and others are no times. */
const plausible = (time: number): number | undefined => (time > 10_957 * day && time < 47_482 * day ? time : undefined);
