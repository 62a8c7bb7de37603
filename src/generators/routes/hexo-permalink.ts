/** Patterns such as `:year/:title/`: https://github.com/hexojs/hexo-util/blob/master/lib/permalink.ts */

import { wholeGroups } from "../../patterns/whole-groups.js";
import { anyText } from "../../platform/any-text.js";
import { slugize } from "./hexo-slug.js";
import { withoutExtension } from "./shared.js";

const parameter = /:(\w*[^_\W])/g;

const segments: Readonly<Record<string, string>> = {
  year: "(\\d{4})",
  month: "(\\d{2})",
  day: "(\\d{2})",
  i_month: "(\\d{1,2})",
  i_day: "(\\d{1,2})",
  hash: "([0-9a-f]{12})",
};

export const stringify = (rule: string, data: Readonly<Record<string, unknown>>): string =>
  rule.replace(parameter, (_, name: string) => anyText(Object.hasOwn(data, name) ? data[name] : undefined));

/** What the name of a post says, by `new_post_name`; the title is its slug. */
export function parseFileName(rule: string): (path: string) => Readonly<Record<string, string>> {
  const names: string[] = [];
  const source = withoutExtension(rule)
    .replace(/[-[\]/{}()*+?.\\^$|]/g, "\\$&")
    .replace(parameter, (_, name: string) => {
      names.push(name);
      return Object.hasOwn(segments, name) ? (segments[name] ?? "") : "(.+?)";
    });
  const groups = wholeGroups(source, names.length);
  return (path) => {
    const name = withoutExtension(path);
    const found = groups(name);
    const read = found ? Object.fromEntries(names.map((key, at) => [key, found[at] ?? ""])) : {};
    return read.title === undefined ? { ...read, title: slugize(name) } : read;
  };
}
