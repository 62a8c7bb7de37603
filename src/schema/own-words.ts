/**
 * `errorMessage`, as ajv-errors documents it (https://github.com/ajv-validator/ajv-errors). A string replaces all
 * messages about the value and its parts. An object has messages by keyword (for `required` also by key), under
 * `properties` and `items` for parts of the value, and under `_` for all other errors of the value itself.
 */
import type { Path } from "../article/types.js";
import { t } from "../platform/i18n.js";
import { applicableSchemas, type Compiled, isObject, type SchemaObject } from "./applicable.js";
import { cut } from "./phrases.js";
import { unescapeStep } from "./pointer.js";
import type { SchemaProblem } from "./types.js";

/** The data that the validated value is a part of, and the path of that part. */
export interface Whole {
  readonly data: unknown;
  readonly base: Path;
}

/** The schema author's message for this keyword of a schema object. */
export function ownMessage(schema: unknown, keyword: string, key?: string): string | undefined {
  if (!isObject(schema) || !isObject(schema.errorMessage)) return undefined;
  const { errorMessage } = schema;
  const words = Object.hasOwn(errorMessage, keyword) ? errorMessage[keyword] : undefined;
  if (isObject(words)) return key !== undefined && Object.hasOwn(words, key) ? asText(words[key]) : undefined;
  return asText(words);
}

/** The problems with the messages of `errorMessage` where the schema has them; the innermost one is used. */
export function withOwnMessages(
  problems: readonly SchemaProblem[],
  schema: unknown,
  data: unknown,
  compiled: Compiled,
  whole: Whole,
): SchemaProblem[] {
  if (!compiled.hasOwnWords) return [...problems];
  const schemasAt = applicableSchemas(schema, data, compiled);
  const reported: SchemaProblem[] = [];
  /** By path and message, for messages about a whole value: the index in `reported` of the first problem with it. */
  const summed = new Map<string, number>();
  for (const problem of problems) {
    if (problem.ownWords) {
      reported.push(problem);
      continue;
    }
    const found = ownMessageFor(problem, schemasAt);
    if (!found) {
      reported.push(problem);
      continue;
    }
    const message = fillPlaceholders(found.words, found.path, whole);
    const replaced: SchemaProblem = { ...problem, message, ownWords: true };
    const name = JSON.stringify([found.path, message]);
    const first = summed.get(name);
    if (first === undefined || !found.forAll) {
      if (found.forAll) summed.set(name, reported.length);
      reported.push(replaced);
      continue;
    }
    // A message that replaces several problems belongs to the value that contains them all.
    const { kind, keyword } = reported[first] as SchemaProblem;
    reported[first] = {
      path: found.path,
      kind: kind === problem.kind ? kind : "value",
      keyword,
      message,
      ownWords: true,
    };
  }
  return reported;
}

function ownMessageFor(
  { path, keyword, key }: SchemaProblem,
  schemasAt: (path: Path) => readonly SchemaObject[],
): { words: string; path: Path; forAll: boolean } | undefined {
  for (let depth = path.length; depth >= 0; depth--) {
    const here = path.slice(0, depth);
    for (const schema of schemasAt(here)) {
      const { errorMessage } = schema;
      if (errorMessage === undefined) continue;
      if (typeof errorMessage === "string") return { words: errorMessage, path: here, forAll: true };
      const own = depth === path.length ? (ownMessage(schema, keyword, key) ?? ownMessage(schema, "_")) : undefined;
      if (own !== undefined) return { words: own, path: here, forAll: false };
      const step = path[depth];
      const forPart = step === undefined ? undefined : messageForPart(errorMessage, step);
      if (forPart !== undefined) return { words: forPart, path: path.slice(0, depth + 1), forAll: true };
    }
  }
  return undefined;
}

function messageForPart(errorMessage: unknown, step: string | number): string | undefined {
  if (!isObject(errorMessage)) return undefined;
  const parts = typeof step === "number" ? errorMessage.items : errorMessage.properties;
  return typeof parts === "object" && parts !== null && Object.hasOwn(parts, step)
    ? asText((parts as Record<string | number, unknown>)[step])
    : undefined;
}

const asText = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

/**
 * `${/title}` and `${0}`: values by JSON pointers, from the root or relative to the value (as ajv-errors has them).
 *
 * @param below the path of the value that the message is about, within the validated part.
 */
export function fillPlaceholders(words: string, below: Path, { data, base: start }: Whole): string {
  const path = [...start, ...below];
  return words.replace(/\$\{(\/[^{}]*|\d{1,3}(?:#|\/[^{}]*)?|)\}/g, (whole, pointer: string) => {
    const [, up, rest] = /^(\d+)(.*)$/.exec(pointer) ?? [];
    if (up !== undefined && Number(up) > path.length) return whole;
    const base = up === undefined ? [] : path.slice(0, path.length - Number(up));
    if (rest === "#") return String(base.at(-1) ?? "");
    let value: unknown = data;
    const steps = (rest ?? pointer).split("/").slice(1).map(unescapeStep);
    for (const step of [...base, ...steps])
      value =
        typeof value === "object" && value !== null && Object.hasOwn(value, step)
          ? (value as Record<string | number, unknown>)[step]
          : undefined;
    return cut(displayed(value));
  });
}

/** Shortens long lists, because the message may be repeated many times. */
function displayed(value: unknown): string {
  if (typeof value === "string") return value;
  if (Array.isArray(value) && (value.length > 10 || value.some((item) => typeof item === "object")))
    return t("schema.list", "a list");
  return isObject(value) ? t("schema.mapping", "a mapping") : (JSON.stringify(value) ?? t("schema.noValue", "nothing"));
}
