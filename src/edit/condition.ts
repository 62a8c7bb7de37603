/** The conditions of `stet edit --where`: `tags contains "k8s" and date < 2024`. */
import { dateProblem, formatDate, readDate } from "../article/dates.js";
import { UserError } from "../platform/errors.js";
import { t } from "../platform/i18n.js";
import { type Data, namedValue } from "./value.js";

/** Whether an article with this front matter is meant. */
export type Condition = (data: Data) => boolean;

interface Token {
  readonly kind: "word" | "string" | "operator" | "paren";
  readonly text: string;
  /** Where it is in the condition. */
  readonly start: number;
}

const comparisons = ["=", "!=", "<", "<=", ">", ">=", "contains"] as const;
type Comparison = (typeof comparisons)[number];

/** Levels of parentheses and of `not`, which the parser reads recursively. */
const maxLevels = 100;

/**
 * Reads a condition.
 *
 * @throws UserError if it is not one.
 */
export function readCondition(source: string): Condition {
  const tokens = tokensOf(source);
  let at = 0;
  let level = 0;
  const isNext = (text: string) => {
    const token = tokens[at];
    return token !== undefined && token.kind !== "string" && token.text === text;
  };
  const take = (text: string): boolean => {
    if (!isNext(text)) return false;
    at++;
    return true;
  };
  /** About the token at an index, or the end of the condition. */
  const wrong = (index: number) => invalid(source, tokens[index]?.start ?? source.length);
  const any = (): Condition => {
    const parts = [all()];
    while (take("or")) parts.push(all());
    return (data) => parts.some((one) => one(data));
  };
  const all = (): Condition => {
    const parts = [one()];
    while (take("and")) parts.push(one());
    return (data) => parts.every((part) => part(data));
  };
  const one = (): Condition => {
    if (++level > maxLevels) throw wrong(at);
    const found = alone();
    level--;
    return found;
  };
  const alone = (): Condition => {
    if (take("not")) {
      const denied = one();
      return (data) => !denied(data);
    }
    if (take("(")) {
      const inner = any();
      if (!take(")")) throw wrong(at);
      return inner;
    }
    const has = take("has");
    const key = text();
    if (has) return (data) => namedValue(data, key.text) !== undefined;
    const operator = comparisons.find((name) => take(name));
    if (operator === undefined) throw wrong(at);
    const value = text();
    if (value.kind === "word" && /[<>]/.test(operator) && !isComparable(value.text)) throw wrong(at - 1);
    const holds = comparing(operator, value);
    return (data) => holds(namedValue(data, key.text));
  };
  /** A key or a value. */
  const text = (): Token => {
    const token = tokens[at];
    if (token?.kind !== "word" && token?.kind !== "string") throw wrong(at);
    at++;
    return token;
  };
  const condition = any();
  if (at < tokens.length) throw wrong(at);
  return condition;
}

function tokensOf(source: string): Token[] {
  const tokens: Token[] = [];
  const pattern = /\s*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([()])|(<=|>=|!=|==?|<|>)|([^\s()<>=!"']+))/gy;
  let end = 0;
  for (const [whole, double, single, paren, operator, word] of source.matchAll(pattern)) {
    const start = end + whole.search(/\S/);
    end += whole.length;
    if (double !== undefined) tokens.push({ kind: "string", text: double.replace(/\\(.)/g, "$1"), start });
    else if (single !== undefined) tokens.push({ kind: "string", text: single, start });
    else if (paren !== undefined) tokens.push({ kind: "paren", text: paren, start });
    else if (operator !== undefined) tokens.push({ kind: "operator", text: operator === "==" ? "=" : operator, start });
    else if (word !== undefined) tokens.push({ kind: "word", text: word, start });
  }
  const rest = source.slice(end).search(/\S/);
  if (rest >= 0) throw invalid(source, end + rest);
  return tokens;
}

function invalid(condition: string, at: number): UserError {
  const found = condition.slice(at).trim();
  const shown = found.length > 20 ? `${found.slice(0, 20)}…` : found;
  return new UserError(
    found === ""
      ? t("edit.condition.end", 'Invalid condition "{condition}". Something is missing at its end.', { condition })
      : t("edit.condition", 'Invalid condition "{condition}". Unexpected "{found}" at character {at}.', {
          condition,
          found: shown,
          at: at + 1,
        }),
    t(
      "edit.condition.use",
      'Write for example: tags contains "k8s" and (date < 2024 or not has cover). docs/edit.md shows all operators.',
    ),
  );
}

/** `2024`, `2024-05` or `2024-05-01`. */
const datePattern = /^\d{4}(?:-\d\d){0,2}$/;
const numberPattern = /^[+-]?\d+(?:\.\d+)?$/;

/** Not if it would be compared as text although a date is meant: `2024-13`, or a date with a time. */
const isComparable = (text: string): boolean =>
  dayIn(text) !== undefined || !(datePattern.test(text) || readDate(text));

/** The day in a value of a condition, in the form that days are compared in; `undefined` if it is something else. */
function dayIn(text: string): string | undefined {
  if (!datePattern.test(text)) return readDate(text)?.time === undefined ? dayOf(text) : undefined;
  const [year, month = "01", day = "01"] = text.split("-");
  return dayOf(`${year}-${month}-${day}`) && text;
}

function comparing(operator: Comparison, { kind, text }: Token): (value: unknown) => boolean {
  const isWord = kind === "word";
  const wantedDay = isWord ? dayIn(text) : undefined;
  const wantedNumber = isWord && numberPattern.test(text) ? Number(text) : undefined;
  const equals = (value: unknown): boolean => {
    if (typeof value === "string")
      return value === text || (wantedDay !== undefined && dayOrder(value, wantedDay) === 0);
    if (typeof value === "number") return value === wantedNumber;
    return isWord && (value === null || typeof value === "boolean") && String(value) === text;
  };
  const compared = (value: unknown): number | undefined => {
    if (typeof value === "number") return wantedNumber === undefined ? undefined : order(value, wantedNumber);
    if (typeof value !== "string") return undefined;
    if (wantedDay !== undefined) return dayOrder(value, wantedDay);
    // As texts, "10" is before "5".
    if (wantedNumber !== undefined) return numberPattern.test(value) ? order(Number(value), wantedNumber) : undefined;
    return order(value, text);
  };
  const holdsFor = (value: unknown, accepts: (sign: number) => boolean) => {
    const sign = compared(value);
    return sign !== undefined && accepts(sign);
  };
  switch (operator) {
    case "=":
      return equals;
    case "!=":
      return (value) => !equals(value);
    case "contains":
      return (value) => (Array.isArray(value) ? value.some(equals) : typeof value === "string" && value.includes(text));
    case "<":
      return (value) => holdsFor(value, (sign) => sign < 0);
    case "<=":
      return (value) => holdsFor(value, (sign) => sign <= 0);
    case ">":
      return (value) => holdsFor(value, (sign) => sign > 0);
    case ">=":
      return (value) => holdsFor(value, (sign) => sign >= 0);
  }
}

/** Below, at or above 0 as the day of the value is before, in or after a day, month or year. */
function dayOrder(value: string, wanted: string): number | undefined {
  const day = dayOf(value)?.slice(0, wanted.length);
  return day === undefined ? undefined : order(day, wanted);
}

/** `undefined` if one of them is not a number. */
const order = <T extends string | number>(a: T, b: T): number | undefined =>
  a < b ? -1 : a > b ? 1 : a === b ? 0 : undefined;

/** The day of a date as it is written, in whatever time zone. */
function dayOf(value: string): string | undefined {
  const date = readDate(value);
  return date && !dateProblem(date) ? formatDate({ ...date, time: undefined }, "iso") : undefined;
}
