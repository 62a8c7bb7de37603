/** Reads, checks and writes dates as they appear in front matter and elsewhere. */
import { t } from "../platform/i18n.js";

export interface Offset {
  readonly sign: "+" | "-";
  readonly hours: number;
  readonly minutes: number;
}

/** A day, or a time on that day, as written. A missing time zone is not guessed. */
export interface Moment {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly time:
    | { readonly hour: number; readonly minute: number; readonly second: number; readonly fraction: string }
    | undefined;
  /** The UTC offset. `undefined` if no zone is written, or only an ambiguous zone name. */
  readonly offset: Offset | undefined;
}

export interface FoundDate extends Moment {
  readonly zoneName?: string | undefined;
  /** 0 is Sunday. */
  readonly weekday?: number | undefined;
  /** The century is a guess that no weekday confirms. */
  readonly shortYear?: boolean;
  /**
   * `standard`: ISO 8601 and the variants of YAML and Jekyll. `mail`: RFC 1123 and 2822. `near`: year first with other
   * separators, accepted by many programs. `foreign`: everything else.
   */
  readonly spelling: "standard" | "mail" | "near" | "foreign";
}

const weekdays = "sunday monday tuesday wednesday thursday friday saturday".split(" ");
const months = "january february march april may june july august september october november december".split(" ");

const utc: Offset = { sign: "+", hours: 0, minutes: 0 };

/** https://www.rfc-editor.org/rfc/rfc2822#section-4.3, without CST and CDT, which are other zones in China and Cuba. */
const zones = new Map<string, Offset>([
  ...["Z", "UT", "UTC", "GMT"].map((name) => [name, utc] as const),
  ...Object.entries({ EST: 5, EDT: 4, MST: 7, MDT: 6, PST: 8, PDT: 7 }).map(
    ([name, hours]) => [name, { sign: "-", hours, minutes: 0 }] as const,
  ),
]);

/** Offsets of ambiguous zone names, from the IANA time zone database, most likely first. */
export const offsetsByZone: Readonly<Record<string, readonly string[]>> = {
  CST: ["+0800", "-0600"],
  CDT: ["-0500"],
  CET: ["+0100"],
  CEST: ["+0200"],
  WET: ["+0000"],
  WEST: ["+0100"],
  BST: ["+0100"],
  EET: ["+0200"],
  EEST: ["+0300"],
  MSK: ["+0300"],
  IST: ["+0530"],
  HKT: ["+0800"],
  SGT: ["+0800"],
  JST: ["+0900"],
  KST: ["+0900"],
  AEST: ["+1000"],
  AEDT: ["+1100"],
};

/** Reads `+0800`, `-05:00` or `GMT`. `undefined` for an unknown or ambiguous zone. */
export function readOffset(text: string): Offset | undefined {
  const [, sign, hours = "", minutes = "0"] = /^([+-])(\d{1,2})(?::?(\d{2}))?$/.exec(text) ?? [];
  if (sign !== "+" && sign !== "-") return zones.get(text.toUpperCase());
  return { sign, hours: Number(hours), minutes: Number(minutes) };
}

/**
 * Reads a date in any spelling common among people and programs; otherwise `undefined`. `dateProblem` checks whether
 * the day exists.
 */
export function readDate(text: string): FoundDate | undefined {
  // Longer than any date. This avoids a slow search through text that was entered by mistake.
  if (text.length > 100) return undefined;
  const plain = text
    .replace(/[\uff01-\uff5e]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .replace(/^(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日\s*/, "$1-$2-$3 ")
    .replace(
      /(\d{1,2})[时点](\d{1,2})分(?:(\d{1,2})秒)?$/,
      (_, hour, minute, second) => `${hour}:${minute}:${second ?? "00"}`,
    )
    .trim();
  const found = readYearFirst(plain) ?? readWords(plain);
  return found && plain !== text ? { ...found, spelling: "foreign" } : found;
}

/**
 * ISO 8601, RFC 3339, YAML 1.1 timestamps (https://yaml.org/type/timestamp.html), and the output of Jekyll and Ruby.
 */
function readYearFirst(text: string): FoundDate | undefined {
  const parts =
    /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:(?:[Tt]|[ \t]+)(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:[.,](\d{1,9}))?)?(?:[ \t]*([Zz]|[+-]\d{1,2}(?::?\d{2})?))?(?:[ \t]+([A-Za-z]{2,5}))?)?$/.exec(
      text,
    );
  if (!parts) return undefined;
  const [, year, sign, month, day, hour, minute, second = "0", fraction = "", stated, name] = parts;
  const offset = stated ? readOffset(stated) : name ? zones.get(name.toUpperCase()) : undefined;
  return {
    year: Number(year),
    month: Number(month),
    day: Number(day),
    time:
      hour === undefined ? undefined : { hour: Number(hour), minute: Number(minute), second: Number(second), fraction },
    offset,
    zoneName: stated ? undefined : name,
    spelling: sign === "-" && !name ? "standard" : "near",
  };
}

/**
 * Reads dates with the month in letters, in any order: RFC 1123, RFC 850, Unix `date`, JavaScript's `Date.toString`,
 * American prose. Exactly one month, one day and one year, and nothing that is not part of a date.
 */
function readWords(text: string): FoundDate | undefined {
  const token =
    /\s*(?:(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(?:\s*([ap])\.?m\b\.?)?|([+-]\d{2}:?\d{2})(?![\d:])|(\d{4})|(\d{1,2})(?:st|nd|rd|th)?|([A-Za-z]+)\.?|\([^()]*\)|[-,])/iy;
  let weekday: number | undefined;
  let month: number | undefined;
  let year: number | undefined;
  let time: Moment["time"];
  let zoneName: string | undefined;
  let offset: Offset | undefined;
  const numbers: number[] = [];
  let monthAt = 0;
  // Before the time, a hyphen before four digits separates the year (RFC 850). After the time, it begins an offset.
  for (let at = 0; at < text.length; at = token.lastIndex) {
    token.lastIndex = at;
    const parts = token.exec(text);
    if (parts?.[6] && !time) {
      token.lastIndex = text.indexOf(parts[6], at) + 1;
      continue;
    }
    if (!parts) return undefined;
    const [, hour, minute, second = "0", fraction = "", half, shift, longYear, number, word] = parts;
    if (hour !== undefined) {
      if (time) return undefined;
      const wrap = half ? (Number(hour) % 12) + (half.toLowerCase() === "p" ? 12 : 0) : Number(hour);
      if (half && (Number(hour) < 1 || Number(hour) > 12)) return undefined;
      time = { hour: wrap, minute: Number(minute), second: Number(second), fraction };
    } else if (shift) {
      if (offset && offset !== utc) return undefined;
      // `GMT+0800`: the offset is sufficient.
      offset = readOffset(shift);
    } else if (longYear) {
      if (year !== undefined) return undefined;
      year = Number(longYear);
    } else if (number) numbers.push(Number(number));
    else if (word) {
      const lower = word.toLowerCase();
      const monthNamed =
        lower === "sept" ? 8 : lower.length < 3 ? -1 : months.findIndex((name) => isNamed(name, lower));
      const dayNamed = lower.length < 3 ? -1 : weekdays.findIndex((name) => name.startsWith(lower));
      if (monthNamed !== -1) {
        if (month !== undefined) return undefined;
        month = monthNamed + 1;
        monthAt = numbers.length;
      } else if (dayNamed !== -1) {
        if (weekday !== undefined) return undefined;
        weekday = dayNamed;
      } else if (time && zoneName === undefined && word.length <= 5) {
        zoneName = word;
        offset ??= zones.get(word.toUpperCase());
      } else if (lower !== "at" && lower !== "t") return undefined;
    }
  }
  const [day, short] = numbers;
  let shortYear = false;
  if (year === undefined && short !== undefined && monthAt === 1) {
    // https://www.rfc-editor.org/rfc/rfc2822#section-4.3
    year = short + (short < 50 ? 2000 : 1900);
    shortYear = weekday === undefined;
  } else if (numbers.length !== 1) return undefined;
  if (day === undefined || month === undefined || year === undefined) return undefined;
  const mail =
    /^(?:[a-z]{3},\s*)?\d{1,2}\s+[a-z]{3}\s+\d{4}\s+\d{2}:\d{2}(?::\d{2})?(?:\s+(?:[+-]\d{4}|[a-z]{1,5}))?(?:\s+\([^()]*\))?$/i.test(
      text,
    );
  return {
    year,
    month,
    day,
    time,
    offset,
    zoneName: offset ? undefined : zoneName,
    weekday,
    shortYear,
    spelling: mail ? "mail" : "foreign",
  };
}

const isNamed = (month: string, word: string): boolean =>
  word === month || (word.length === 3 && month.startsWith(word));

/** Unix time in seconds or milliseconds, from 1990 to 2099. */
export function readUnix(text: string): Moment | undefined {
  const number = Number(text);
  const seconds = number > 631_152_000_000 ? number / 1000 : number;
  if (!(seconds >= 631_152_000 && seconds < 4_102_444_800)) return undefined;
  const date = new Date(seconds * 1000);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    time: { hour: date.getUTCHours(), minute: date.getUTCMinutes(), second: date.getUTCSeconds(), fraction: "" },
    offset: utc,
  };
}

/** The reason that the date does not exist, as a message; `undefined` if it exists. */
export function dateProblem({ year, month, day, time, offset }: Moment): string | undefined {
  if (month < 1 || month > 12) return t("date.noMonth", "month {month} does not exist", { month });
  const most = new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
  if (day < 1 || day > most)
    return t("date.noDay", "{month} {year} has no day {day}", { day, month: monthName(month), year });
  if (time && time.hour > 23) return t("date.noHour", "hour {hour} does not exist", { hour: time.hour });
  if (time && time.minute > 59) return t("date.noMinute", "minute {minute} does not exist", { minute: time.minute });
  if (time && time.second > 59) return t("date.noSecond", "second {second} does not exist", { second: time.second });
  // https://www.iana.org/time-zones: from -12:00 to +14:00
  if (offset && (offset.hours > (offset.sign === "+" ? 14 : 12) || offset.minutes > 59))
    return t("date.noTimeZone", "time zone {sign}{hours}:{minutes} does not exist", {
      sign: offset.sign,
      hours: two(offset.hours),
      minutes: two(offset.minutes),
    });
  return undefined;
}

function monthName(month: number): string {
  const names = [
    t("date.january", "January"),
    t("date.february", "February"),
    t("date.march", "March"),
    t("date.april", "April"),
    t("date.may", "May"),
    t("date.june", "June"),
    t("date.july", "July"),
    t("date.august", "August"),
    t("date.september", "September"),
    t("date.october", "October"),
    t("date.november", "November"),
    t("date.december", "December"),
  ];
  return names[month - 1] ?? "";
}

/** @param day 0 is Sunday. */
export function weekdayName(day: number): string {
  const names = [
    t("date.sunday", "Sunday"),
    t("date.monday", "Monday"),
    t("date.tuesday", "Tuesday"),
    t("date.wednesday", "Wednesday"),
    t("date.thursday", "Thursday"),
    t("date.friday", "Friday"),
    t("date.saturday", "Saturday"),
  ];
  return names[day] ?? "";
}

/** 0 is Sunday. The calendar repeats every 400 years. `Date.UTC` reads years below 100 as 19xx. */
export const weekdayOf = ({ year, month, day }: Moment): number =>
  new Date(Date.UTC(2000 + (year % 400), month - 1, day)).getUTCDay();

const two = (number: number): string => String(number).padStart(2, "0");

/** `spaced`: `2021-12-11 04:49:15 +0000`; `iso`: `2021-12-11T04:49:15Z`. */
export function formatDate({ year, month, day, time, offset }: Moment, style: "spaced" | "iso"): string {
  const date = `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}`;
  if (!time) return date;
  const clock = `${two(time.hour)}:${two(time.minute)}:${two(time.second)}${time.fraction ? `.${time.fraction}` : ""}`;
  const isUtc = offset?.hours === 0 && offset.minutes === 0;
  if (style === "iso")
    return `${date}T${clock}${!offset ? "" : isUtc ? "Z" : `${offset.sign}${two(offset.hours)}:${two(offset.minutes)}`}`;
  return `${date} ${clock}${!offset ? "" : ` ${isUtc ? "+" : offset.sign}${two(offset.hours)}${two(offset.minutes)}`}`;
}

/** Milliseconds since 1970. A day without a time starts at 00:00. A time without a zone is in `zone` (default: UTC). */
export function instantOf({ year, month, day, time, offset }: Moment, zone: Offset = utc): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  if (!time) return date.getTime();
  const shift = offsetMinutes(offset ?? zone);
  return date.getTime() + ((time.hour * 60 + time.minute - shift) * 60 + time.second) * 1000;
}

/** Minutes east of UTC. */
export const offsetMinutes = ({ sign, hours, minutes }: Offset): number =>
  (sign === "-" ? -1 : 1) * (hours * 60 + minutes);

/** The same moment in another zone. A day without a time, or a time without a zone, is returned unchanged. */
export function toZone(moment: Moment, offset: Offset): Moment {
  const { time } = moment;
  if (!time || !moment.offset) return moment;
  const there = new Date(instantOf(moment) + offsetMinutes(offset) * 60_000);
  return {
    year: there.getUTCFullYear(),
    month: there.getUTCMonth() + 1,
    day: there.getUTCDate(),
    time: { ...time, hour: there.getUTCHours(), minute: there.getUTCMinutes() },
    offset,
  };
}
