/** Formats of the person who runs stet: `-f ./my-format.mjs`, or a package. */
import { access } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { suggest } from "../article/suggest.js";
import { runProgram } from "../config/program.js";
import { UserError } from "../platform/errors.js";
import { t } from "../platform/i18n.js";
import { type Format, formatNames, type Report } from "../report/index.js";

const contract = () =>
  t(
    "cli.customFormat.defaultExportMust",
    "its default export must be a function of options that returns { file(result), end(run) }, each of which returns a string; docs/reports.md shows one",
  );

/** @throws UserError if there is none of that name, or it is no format. */
export async function loadCustomFormat(name: string, cwd: string): Promise<Format> {
  const file = await find(name, cwd);
  let exported: unknown;
  try {
    exported = await runProgram(file);
  } catch (error) {
    throw new UserError(
      t("cli.customFormat.formatCannotLoaded", "the format {name} cannot be loaded: {error}", {
        name,
        error: why(error),
      }),
      t("common.correctFile", "correct the file"),
      {
        cause: error,
      },
    );
  }
  if (typeof exported !== "function")
    throw new UserError(
      t("cli.customFormat.formatDefaultExport", "{name} is no format: its default export is {exported}", {
        name,
        exported: kindOf(exported),
      }),
      contract(),
    );
  return (options) => checked(name, (exported as Format)(options));
}

async function find(name: string, cwd: string): Promise<string> {
  if (/^\.{0,2}[/\\]|^[A-Za-z]:[/\\]|\.[cm]?[jt]s$/.test(name)) {
    const file = path.resolve(cwd, name);
    const isThere = await access(file).then(
      () => true,
      () => false,
    );
    if (!isThere)
      throw new UserError(
        t("cli.customFormat.formatSuchFile", "--format {name}: there is no such file", { name }),
        t("cli.customFormat.looked", "it was looked for at {file}", { file }),
      );
    return file;
  }
  try {
    return createRequire(path.join(cwd, "noop.js")).resolve(name);
  } catch {
    const [meant] = suggest(name, formatNames);
    throw new UserError(
      t(
        "cli.customFormat.formatFormatPackage",
        '--format: there is no format "{name}", and no package of that name here',
        { name },
      ),
      meant
        ? t(
            "cli.customFormat.didYouMean",
            "did you mean {meant}? The formats are {formatNames}; a file is named with a path, such as ./{name}.mjs",
            { meant, formatNames: formatNames.join(", "), name },
          )
        : t(
            "cli.customFormat.formatsFileNamed",
            "The formats are {formatNames}; a file is named with a path, such as ./{name}.mjs",
            { formatNames: formatNames.join(", "), name },
          ),
    );
  }
}

/** The report, each of whose answers is checked, so that what is wrong with a format names it. */
function checked(name: string, report: unknown): Report {
  const { file, end } = (typeof report === "object" && report !== null ? report : {}) as Partial<Report>;
  if (typeof file !== "function" || typeof end !== "function") {
    const what =
      file === undefined && end === undefined
        ? kindOf(report)
        : t("cli.customFormat.objectWithoutFunctions", "an object without the functions file and end");
    throw new UserError(
      t("cli.customFormat.formatReturns", "{name} is no format: it returns {what}", { name, what }),
      contract(),
    );
  }
  const call = (which: string, ask: () => unknown): string => {
    let said: unknown;
    try {
      said = ask();
    } catch (error) {
      throw new UserError(
        t("cli.customFormat.formatFailed", "the format {name} failed in {which}: {error}", {
          name,
          which,
          error: why(error),
        }),
        t("cli.customFormat.correctUseAnother", "correct it, or use another format"),
        {
          cause: error,
        },
      );
    }
    if (typeof said !== "string")
      throw new UserError(
        t("cli.customFormat.formatReturns2", "{name} is no format: {which} returns {said}", {
          name,
          which,
          said: kindOf(said),
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
  if (value instanceof Promise) return t("cli.customFormat.promise", "a promise");
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return t("cli.customFormat.list", "a list");
  return typeof value === "object"
    ? t("cli.customFormat.object", "an object")
    : t("cli.customFormat.a", "a {value}", { value: typeof value });
}
