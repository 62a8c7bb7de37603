/** The changes that `stet edit` can make to front matter: to its data, and how to write them. */
import { isDeepStrictEqual } from "node:util";
import type { Edit, FrontMatter, Path } from "../article/types.js";
import { UserError } from "../platform/errors.js";
import { t } from "../platform/i18n.js";
import { valueAt } from "../platform/value-at.js";
import { type Data, namedValue, namesOf, pairOf, pathOf, readValue, type Value, withValue } from "./value.js";
import { insertionOf, replacementOf } from "./write-value.js";

export type Change =
  | { readonly kind: "rename"; readonly key: string; readonly to: string }
  | { readonly kind: "delete"; readonly key: string }
  | { readonly kind: "set"; readonly key: string; readonly value: Value }
  | { readonly kind: "merge-tags"; readonly from: readonly string[]; readonly to: string };

/** The changes of the command line: first renames, then deletions, then values, and merged tags at last. */
export function readChanges(given: {
  readonly set: readonly string[];
  readonly rename: readonly string[];
  readonly delete: readonly string[];
  readonly mergeTags: readonly string[];
}): Change[] {
  return [
    ...given.rename.map((one): Change => {
      const [key, to] = namesOf("rename", one);
      // `cover.image=src` means `cover.image=cover.src` as well.
      if (!to.includes(".") || parentOf(to) === parentOf(key)) return { kind: "rename", key, to };
      throw new UserError(
        t("edit.pair", 'Invalid value "{value}" for --{option}.', { value: one, option: "rename" }),
        t(
          "edit.rename.use",
          "stet does not move keys. Rename a key where it is, for example --rename cover.image=cover.src.",
        ),
      );
    }),
    ...given.delete.map((one): Change => {
      const key = one.trim();
      if (key !== "") return { kind: "delete", key };
      throw new UserError(
        t("edit.pair", 'Invalid value "{value}" for --{option}.', { value: one, option: "delete" }),
        t("edit.delete.use", "Write a key, for example --delete layout."),
      );
    }),
    ...given.set.map((one): Change => {
      const [key, value] = pairOf("set", one);
      return { kind: "set", key, value: readValue(value) };
    }),
    ...given.mergeTags.map((one): Change => {
      const [from, to] = namesOf("merge-tags", one);
      const tags = from.split(",").map((tag) => tag.trim());
      return { kind: "merge-tags", from: tags.filter((tag) => tag !== ""), to };
    }),
  ];
}

/** The part of a name before its last dot: a key is renamed where it is. */
const parentOf = (name: string): string => name.slice(0, Math.max(0, name.lastIndexOf(".")));

/** A change that cannot be made, as a phrase. */
export class Impossible extends Error {
  override readonly name = "Impossible";
}

/** The next step of a change: an edit of the text, and the data that it must lead to. */
export interface Step {
  readonly data: Data;
  /** In order of preference. The first after which the front matter has the data is made. */
  readonly edits: readonly Edit[];
}

/** Where articles have tags. */
const tagKeys = ["tags", "tag", "taxonomies.tags"];

/**
 * The next step of a change; `undefined` if there is nothing left to do.
 *
 * @throws Impossible
 */
export function nextStep(change: Change, frontMatter: FrontMatter, data: Data, text: string): Step | undefined {
  switch (change.kind) {
    case "rename":
      return rename(change.key, change.to, frontMatter, data);
    case "delete": {
      const path = pathOf(data, change.key);
      if (valueAt(data, path) === undefined) return undefined;
      return { data: withValue(data, path) as Data, edits: known(frontMatter.removeEntry(path)) };
    }
    case "set":
      return set(change.key, change.value, frontMatter, data, text);
    case "merge-tags":
      return mergeTags(change.from, change.to, frontMatter, data);
  }
}

const known = (edit: Edit | undefined): Edit[] => (edit ? [edit] : []);

function rename(key: string, name: string, frontMatter: FrontMatter, data: Data): Step | undefined {
  const path = pathOf(data, key);
  const value = valueAt(data, path);
  const parent = path.slice(0, -1);
  const to = parent.length > 0 ? name.slice(name.lastIndexOf(".") + 1) : name;
  if (value === undefined || path.at(-1) === to) return undefined;
  if (Object.hasOwn(valueAt(data, parent) as object, to))
    throw new Impossible(t("edit.exists", 'it already has the key "{key}"', { key: to }));
  const without = withValue(data, path);
  return {
    data: withValue(without, [...parent, to], { to: value }) as Data,
    edits: known(frontMatter.renameKey(path, to)),
  };
}

function set(key: string, value: Value, frontMatter: FrontMatter, data: Data, text: string): Step | undefined {
  const path = pathOf(data, key);
  if (isDeepStrictEqual(valueAt(data, path), value.to)) return undefined;
  if (value.to === null && frontMatter.language === "toml") throw new Impossible(t("edit.noNull", "TOML has no null"));
  if (valueAt(data, path) === undefined) {
    if (path.length > 1)
      throw new Impossible(t("edit.noParent", 'it has no "{key}", and stet adds keys only at the top level', { key }));
    return { data: withValue(data, path, value) as Data, edits: insertionOf(frontMatter, key, value, text) };
  }
  return { data: withValue(data, path, value) as Data, edits: replacementOf(frontMatter, path, value, text) };
}

function mergeTags(from: readonly string[], to: string, frontMatter: FrontMatter, data: Data): Step | undefined {
  for (const key of tagKeys) {
    const tags = namedValue(data, key);
    const path = pathOf(data, key);
    if (typeof tags === "string" && from.includes(tags) && tags !== to)
      return { data: withValue(data, path, { to }) as Data, edits: known(frontMatter.setString(path, to)) };
    if (typeof tags === "string" && from.some((one) => tags.split(/[\s,]+/).includes(one)))
      throw new Impossible(t("edit.tagText", '"{key}" is text, not a list of tags', { key }));
    if (!Array.isArray(tags)) continue;
    const step = mergeList(tags, path, from, to, frontMatter, data);
    if (step) return step;
  }
  return undefined;
}

/** One tag at a time: the first becomes the new one, the others are removed. All others stay as they are written. */
function mergeList(
  tags: readonly unknown[],
  path: Path,
  from: readonly string[],
  to: string,
  frontMatter: FrontMatter,
  data: Data,
): Step | undefined {
  const isMerged = (tag: unknown) => typeof tag === "string" && tag !== to && from.includes(tag);
  const index = tags.findIndex(isMerged);
  if (index < 0) return undefined;
  const item = [...path, index];
  return tags.includes(to)
    ? { data: withValue(data, item) as Data, edits: known(frontMatter.removeEntry(item)) }
    : { data: withValue(data, item, { to }) as Data, edits: known(frontMatter.setString(item, to)) };
}

/** The keys whose entries a change may touch, in the data before or after it. */
export function namedKeys(changes: readonly Change[], data: Data): Set<string> {
  const names = changes.flatMap((change) => {
    if (change.kind === "merge-tags") return tagKeys;
    return change.kind === "rename" ? [change.key, change.to] : [change.key];
  });
  return new Set(names.map((name) => String(pathOf(data, name)[0])).concat(names));
}
