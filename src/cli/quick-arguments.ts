/**
 * Parses the command lines that hooks and editors use, without yargs, which takes as long to load as linting an
 * article. It supports paths, switches, and options with one value. Anything else, including possible errors, other
 * commands and help, is left to yargs. A test checks that both parsers give the same arguments.
 */
import { locales } from "../locale/index.js";
import type { LintArguments } from "./lint-arguments.js";
import { lintOptions } from "./lint-options.js";

interface Option {
  readonly type?: string;
  readonly choices?: readonly string[];
  readonly alias?: string;
  readonly default?: unknown;
  readonly array?: boolean;
  readonly nargs?: number;
  readonly coerce?: unknown;
}

const camelCase = (name: string): string => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

export function quickArguments(argv: readonly string[]): LintArguments | undefined {
  // The locale is determined earlier; here it is an ordinary option.
  const options: Readonly<Record<string, Option>> = { ...lintOptions, locale: { choices: locales } };
  const values: Record<string, unknown> = {};
  const given = new Set<string>();
  const paths: string[] = [];
  for (const [name, option] of Object.entries(options))
    if (option.default !== undefined) values[camelCase(name)] = option.default;
  for (let at = 0; at < argv.length; at++) {
    const argument = argv[at] ?? "";
    if (!argument.startsWith("-")) {
      // The word may be the name of a command, or a misspelled one.
      if (paths.length === 0 && !/[./*]/.test(argument)) return undefined;
      if (!isPlain(argument)) return undefined;
      paths.push(argument);
      continue;
    }
    const [, dashes, written = "", equals, inline] = /^(--?)([a-z][a-z-]*)(?:(=)(.*))?$/s.exec(argument) ?? [];
    const name = dashes === "-" ? Object.keys(options).find((one) => options[one]?.alias === written) : written;
    const switched = name?.startsWith("no-") ? name.slice("no-".length) : name;
    const option = switched === undefined ? undefined : options[switched];
    if (name === undefined || switched === undefined || !option || option.coerce) return undefined;
    if (option.array && option.nargs !== 1) return undefined;
    const before = given.has(switched);
    if (before && !option.array) return undefined;
    given.add(switched);
    if (option.type === "boolean") {
      if (equals) return undefined;
      // yargs parses `--fix false` as one argument.
      if (/^(?:true|false)$/.test(argv[at + 1] ?? "")) return undefined;
      values[camelCase(switched)] = switched === name;
      continue;
    }
    const value = equals ? inline : argv[++at];
    const isText = option.choices ? value !== undefined && option.choices.includes(value) : option.type === "string";
    if (switched !== name || !isText || value === undefined || !isPlain(value)) return undefined;
    const key = camelCase(name);
    values[key] = option.array ? [...(before ? (values[key] as string[]) : []), value] : value;
  }
  return { ...values, paths } as unknown as LintArguments;
}

/** Not empty, not an option, and without quotes, which yargs removes. */
const isPlain = (value: string): boolean => value !== "" && !/^-|["']/.test(value);
