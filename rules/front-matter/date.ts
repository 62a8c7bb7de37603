import {
  dateProblem,
  defineRule,
  type Fix,
  formatDate,
  instantOf,
  type Moment,
  offsetMinutes,
  offsetsByZone,
  type Range,
  readDate,
  readOffset,
  readUnix,
  t,
  toZone,
  truncate,
  weekdayName,
  weekdayOf,
  writtenDate,
} from "../../src/rule.js";
import { dateOptions } from "./_date-options.js";
import {
  canBeDate,
  dateInPath,
  day,
  guessDate,
  isBefore,
  isOfArticle,
  likelyDate,
  type MissingDate,
  mayBeOn,
  missingDate,
  setDate,
} from "./_dates.js";
import {
  foldedLocal,
  foldedMisread,
  type GeneratorDate,
  localMessage,
  misreadMessage,
  readBy,
} from "./_generator-dates.js";

export default defineRule({
  name: "front-matter/date",
  summary: "Require dates that every site generator reads as the same moment",
  severity: "error",
  fixable: "safe",
  // No feed is older than the web.
  presets: { "rss-archive": ["error", { earliest: "1990-01-01" }] },
  options: dateOptions,
  messages: {
    future: (d: { value: string; days: number }) =>
      t("front-matter/date.future", '"{value}" is {days} days in the future. Check whether the date is correct.', {
        value: d.value,
        days: d.days,
      }),
    noDate: (d: { value: string }) =>
      t(
        "front-matter/date.noDate",
        '"{value}" is what programs write for a missing date. Write the real date or remove the key.',
        { value: d.value },
      ),
    seconds: (d: { value: string; meant: string | undefined }) =>
      d.meant === undefined
        ? t(
            "front-matter/date.seconds",
            '"{value}" is a date of 1970, probably because a program read seconds as milliseconds. Write the real date.',
            { value: d.value },
          )
        : t(
            "front-matter/date.seconds.known",
            '"{value}" is a date of 1970, probably because a program read seconds as milliseconds. Did you mean about {meant}?',
            { value: d.value, meant: d.meant },
          ),
    early: (d: { value: string; earliest: string }) =>
      t("front-matter/date.early", '"{value}" is before {earliest}. Check whether the date is correct.', {
        value: d.value,
        earliest: d.earliest,
      }),
    order: (d: { value: string; key: string; dated: string }) =>
      t(
        "front-matter/date.order",
        'The last change "{value}" is before "{key}" ({dated}). Correct one of the two dates.',
        { value: d.value, key: d.key, dated: d.dated },
      ),
    fileName: (d: { value: string; named: string }) =>
      t(
        "front-matter/date.fileName",
        '"{value}" differs from the date in the file or folder name ({named}). Correct one of the two.',
        { value: d.value, named: d.named },
      ),
    mail: (d: { value: string; meant: string }) =>
      t("front-matter/date.mail", '"{value}" is an e-mail date, which some site generators misread. Write {meant}.', {
        value: d.value,
        meant: d.meant,
      }),
    format: (d: { value: string; meant: string }) =>
      t("front-matter/date.format", 'Not every site generator reads the date format "{value}". Write {meant}.', {
        value: d.value,
        meant: d.meant,
      }),
    zoneless: ({ value, meant, offset }: { value: string; meant: string | undefined; offset: string }) =>
      meant === undefined
        ? t(
            "front-matter/date.zoneless",
            '"{value}" has no time zone, so it depends on the build computer. Add an offset such as "{offset}", unless your generator sets a zone (Hexo: timezone).',
            { value, offset },
          )
        : t(
            "front-matter/date.zoneless.known",
            '"{value}" has no time zone, so it depends on the build computer. Write {meant}.',
            { value, meant },
          ),
    misread: misreadMessage,
    local: localMessage,
    zone: (d: { value: string; name: string }) =>
      t(
        "front-matter/date.zone",
        'Time zone "{name}" in "{value}" means several zones. Write an offset instead, for example "+0800".',
        { name: d.name, value: d.value },
      ),
    otherZone: (d: { value: string; meant: string }) =>
      t("front-matter/date.otherZone", '"{value}" is not in the time zone of this site. Write {meant}.', {
        value: d.value,
        meant: d.meant,
      }),
    impossible: (d: { value: string; why: string }) =>
      t("front-matter/date.impossible", '"{value}" is not a valid date: {why}. Correct the date.', {
        value: d.value,
        why: d.why,
      }),
    weekday: (d: { value: string; stated: string; real: string }) =>
      t("front-matter/date.weekday", '"{value}" is a {real}, not a {stated}. Correct the date or the weekday.', {
        value: d.value,
        stated: d.stated,
        real: d.real,
      }),
    unix: (d: { value: string; meant: string }) =>
      t(
        "front-matter/date.unix",
        "{value} is a number. If it means seconds or milliseconds since 1970, write {meant}.",
        {
          value: d.value,
          meant: d.meant,
        },
      ),
    unreadable: (d: { value: string; meant: string | undefined }) =>
      d.meant
        ? t("front-matter/date.unreadable.guess", 'Cannot read "{value}" as a date. Did you mean {meant}?', {
            value: d.value,
            meant: d.meant,
          })
        : t(
            "front-matter/date.unreadable",
            'Cannot read "{value}" as a date. Use a format such as "2021-12-11 04:49:15 +0800" or "2021-12-11".',
            { value: d.value },
          ),
  },

  folded: {
    mail: () =>
      t(
        "front-matter/date.folded.mail",
        'The date is an e-mail date, which some site generators misread. Write a date such as "2021-12-11 04:49:15 +0000".',
      ),
    misread: foldedMisread,
    local: foldedLocal,
    zoneless: () =>
      t(
        "front-matter/date.folded.zoneless",
        'The date has no time zone, so it depends on the build computer. Set the option "zone", unless your generator sets a zone (Hexo: timezone).',
      ),
  },

  frontMatter(frontMatter, context) {
    const { article, options, report } = context;
    if (!frontMatter?.data) return;
    const dates = new Map<string, Dated>();
    const zone = zoneOf(options);
    for (const key of options.keys) {
      const data = frontMatter.data[key];
      if (typeof data !== "string" && typeof data !== "number") continue;
      const text = String(data).trim();
      // The value of an alias is reported at its anchor.
      if (!canBeDate(text) || frontMatter.written([key])?.startsWith("*")) continue;
      const at = frontMatter.place([key], "value");
      if (!at) continue;
      const value = truncate(text);
      const write = (date: Moment): string => formatDate(date, options.format);
      const fix = (date: Moment, safety: Fix["safety"], wasText: boolean): Fix[] => {
        const edit = setDate(frontMatter, key, date, options.format, wasText);
        return edit
          ? [
              {
                title: t("front-matter/date.fix.write", 'Write "{date}"', { date: write(date) }),
                safety,
                edits: [edit],
              },
            ]
          : [];
      };

      const reportMissing = ({ kind, meant: guess }: MissingDate, isTime: boolean): void => {
        const meant = likelyDate(guess, article.path, context);
        const edits = meant && fix(meant, "unsafe", true)[0];
        if (kind === "seconds")
          report("seconds", { at, data: { value, meant: meant && quoted(write(meant)) }, fix: edits });
        // People write the day to sort a page last.
        else report("noDate", { at, data: { value }, fix: edits, ...(!isTime && { severity: "warning" as const }) });
      };

      const reportOwn = (
        { kind, meant }: GeneratorDate,
        seen: { value: string; generator: string; certain: boolean },
      ): boolean => {
        const data = { value: seen.value, generator: seen.generator };
        if (kind === "local" && options.requireZone)
          report("local", { at, data, severity: "warning", cause: seen.generator });
        if (kind === "fine" || kind === "local") return kind === "local";
        if (!meant) return false;
        const title = t("front-matter/date.fix.write", 'Write "{date}"', { date: meant.text.replaceAll('"', "") });
        const fix: Fix = { title, safety: seen.certain ? "safe" : "unsafe", edits: [meant.edit] };
        report("misread", { at, data: { ...data, kind, meant: quotedText(meant.text) }, fix, cause: seen.generator });
        return true;
      };

      const found = readDate(text);
      const { reader, name: generator = "" } = article.generator ?? {};
      const written = reader?.dateKeys.includes(key) ? writtenDate(frontMatter, [key]) : undefined;
      const ownReading = written && reader?.date(written);
      // `published: 0` says whether to publish.
      if (ownReading?.kind === "special" || (key === "published" && /^[01]$/.test(text))) continue;
      if (!found && isOfArticle(key, options) && /^(?:0|-1)$/.test(text)) {
        reportMissing({ kind: "none" }, true);
        continue;
      }
      if (!found) {
        const unix = typeof data === "number" || /^\d+$/.test(text) ? readUnix(text) : undefined;
        if (unix && ownReading?.kind === "read" && ownReading.machines[0] === instantOf(unix)) continue;
        if (unix) {
          const suggestions = fix(unix, "unsafe", true);
          report("unix", { at, data: { value, meant: quoted(write(unix)) }, suggestions, severity: "warning" });
          continue;
        }
        const meant = guessDate(text);
        report("unreadable", {
          at,
          data: { value, meant: meant && quoted(write(meant)) },
          suggestions: meant ? fix(meant, "unsafe", true) : [],
        });
        continue;
      }
      const why = dateProblem(found);
      if (why) {
        report("impossible", { at, data: { value, why } });
        continue;
      }
      if (found.weekday !== undefined && found.weekday !== weekdayOf(found)) {
        const stated = weekdayName(found.weekday);
        report("weekday", { at, data: { value, stated, real: weekdayName(weekdayOf(found)) } });
        continue;
      }
      const missing = isOfArticle(key, options) ? missingDate(found, zone) : undefined;
      if (missing) {
        reportMissing(missing, found.time !== undefined);
        continue;
      }
      dates.set(key, { key, value, at, date: found });
      const { time } = found;
      if (found.zoneName && found.offset === undefined) {
        const offsets = offsetsByZone[found.zoneName.toUpperCase()] ?? [];
        const suggestions = offsets.flatMap((name) => fix({ ...found, offset: readOffset(name) }, "unsafe", true));
        report("zone", { at, data: { value, name: truncate(found.zoneName) }, suggestions });
        continue;
      }
      const zoneless = time !== undefined && found.offset === undefined;
      const dated: Moment = zoneless ? { ...found, offset: zone } : found;
      const certain = time !== undefined && dated.offset !== undefined && !found.shortYear;
      const isMail = found.spelling === "mail";
      const own = readBy(reader, frontMatter, key, { ...found, offset: dated.offset }, options.format);
      if (own && reportOwn(own, { value, generator, certain })) continue;
      if (!own && found.spelling !== "standard") {
        report(isMail ? "mail" : "format", {
          at,
          data: {
            value,
            meant:
              zoneless && !zone
                ? t("front-matter/date.withZone", '"{date}" with a time zone', { date: write(dated) })
                : quoted(write(dated)),
          },
          fix: fix(dated, certain ? "safe" : "unsafe", true)[0],
          ...(found.spelling !== "foreign" && { severity: "warning" as const }),
        });
      } else if (!own && zoneless && options.requireZone) {
        report("zoneless", {
          at,
          // TOML has no offsets without a colon.
          data: {
            value,
            meant: zone && quoted(write(dated)),
            offset: frontMatter.language === "toml" ? "+08:00" : "+0800",
          },
          fix: zone && fix(dated, "safe", false)[0],
          severity: "warning",
        });
      } else if (options.oneZone && zone && found.offset && offsetMinutes(found.offset) !== offsetMinutes(zone)) {
        const same = toZone(found, zone);
        const data = { value, meant: quoted(write(same)) };
        report("otherZone", { at, data, fix: fix(same, "unsafe", false)[0], severity: "warning" });
      }
    }

    const earliest = earliestOf(options);
    for (const { key, value, at, date } of dates.values()) {
      if (earliest && isOfArticle(key, options) && isBefore(date, earliest))
        report("early", { at, data: { value, earliest: options.earliest }, severity: "warning" });
      const instant = instantOf(date, zone);
      if (context.isPast(instant)) continue;
      const days = Math.floor((instant - context.now.getTime()) / day);
      if (days > options.future && isOfArticle(key, options))
        report("future", { at, data: { value, days }, severity: "warning" });
    }
    const of = (keys: readonly string[]) => keys.map((key) => dates.get(key)).find((one) => one !== undefined);
    const first = of(options.first);
    if (!first) return;
    const last = of(options.last);
    if (options.order && last && isBefore(last.date, first.date)) {
      const data = { value: last.value, key: first.key, dated: first.value };
      report("order", { at: last.at, data, severity: "warning" });
    }
    if (!options.fileName) return;
    const named = dateInPath(article.path);
    if (named && !dateProblem(named.date) && !mayBeOn(first.date, named.date))
      report("fileName", {
        at: first.at,
        data: { value: first.value, named: named.text },
        severity: "warning",
      });
  },
});

interface Dated {
  readonly key: string;
  readonly value: string;
  readonly at: Range;
  readonly date: Moment;
}

/** @throws Error if the option is not a day. */
function earliestOf({ earliest }: { readonly earliest: string }): Moment | undefined {
  if (earliest === "") return undefined;
  const date = readDate(earliest.trim());
  if (!date || date.time || date.spelling !== "standard" || dateProblem(date))
    throw new Error(
      t(
        "front-matter/date.invalidEarliestOption",
        'Invalid date "{earliest}" in the option earliest. Use a day such as "1990-01-01".',
        { earliest },
      ),
    );
  return date;
}

/** @throws Error if the options about time zones are wrong. */
function zoneOf(options: { readonly zone: string; readonly oneZone: boolean }): Moment["offset"] {
  const zone = readOffset(options.zone.trim());
  if (options.zone !== "" && !zone)
    throw new Error(
      t(
        "front-matter/date.invalidZoneOption",
        'Invalid time zone "{zone}" in the option zone. Use an offset such as "+08:00".',
        {
          zone: options.zone,
        },
      ),
    );
  if (options.oneZone && !zone)
    throw new Error(
      t(
        "front-matter/date.missingZoneOption",
        'The option oneZone needs the option zone. Set zone to an offset such as "+08:00".',
      ),
    );
  return zone;
}

/** A text that is written with quotes is shown with them. */
const quotedText = (text: string): string => (text.startsWith('"') ? text : quoted(text));

const quoted = (text: string): string => t("common.quoted", '"{dotted}"', { dotted: text });
