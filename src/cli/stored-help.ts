/**
 * Prints the help that was stored when stet was built. bin/stet.js runs this module by itself: reading and running the
 * program takes longer than starting Node, and the arguments need no parser.
 */
import { readFileSync } from "node:fs";
import { localeFrom } from "../locale/choice.js";
import { environment } from "../platform/environment.js";
import { packageRoot } from "../platform/package-root.js";
import type { ExitCode } from "./exit-codes.js";
import { exitCodeAfterOutput, watchStandardOutput } from "./standard-output.js";

/** The maximum width of the help in columns. */
export const widestHelp = 110;

/** The arguments without `--locale`. */
export const withoutLocale = (argv: readonly string[]): readonly string[] =>
  argv.filter((argument, at) => !/^--locale(?:=|$)/.test(argument) && argv[at - 1] !== "--locale");

/** Prints the help if argv asks for nothing else. `undefined`: the program has to decide what to print. */
export function printStoredHelp(argv: readonly string[]): Promise<ExitCode> | undefined {
  const help = storedHelp(argv);
  if (help === undefined) return undefined;
  watchStandardOutput();
  process.stdout.write(help);
  return exitCodeAfterOutput(0);
}

function storedHelp(argv: readonly string[]): string | undefined {
  const [option, ...more] = withoutLocale(argv);
  if (more.length > 0 || (option !== "--help" && option !== "-h")) return undefined;
  // It was stored with the maximum width.
  if ((process.stdout.columns ?? widestHelp) < widestHelp) return undefined;
  try {
    return readFileSync(`${packageRoot()}/dist/bundle/help.${localeFrom(argv, environment())}.txt`, "utf8");
  } catch {
    // The language is unknown, which the program reports, or stet is just being built.
    return undefined;
  }
}
