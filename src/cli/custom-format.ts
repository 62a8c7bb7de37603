/** Custom formats: `-f ./my-format.mjs`, or a package. */
import path from "node:path";
import { suggest } from "../article/suggest.js";
import { runProgram } from "../config/program.js";
import { UserError } from "../platform/errors.js";
import { t } from "../platform/i18n.js";
import { resolvePackage } from "../platform/packages.js";
import { exists } from "../platform/paths.js";
import { type Format, formatNames, type Report } from "../report/index.js";

const contract = () =>
  t(
    "cli.format.contract",
    "Export a function as default that takes options and returns { file(result), end(run) }, both returning a string. See docs/reports.md for an example.",
  );

/** @throws UserError if the format does not exist or is not a valid format. */
export async function loadCustomFormat(name: string, cwd: string): Promise<Format> {
  const file = await find(name, cwd);
  let exported: unknown;
  try {
    exported = await runProgram(file);
  } catch (error) {
    throw new UserError(
      t("cli.format.notLoaded", "Cannot load the format {name}: {reason}", {
        name,
        reason: why(error),
      }),
      t("cli.format.correctFile", "Correct the file of the format."),
      {
        cause: error,
      },
    );
  }
  if (typeof exported !== "function")
    throw new UserError(
      t("cli.format.wrongExport", "{name} is not a format: its default export is {kind}.", {
        name,
        kind: kindOf(exported),
      }),
      contract(),
    );
  return (options) => checked(name, (exported as Format)(options));
}

async function find(name: string, cwd: string): Promise<string> {
  if (/^\.{0,2}[/\\]|^[A-Za-z]:[/\\]|\.[cm]?[jt]s$/.test(name)) {
    const file = path.resolve(cwd, name);
    if (!(await exists(file)))
      throw new UserError(
        t("cli.format.fileNotFound", "File not found: --format {name}.", { name }),
        t("cli.format.lookedAt", "stet looked for {file}. Correct the path.", { file }),
      );
    return file;
  }
  try {
    return resolvePackage(name, path.join(cwd, "noop.js"));
  } catch (error) {
    if (error instanceof UserError) throw error;
    const [meant] = suggest(name, formatNames);
    throw new UserError(
      t("cli.format.unknown", 'Unknown format "{name}" for --format, and no package with this name is installed.', {
        name,
      }),
      meant
        ? t(
            "cli.format.didYouMean",
            "Did you mean {suggestion}? The formats are {formats}. To use a file, write its path, for example ./{name}.mjs.",
            { suggestion: meant, formats: formatNames.join(", "), name },
          )
        : t(
            "cli.format.formats",
            "The formats are {formats}. To use a file, write its path, for example ./{name}.mjs.",
            { formats: formatNames.join(", "), name },
          ),
    );
  }
}

/** Wraps the report to validate each return value, so that an error message names the format. */
function checked(name: string, report: unknown): Report {
  const { file, end } = (typeof report === "object" && report !== null ? report : {}) as Partial<Report>;
  if (typeof file !== "function" || typeof end !== "function") {
    const what =
      file === undefined && end === undefined
        ? kindOf(report)
        : t("cli.format.noFunctions", "an object without the functions file and end");
    throw new UserError(
      t("cli.format.wrongReport", "{name} is not a format: it returns {kind}.", { name, kind: what }),
      contract(),
    );
  }
  const call = (which: string, ask: () => unknown): string => {
    let said: unknown;
    try {
      said = ask();
    } catch (error) {
      throw new UserError(
        t("cli.format.failed", "The format {name} failed in {method}: {reason}", {
          name,
          method: which,
          reason: why(error),
        }),
        t("cli.format.correctOrReplace", "Correct the format or use another one."),
        {
          cause: error,
        },
      );
    }
    if (typeof said !== "string")
      throw new UserError(
        t("cli.format.wrongResult", "{name} is not a format: {method} returns {kind}.", {
          name,
          method: which,
          kind: kindOf(said),
        }),
        contract(),
      );
    return said;
  };
  return {
    file: (result) => call("file()", () => file.call(report, result)),
    end: (run) => call("end()", () => end.call(report, run)),
  };
}

const why = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function kindOf(value: unknown): string {
  if (value instanceof Promise) return t("cli.format.kind.promise", "a promise");
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return t("cli.format.kind.list", "a list");
  return typeof value === "object"
    ? t("cli.format.kind.object", "an object")
    : t("cli.format.kind.other", "a {type}", { type: typeof value });
}
