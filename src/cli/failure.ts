import { UserError } from "../platform/errors.js";
import { t } from "../platform/i18n.js";
import { version } from "../platform/version.js";
import { visible } from "../report/visible.js";

/** What is printed of an exception. */
export function explainFailure(error: unknown, debug: boolean): string {
  // The text may contain untrusted file names. No line of it may look like a command to a CI system.
  const shown = (text: string) => text.split("\n").map(visible).join("\n");
  const trace = debug && error instanceof Error ? `\n${shown(error.stack ?? "")}\n` : "";
  if (error instanceof UserError)
    return `stet: ${shown(error.message)}\n${error.hint ? `      ${shown(error.hint)}\n` : ""}${trace}`;
  const what = error instanceof Error ? error.message : String(error);
  const told = t("cli.main.crash", "stet {version} crashed. This is a bug in stet: {reason}", {
    version,
    reason: shown(what),
  });
  return `${told}\n      ${t("cli.main.reportCrash", "Run stet again with --debug and report the output.")}\n${trace}`;
}
