/**
 * Whether Hexo reads the same moment in two ways to write a date. js-yaml makes a `Date` of a plain YAML timestamp, and
 * hexo-front-matter adds the time zone of the machine to each `Date`, even if the timestamp has a zone of its own. Other
 * text goes to `new Date(text)`. So `2019-05-31T20:00:00Z` is another moment than `Fri, 31 May 2019 20:00:00 GMT`,
 * except on machines in UTC.
 */
import type { FrontMatterReader } from "../article/types.js";

/**
 * @param before as written in the front matter.
 * @returns `true`, too, if Hexo cannot read the date before, because its page has no lasting URL then.
 */
export const isSameForHexo =
  (reader: FrontMatterReader) =>
  (before: string, after: string): boolean => {
    const [was, is] = [before, after].map((written) => {
      const isQuoted = /^(["']).*\1$/s.test(written);
      return reader.date({ text: isQuoted ? written.slice(1, -1) : written, plain: !isQuoted, language: "yaml" });
    });
    if (was?.kind !== "read") return true;
    return is?.kind === "read" && was.machines.every((moment, at) => moment === is.machines[at]);
  };
