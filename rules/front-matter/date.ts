import { cut, defineRule, type Edit, type Fix, type FrontMatter } from "../../src/rule.js";

export default defineRule({
  name: "front-matter/date",
  summary: "Dates name one moment, in a spelling that every site generator reads",
  severity: "error",
  fixable: "safe",
  options: {
    keys: {
      type: "array",
      items: { type: "string" },
      default: [
        "date",
        "updated",
        "lastmod",
        "modified",
        "last_modified_at",
        "published",
        "pubDate",
        "publishDate",
        "expiryDate",
        "created",
      ],
      description: "the keys that hold dates",
    },
    format: {
      type: "string",
      enum: ["spaced", "iso"],
      default: "spaced",
      description: "what fixes write: `2021-12-11 04:49:15 +0000`, or `2021-12-11T04:49:15Z`",
    },
    requireZone: {
      type: "boolean",
      default: true,
      description: "report a time of day without a time zone",
    },
    zone: {
      type: "string",
      default: "",
      description: "the zone that times without one are in, such as `+08:00`; fixes then write it",
    },
  },
  messages: {
    mail: (d: { value: string; meant: string }) =>
      `"${d.value}" is a date as e-mail and feeds write it, which not every site generator reads: write ${d.meant}`,
    spelling: (d: { value: string; meant: string }) =>
      `"${d.value}" is a spelling of a date that not every site generator reads: write ${d.meant}`,
    zoneless: (d: { value: string; meant: string }) =>
      `"${d.value}" has no time zone, so it is another moment on another computer: write ${d.meant}`,
    zone: (d: { value: string; name: string }) =>
      `the time zone "${d.name}" of "${d.value}" is not the same everywhere: write the offset, such as "+0800"`,
    impossible: (d: { value: string; why: string }) => `"${d.value}" is no date, ${d.why}: correct it`,
    weekday: (d: { value: string; stated: string; real: string }) =>
      `"${d.value}" says ${d.stated}, that day is a ${d.real}: correct the date or the weekday`,
    unix: (d: { value: string; meant: string }) =>
      `${d.value} is a number: if it counts seconds or milliseconds since 1970, write ${d.meant}`,
    unreadable: (d: { value: string; meant: string | undefined }) =>
      `"${d.value}" cannot be read as a date: ${d.meant ? `did you mean ${d.meant}?` : 'write it like "2021-12-11 04:49:15 +0800" or "2021-12-11"'}`,
  },

  frontMatter(frontMatter, { options, report }) {
    if (!frontMatter?.data) return;
    const zone = readOffset(options.zone.trim());
    if (options.zone !== "" && !zone)
      throw new Error(`the option zone is "${options.zone}": write an offset such as "+08:00"`);
    for (const key of options.keys) {
      const data = frontMatter.data[key];
      if (typeof data !== "string" && typeof data !== "number") continue;
      const text = String(data).trim();
      // An alias only repeats what is reported where it is written.
      if (text === "" || /\{\{|\{%|<%/.test(text) || frontMatter.written([key])?.startsWith("*")) continue;
      const at = frontMatter.place([key], "value");
      if (!at) continue;
      const value = cut(text);
      const write = (date: Moment): string => format(date, options.format);
      const fix = (date: Moment, safety: Fix["safety"], wasText: boolean): Fix[] => {
        const edit = setDate(frontMatter, key, date, options.format, wasText);
        return edit ? [{ title: `write "${write(date)}"`, safety, edits: [edit] }] : [];
      };

      const found = read(text);
      if (!found) {
        const unix = typeof data === "number" || /^\d+$/.test(text) ? readUnix(text) : undefined;
        if (unix) {
          const suggestions = fix(unix, "unsafe", true);
          report("unix", { at, data: { value, meant: quoted(write(unix)) }, suggestions, severity: "warning" });
          continue;
        }
        const guess = read(
          text
            .replace(/^((?:19|20)\d\d)(\d\d)(\d\d)$/, "$1-$2-$3")
            .replace(/([-/.:])\1+/g, "$1")
            .replace(/[^\w)]+$/, ""),
        );
        const meant = guess && !problemOf(guess) ? guess : undefined;
        report("unreadable", {
          at,
          data: { value, meant: meant && quoted(write(meant)) },
          suggestions: meant ? fix(meant, "unsafe", true) : [],
        });
        continue;
      }
      const why = problemOf(found);
      if (why) {
        report("impossible", { at, data: { value, why } });
        continue;
      }
      if (found.weekday !== undefined && found.weekday !== weekdayOf(found)) {
        const stated = weekdays[found.weekday] ?? "";
        report("weekday", { at, data: { value, stated, real: weekdays[weekdayOf(found)] ?? "" } });
        continue;
      }
      const { time } = found;
      if (found.zoneName && found.offset === undefined) {
        const offsets = zonesMeant[found.zoneName.toUpperCase()] ?? [];
        const suggestions = offsets.flatMap((name) => fix({ ...found, offset: readOffset(name) }, "unsafe", true));
        report("zone", { at, data: { value, name: cut(found.zoneName) }, suggestions });
        continue;
      }
      const zoneless = time !== undefined && found.offset === undefined;
      const dated: Moment = zoneless ? { ...found, offset: zone } : found;
      const certain = time !== undefined && dated.offset !== undefined && !found.shortYear;
      if (found.spelling !== "standard") {
        const isMail = found.spelling === "mail";
        report(isMail ? "mail" : "spelling", {
          at,
          data: { value, meant: quoted(write(dated)) + (zoneless && !zone ? " with its time zone" : "") },
          fix: fix(dated, certain ? "safe" : "unsafe", true)[0],
          ...(found.spelling !== "foreign" && { severity: "warning" as const }),
        });
      } else if (zoneless && options.requireZone) {
        report("zoneless", {
          at,
          data: { value, meant: zone ? quoted(write(dated)) : `its offset behind it, such as "+0800"` },
          fix: zone && fix(dated, "safe", false)[0],
          severity: "warning",
        });
      }
    }
  },
});

const quoted = (text: string): string => `"${text}"`;

interface Offset {
  readonly sign: "+" | "-";
  readonly hours: number;
  readonly minutes: number;
}

interface Moment {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly time:
    | { readonly hour: number; readonly minute: number; readonly second: number; readonly fraction: string }
    | undefined;
  /** From UTC; `undefined` if no zone is stated, or only by a name that is not the same everywhere. */
  readonly offset: Offset | undefined;
}

interface Found extends Moment {
  readonly zoneName?: string | undefined;
  /** 0 is Sunday. */
  readonly weekday?: number | undefined;
  /** The century is a guess that no weekday confirms. */
  readonly shortYear?: boolean;
  /**
   * `standard`: ISO 8601 and what YAML and Jekyll make of it. `mail`: RFC 1123 and 2822. `near`: year first with other
   * signs, read by many. `foreign`: all else.
   */
  readonly spelling: "standard" | "mail" | "near" | "foreign";
}

const weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const months = "january february march april may june july august september october november december".split(" ");

const utc: Offset = { sign: "+", hours: 0, minutes: 0 };

/** https://www.rfc-editor.org/rfc/rfc2822#section-4.3, without CST and CDT: in China and Cuba these are other zones. */
const zones = new Map<string, Offset>([
  ...["Z", "UT", "UTC", "GMT"].map((name) => [name, utc] as const),
  ...Object.entries({ EST: 5, EDT: 4, MST: 7, MDT: 6, PST: 8, PDT: 7 }).map(
    ([name, hours]) => [name, { sign: "-", hours, minutes: 0 }] as const,
  ),
]);

/** What names without a standard are used for, by the IANA time zone database; the likelier first. */
const zonesMeant: Readonly<Record<string, readonly string[]>> = {
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

function readOffset(text: string): Offset | undefined {
  const [, sign, hours = "", minutes = "0"] = /^([+-])(\d{1,2})(?::?(\d{2}))?$/.exec(text) ?? [];
  if (sign !== "+" && sign !== "-") return zones.get(text.toUpperCase());
  return { sign, hours: Number(hours), minutes: Number(minutes) };
}

function read(text: string): Found | undefined {
  // Longer than any date; what a person writes here by mistake is not worth a search.
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

/** ISO 8601, RFC 3339, YAML 1.1 timestamps (https://yaml.org/type/timestamp.html), what Jekyll and Ruby write. */
function readYearFirst(text: string): Found | undefined {
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
 * Dates with the month in letters, whatever their order: RFC 1123, RFC 850, `date` of Unix, `Date.toString` of
 * JavaScript, American prose. One month, one day and one year, and nothing that is none of a date's parts.
 */
function readWords(text: string): Found | undefined {
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
  // A hyphen before four digits parts day, month and year (RFC 850) until there is a time; then it is an offset.
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
      // `GMT+0800`: the offset says it all.
      offset = readOffset(shift);
    } else if (longYear) {
      if (year !== undefined) return undefined;
      year = Number(longYear);
    } else if (number) numbers.push(Number(number));
    else if (word) {
      const lower = word.toLowerCase();
      const monthNamed =
        lower === "sept" ? 8 : lower.length < 3 ? -1 : months.findIndex((name) => isNamed(name, lower));
      const dayNamed = lower.length < 3 ? -1 : weekdays.findIndex((name) => name.toLowerCase().startsWith(lower));
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
function readUnix(text: string): Moment | undefined {
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

/** Why there is no such moment. */
function problemOf({ year, month, day, time, offset }: Moment): string | undefined {
  if (month < 1 || month > 12) return `there is no month ${month}`;
  const most = new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
  if (day < 1 || day > most) return `there is no day ${day} in ${name(month)} ${year}`;
  if (time && time.hour > 23) return `there is no hour ${time.hour}`;
  if (time && time.minute > 59) return `there is no minute ${time.minute}`;
  if (time && time.second > 59) return `there is no second ${time.second}`;
  // https://www.iana.org/time-zones: from -12:00 to +14:00
  if (offset && (offset.hours > (offset.sign === "+" ? 14 : 12) || offset.minutes > 59))
    return `there is no time zone ${offset.sign}${two(offset.hours)}:${two(offset.minutes)}`;
  return undefined;
}

const name = (month: number): string => (months[month - 1] ?? "").replace(/^./, (letter) => letter.toUpperCase());

/** The calendar repeats every 400 years; `Date.UTC` takes years below 100 for others. */
const weekdayOf = ({ year, month, day }: Moment): number =>
  new Date(Date.UTC(2000 + (year % 400), month - 1, day)).getUTCDay();

const two = (number: number): string => String(number).padStart(2, "0");

function format({ year, month, day, time, offset }: Moment, style: "spaced" | "iso"): string {
  const date = `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}`;
  if (!time) return date;
  const clock = `${two(time.hour)}:${two(time.minute)}:${two(time.second)}${time.fraction ? `.${time.fraction}` : ""}`;
  const isUtc = offset?.hours === 0 && offset.minutes === 0;
  if (style === "iso")
    return `${date}T${clock}${!offset ? "" : isUtc ? "Z" : `${offset.sign}${two(offset.hours)}:${two(offset.minutes)}`}`;
  return `${date} ${clock}${!offset ? "" : ` ${isUtc ? "+" : offset.sign}${two(offset.hours)}${two(offset.minutes)}`}`;
}

/**
 * What was text for a site generator stays text, quoted where YAML 1.1 would take it for a timestamp: Hexo moves
 * timestamps, even those with a zone, by the building computer's offset (hexo-front-matter 4, `parse`).
 */
function setDate(
  frontMatter: FrontMatter,
  key: string,
  date: Moment,
  style: "spaced" | "iso",
  wasText: boolean,
): Edit | undefined {
  const isQuoted = /^["']/.test(frontMatter.written([key]) ?? "");
  // TOML has dates of its own; there is no spaced one.
  if (frontMatter.language === "toml" && !isQuoted) return frontMatter.setSource([key], format(date, "iso"));
  const text = format(date, style);
  if (isQuoted || frontMatter.language !== "yaml") return frontMatter.setString([key], text);
  const isTimestamp = style === "iso" || !date.time || !date.offset;
  return wasText && isTimestamp ? frontMatter.setString([key], text) : frontMatter.setSource([key], text);
}
