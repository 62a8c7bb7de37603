/**
 * How the date parsers of generators read a text. `test/generators/` has what the real programs read; a machine in UTC and
 * one 8 hours east of it stand for all machines.
 */
import { readDate, readOffset } from "../article/dates.js";
import type { DateReading } from "../article/types.js";

/** Minutes east of UTC of two machines that build sites. */
export const machines = [0, 480] as const;

export const none: DateReading = { kind: "none" };
export const fails: DateReading = { kind: "fails" };
export const special: DateReading = { kind: "special" };

/** @param at the moment on a machine in this zone; `undefined` or NaN if it cannot be read. */
export function onMachines(unread: DateReading, at: (zone: number) => number | undefined): DateReading {
  const [first, second] = machines.map(at);
  return first === undefined || second === undefined || Number.isNaN(first) || Number.isNaN(second)
    ? unread
    : { kind: "read", machines: [first, second] };
}

export interface Timestamp {
  /** The moment if the time is in UTC. */
  readonly asUtc: number;
  /** Minutes east of UTC; `undefined` without a zone. */
  readonly offset: number | undefined;
}

const timestampOf = (found: RegExpExecArray | null): Timestamp | undefined => {
  if (!found) return undefined;
  const [, year = "", month = "", day = "", hour = "0", minute = "0", second = "0", fraction = "", zone] = found;
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  const clock = Number(hour) * 3600 + Number(minute) * 60 + Number(second);
  const offset = zone === undefined || zone === "" ? undefined : offsetOf(zone);
  return { asUtc: date.getTime() + clock * 1000 + Math.floor(Number(`0.${fraction || "0"}`) * 1000), offset };
};

function offsetOf(zone: string): number {
  const { sign, hours, minutes } = readOffset(zone.toUpperCase()) ?? { sign: "+", hours: 0, minutes: 0 };
  return (sign === "-" ? -1 : 1) * (hours * 60 + minutes);
}

export const momentOf = ({ asUtc, offset }: Timestamp, zone: number): number => asUtc - (offset ?? zone) * 60_000;

/** https://github.com/nodeca/js-yaml/blob/master/lib/type/timestamp.js; a zone has two digits and perhaps `:` and two more. */
export const jsYamlTimestamp = (text: string): Timestamp | undefined =>
  timestampOf(
    /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ??
      /^(\d{4})-(\d\d?)-(\d\d?)(?:[Tt]|[ \t]+)(\d\d?):(\d\d):(\d\d)(?:\.(\d*))?(?:[ \t]*(Z|[-+]\d\d?(?::\d\d)?))?$/.exec(
        text,
      ),
  );

/** https://github.com/ruby/psych/blob/master/lib/psych/scalar_scanner.rb (TIME); a time without a zone is in UTC. */
export const psychTime = (text: string): Timestamp | undefined =>
  timestampOf(
    /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[Tt]|\s+)(\d{1,2}):(\d\d):(\d\d)(?:\.(\d*))?(?:\s*(Z|[-+]\d{1,2}(?::?\d\d)?))?$/.exec(
      text,
    ),
  );

/** ISO 8601 as luxon reads it; https://moment.github.io/luxon/#/parsing?id=iso-8601 */
export function luxonIso(text: string): Timestamp | undefined {
  const found =
    /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[Tt](\d\d)(?::?(\d\d)(?::?(\d\d)(?:[.,](\d{1,30}))?)?)?([Zz]|[+-]\d\d(?::?\d\d)?)?)?)?)?$/.exec(
      text,
    );
  if (!found || !isRealDay(found)) return undefined;
  found[2] ??= "1";
  found[3] ??= "1";
  return timestampOf(found);
}

/** The formats of https://github.com/spf13/cast (timeFormats in `StringToDateInDefaultLocation`) that people write. */
export function goTime(text: string): Timestamp | undefined {
  const numeric =
    /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d?):(\d\d):(\d\d)(?:[.,](\d+))?(Z|[+-]\d\d:?\d\d)?)?$/.exec(text) ??
    /^(\d{4})-(\d\d)-(\d\d) (\d\d?):(\d\d):(\d\d)(?:[.,](\d+))?(Z|[+-]\d\d:?\d\d| [+-]\d\d:?\d\d)?$/.exec(text);
  if (numeric) {
    if (numeric[8] !== undefined) numeric[8] = numeric[8].trim();
    return isRealDay(numeric) ? timestampOf(numeric) : undefined;
  }
  const mail =
    /^(?:[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d ([+-]\d{4}|GMT|UTC)|\d\d [A-Z][a-z]{2} \d{4})$/.exec(
      text,
    );
  const date = mail ? Date.parse(mail[1] === undefined ? `${text} UTC` : text) : Number.NaN;
  // The name of a zone is ignored: the time is in the zone of the site.
  return Number.isNaN(date) ? undefined : { asUtc: date, offset: /^[+-]/.test(mail?.[1] ?? "") ? 0 : undefined };
}

function isRealDay([, year, month = "1", day = "1", hour = "0", minute = "0", second = "0"]: RegExpExecArray): boolean {
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  return date.getUTCMonth() === Number(month) - 1 && Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60;
}

/** Text that ends with a time zone, and not with `AM` or `PM`. */
const zoned = /(?:\b(?![AP]M\b)[A-Z]{1,4}|\dZ|[-+]\d\d:?\d\d)\s*(?:\(.*\))?$/i;

/** `new Date(text)` in V8: a date without a time is in UTC, other text without a zone in local time. */
export function ecmaScriptDate(text: string, zone: number): number | undefined {
  if (/^\d{4}(?:-\d\d){0,2}$/.test(text) || zoned.test(text.slice(-200))) return numberOf(Date.parse(text));
  const inUtc = numberOf(Date.parse(`${text} UTC`)) ?? numberOf(Date.parse(`${text}Z`));
  return inUtc === undefined ? undefined : inUtc - zone * 60_000;
}

const numberOf = (value: number): number | undefined => (Number.isNaN(value) ? undefined : value);

/**
 * `Time.parse` of Ruby: text without a zone, or with a name that it does not know, is in local time.
 * https://github.com/ruby/ruby/blob/master/lib/time.rb
 */
export function rubyTime(text: string, zone: number): number | undefined {
  const european = /^(\d\d?)\/(\d\d?)\/(\d{4})$/.exec(text);
  const found = european
    ? readDate(`${european[3]}-${european[2]}-${european[1]}`)
    : /\p{Script=Han}/u.test(text)
      ? undefined
      : readDate(text);
  if (!found) return undefined;
  const { year, month, day, time, offset, zoneName } = found;
  if (month < 1 || month > 12 || day < 1 || day > 31) return undefined;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const clock = time ? time.hour * 3600 + time.minute * 60 + time.second : 0;
  const named = zoneName ? { CST: -360, CDT: -300 }[zoneName.toUpperCase()] : undefined;
  const minutes = offset
    ? offsetOf(`${offset.sign}${String(offset.hours).padStart(2, "0")}${String(offset.minutes).padStart(2, "0")}`)
    : named;
  return date.getTime() + clock * 1000 - (minutes ?? zone) * 60_000;
}

/** By zone: making one takes as long as reading an article. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat("en-US", {
      timeZone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
  formats.set(timeZone, format);
  return format;
}

/** Minutes east of UTC of an IANA time zone at a moment; `undefined` for an unknown name. */
export function zoneOffset(name: string, at: number): number | undefined {
  try {
    const parts = formatOf(name).formatToParts(at);
    const part = (type: string) => Number(parts.find((one) => one.type === type)?.value);
    const local = Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"), part("second"));
    return Math.round((local - at) / 60_000);
  } catch {
    return undefined;
  }
}
