/** What --untrusted tells of a run: everything that is not reported because something that came along says so. */
import { t } from "../platform/i18n.js";
import type { Summary } from "../results.js";

const examples = 3;

/** Articles and folders that ignore files and `ignores` leave out. */
export class IgnoredEntries {
  #count = 0;
  readonly #first: string[] = [];

  add(shown: string): void {
    this.#count++;
    if (this.#first.length < examples) this.#first.push(shown);
  }

  notes(): string[] {
    if (this.#count === 0) return [];
    return [
      t("run.untrusted.ignored", "--untrusted: not checked, because they are ignored: {count} ({examples}).", {
        count: this.#count,
        examples: `${this.#first.join(", ")}${this.#count > this.#first.length ? ", …" : ""}`,
      }),
    ];
  }
}

/** The problems that are accepted. */
export function acceptedNotes({ baselined = 0, suppressed = 0 }: Pick<Summary, "baselined" | "suppressed">): string[] {
  return [
    ...(baselined > 0
      ? [
          t("run.untrusted.baselined", "--untrusted: not reported, because the baseline accepts them: {count}.", {
            count: baselined,
          }),
        ]
      : []),
    ...(suppressed > 0
      ? [
          t(
            "run.untrusted.suppressed",
            "--untrusted: not reported, because comments in articles disable them: {count}.",
            {
              count: suppressed,
            },
          ),
        ]
      : []),
  ];
}

export const unusedBaseline = (shown: string): string =>
  t("run.untrusted.baseline", "--untrusted: ignored the baseline {file}. If you trust it, name it with --baseline.", {
    file: shown,
  });
