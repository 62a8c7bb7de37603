/** How the generator of the site reads a date, and how to write the date so that it reads the moment that is meant. */
import {
  type Edit,
  type FoundDate,
  type FrontMatter,
  type FrontMatterReader,
  formatDate,
  instantOf,
  type Moment,
  type Offset,
  t,
  toZone,
  writtenDate,
} from "../../src/rule.js";
import { setDate } from "./_dates.js";

export interface GeneratorDate {
  /**
   * `fine`: it reads the moment that is meant. `ignored`, `fails`: it cannot read the date. `shifted`: it reads another moment,
   * at least on some machines. `local`: the date has no zone, and the machine's is used.
   */
  readonly kind: "fine" | "ignored" | "fails" | "shifted" | "local";
  /** The text to write, with quotes if it needs them, and the edit. */
  readonly meant?: { readonly text: string; readonly edit: Edit };
}

/** @returns `undefined` if it is not known how the generator reads the value of this key. */
export function readBy(
  reader: FrontMatterReader | undefined,
  frontMatter: FrontMatter,
  key: string,
  found: FoundDate,
  format: "spaced" | "iso",
): GeneratorDate | undefined {
  const written = reader?.dateKeys.includes(key) ? writtenDate(frontMatter, [key]) : undefined;
  const read = written && reader?.date(written);
  if (!reader || !read) return undefined;
  if (read.kind === "special") return { kind: "fine" };
  const hasZone = found.offset !== undefined;
  if (read.kind !== "read") {
    const kind = read.kind === "fails" ? "fails" : "ignored";
    if (found.zoneName && !hasZone) return { kind };
    return { kind, ...meantBy(reader, frontMatter, key, found, format) };
  }
  if (!found.time) return { kind: "fine" };
  const [first, second] = read.machines;
  if (!hasZone) return { kind: first === second ? "fine" : "local" };
  // Some programs drop fractions of a second.
  const isMeant = (moment: number) => Math.abs(moment - instantOf(found)) < 1000;
  if (isMeant(first) && isMeant(second)) return { kind: "fine" };
  return { kind: "shifted", ...meantBy(reader, frontMatter, key, found, format) };
}

function meantBy(
  reader: FrontMatterReader,
  frontMatter: FrontMatter,
  key: string,
  found: FoundDate,
  format: "spaced" | "iso",
): Pick<GeneratorDate, "meant"> {
  const styles = [format, format === "iso" ? "spaced" : "iso"] as const;
  const zone = zoneOf(reader, frontMatter.language, found);
  const { offset: _, ...local } = zone ? toZone(found, zone) : found;
  const moments: Moment[] = [found, ...(found.offset && zone ? [{ ...local, offset: undefined }] : [])];
  for (const moment of moments)
    for (const style of styles)
      for (const plain of frontMatter.language === "yaml" ? [true, false] : [false]) {
        const text = formatDate(moment, style);
        const read = reader.date({ text, plain, language: frontMatter.language });
        if (read?.kind !== "read") continue;
        const isRight =
          !found.time || !found.offset || read.machines.every((at) => Math.abs(at - instantOf(found)) < 1000);
        const source = plain ? text : `"${text}"`;
        const edit =
          frontMatter.language === "yaml"
            ? frontMatter.setSource([key], source)
            : setDate(frontMatter, key, moment, style, true);
        if (isRight && edit) return { meant: { text: frontMatter.language === "yaml" ? source : text, edit } };
      }
  return {};
}

/** The zone in which the generator reads times without a zone, if all machines read the same. */
function zoneOf(reader: FrontMatterReader, language: string, found: FoundDate): Offset | undefined {
  if (!found.time) return undefined;
  const text = formatDate({ ...found, offset: undefined }, "spaced");
  const read = reader.date({ text, plain: language === "yaml", language });
  if (read?.kind !== "read" || read.machines[0] !== read.machines[1]) return undefined;
  const minutes = Math.round((instantOf({ ...found, offset: undefined }) - read.machines[0]) / 60_000);
  const size = Math.abs(minutes);
  return { sign: minutes < 0 ? "-" : "+", hours: Math.floor(size / 60), minutes: size % 60 };
}

export interface Misread {
  readonly kind: "ignored" | "fails" | "shifted";
  readonly value: string;
  readonly generator: string;
  readonly meant: string;
}

export const misreadMessage = ({ kind, ...d }: Misread): string =>
  kind === "fails"
    ? t(
        "front-matter/_generator-dates.fails",
        '{generator} cannot read the date "{value}", and the build fails. Write {meant}.',
        d,
      )
    : kind === "ignored"
      ? t(
          "front-matter/_generator-dates.ignored",
          '{generator} cannot read the date "{value}" and ignores it. Write {meant}.',
          d,
        )
      : t(
          "front-matter/_generator-dates.shifted",
          '{generator} adds the time zone of the build computer to "{value}", so the article gets another time. Write {meant}.',
          d,
        );

export const localMessage = (d: { readonly value: string; readonly generator: string }): string =>
  t(
    "front-matter/_generator-dates.local",
    '"{value}" has no time zone, so {generator} uses that of the build computer. Set timezone in _config.yml.',
    d,
  );

export const foldedMisread = ({ cause }: { readonly cause: string }): string =>
  t(
    "front-matter/_generator-dates.folded.misread",
    "{generator} does not read the date as the moment that is written. Use a format that it reads.",
    { generator: cause },
  );

export const foldedLocal = ({ cause }: { readonly cause: string }): string =>
  t(
    "front-matter/_generator-dates.folded.local",
    "The date has no time zone, so {generator} uses that of the build computer. Set timezone in _config.yml.",
    { generator: cause },
  );
