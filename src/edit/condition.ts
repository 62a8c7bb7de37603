/** The conditions of `stet edit --where`: `tags contains "k8s" and date < 2024`. */
import { dateProblem, formatDate, readDate } from "../article/dates.js";
import { UserError } from "../platform/errors.js";
import { t } from "../platform/i18n.js";
import { type Data, valueAt } from "./value.js";

/** Whether an article with this front matter is meant. */
export type Condition = (data: Data) => boolean;

interface Token {
  readonly kind: "word" | "string" | "operator" | "paren";
  readonly text: string;
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
    if (++level > maxLevels) throw invalid(source);
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
      if (!take(")")) throw invalid(source);
      return inner;
    }
    const has = take("has");
    const key = tokens[at++];
    if (key === undefined || (key.kind !== "word" && key.kind !== "string")) throw invalid(source);
    if (has) return (data) => valueAt(data, key.text) !== undefined;
    const operator = comparisons.find((name) => take(name));
    const value = tokens[at++];
    if (operator === undefined || value === undefined || (value.kind !== "word" && value.kind !== "string"))
      throw invalid(source);
    const holds = comparing(operator, value);
    return (data) => holds(valueAt(data, key.text));
  };
  const condition = any();
  if (at < tokens.length) throw invalid(source);
  return condition;
}

function tokensOf(source: string): Token[] {
  const tokens: Token[] = [];
  const pattern = /\s*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([()])|(<=|>=|!=|==?|<|>)|([^\s()<>=!"']+))/gy;
  let end = 0;
  for (const [whole, double, single, paren, operator, word] of source.matchAll(pattern)) {
    end += whole.length;
    if (double !== undefined) tokens.push({ kind: "string", text: double.replace(/\\(.)/g, "$1") });
    else if (single !== undefined) tokens.push({ kind: "string", text: single });
    else if (paren !== undefined) tokens.push({ kind: "paren", text: paren });
    else if (operator !== undefined) tokens.push({ kind: "operator", text: operator === "==" ? "=" : operator });
    else if (word !== undefined) tokens.push({ kind: "word", text: word });
  }
  if (source.slice(end).trim() !== "") throw invalid(source);
  return tokens;
}

const invalid = (condition: string): UserError =>
  new UserError(
    t("edit.condition", 'Invalid condition "{condition}".', { condition }),
    t(
      "edit.condition.use",
      'Write for example: tags contains "k8s" and (date < 2024 or not has cover). docs/edit.md shows all operators.',
    ),
  );

/** `2024`, `2024-05` or `2024-05-01`. */
const datePattern = /^\d{4}(?:-\d\d){0,2}$/;

function comparing(operator: Comparison, { kind, text }: Token): (value: unknown) => boolean {
  const isWord = kind === "word";
  const equals = (value: unknown): boolean => {
    if (typeof value === "string") return value === text || (isWord && datePattern.test(text) && dayOrder(value) === 0);
    return isWord && (typeof value === "number" ? value === Number(text) : String(value) === text);
  };
  /** Below, at or above 0 as the day of the value is before, in or after the day, month or year of the text. */
  const dayOrder = (value: string): number | undefined => {
    const day = dayOf(value)?.slice(0, text.length);
    return day === undefined ? undefined : order(day, text);
  };
  const compared = (value: unknown): number | undefined => {
    if (typeof value === "number") return isWord && text !== "" ? order(value, Number(text)) : undefined;
    if (typeof value !== "string") return undefined;
    return isWord && datePattern.test(text) ? dayOrder(value) : order(value, text);
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

/** `undefined` if one of them is not a number. */
const order = <T extends string | number>(a: T, b: T): number | undefined =>
  a < b ? -1 : a > b ? 1 : a === b ? 0 : undefined;

/** The day of a date as it is written, in whatever time zone. */
function dayOf(value: string): string | undefined {
  const date = readDate(value);
  return date && !dateProblem(date) ? formatDate({ ...date, time: undefined }, "iso") : undefined;
}
