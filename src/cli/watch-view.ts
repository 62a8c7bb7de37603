/** What `stet --watch` prints. */
import { t } from "../platform/i18n.js";
import { changesText, namesLine, totalsLine } from "../report/changes.js";
import { count } from "../report/count.js";
import type { ReportOptions } from "../report/index.js";
import { mostListed } from "../report/stylish.js";
import { visible } from "../report/visible.js";
import type { FileResult, RunEnd } from "../results.js";
import { Tally } from "../run/tally.js";
import type { Output } from "./output.js";
import { changesBetween, renamedFiles } from "./watch-changes.js";
import type { NextPass, Pass } from "./watch-session.js";

/** Violations that `brief` lists: as many as fit on a small screen. */
const mostBrief = 8;

export interface WatchViewOptions {
  /** Opens a report of all results. */
  readonly open: () => Promise<Output>;
  /** The options of a report that is printed now: the size of the window may have changed. */
  readonly reportOptions: () => ReportOptions;
  readonly format: "stylish" | "brief";
  /** Whether to print the whole report after each change. */
  readonly all: boolean;
  /** Selects which part of a result is shown. */
  readonly shown: (result: FileResult) => FileResult;
}

export class WatchView {
  readonly #options: WatchViewOptions;
  #last: Pass | undefined;

  constructor(options: WatchViewOptions) {
    this.#options = options;
  }

  /** Prints all results. */
  async showFirst(pass: Pass): Promise<void> {
    this.#last = pass;
    clearScreen();
    await this.#report(pass);
    this.#prompt(pass);
  }

  /** Prints all results of the last pass once more. */
  async showAll(): Promise<void> {
    if (this.#last) await this.showFirst({ ...this.#last, fixed: new Map() });
  }

  /** Prints what the pass has changed. */
  async showPass(pass: NextPass): Promise<void> {
    const earlierNotes = new Set(this.#last?.end.notes);
    this.#last = pass;
    const { shown, reportOptions, format, all } = this.#options;
    const changes = changesBetween(pass.before, pass.files, shown);
    const isNothing = changes.added.length + changes.gone.length + pass.fixed.size === 0;
    if (pass.isQuiet && isNothing) return;
    const options = reportOptions();
    clearScreen();
    if (all) await this.#report(pass);
    const time = `[${new Date().toTimeString().slice(0, 8)}]`;
    const room = options.width - time.length - 1;
    const text = [
      `${time} ${namesLine(namesOf(pass), Math.max(20, room))}\n\n`,
      changesText(changes, options, format === "brief" ? mostBrief : mostListed),
      totalsLine(changes, endOf(pass), options),
      ...pass.end.notes
        .filter((note) => !earlierNotes.has(note))
        .map((note) => `  ${t("report.note", "note: {note}", { note: visible(note) })}\n`),
    ];
    process.stdout.write(text.join(""));
    this.#prompt(pass);
  }

  async #report(pass: Pass): Promise<void> {
    const output = await this.#options.open();
    for (const { result } of pass.files.values()) await output.file(this.#options.shown(result));
    await output.end({ ...endOf(pass), folded: [] });
  }

  #prompt({ files }: Pass): void {
    const articles = count([...files.values()].filter(({ result }) => result.article !== false).length, "article");
    const text =
      process.stdin.isTTY && process.stdout.isTTY
        ? t("cli.watch.keys", "watching {articles}; press Enter to list all, Ctrl-C to stop", { articles })
        : t("cli.watch.watching", "watching {articles}, press Ctrl-C to stop", { articles });
    process.stdout.write(`${text}\n`);
  }
}

/** The end of the run with the totals of the whole pass. */
function endOf({ files, fixed, end, ms }: Pass): RunEnd {
  const tally = new Tally();
  for (const { result } of files.values()) {
    const outcome = fixed.get(result.path);
    tally.add(outcome ? { ...result, fixed: outcome } : result);
  }
  const { images, links, internalLinks } = end.summary;
  return { ...end, summary: { ...tally.summary({ images, links, ...(internalLinks && { internalLinks }) }), ms } };
}

function namesOf({ causes, before, files }: NextPass): string[] {
  const renamed = renamedFiles(before, files);
  const targets = new Set(renamed.values());
  return causes.flatMap((name) => {
    const to = renamed.get(name);
    if (to !== undefined) return [t("cli.watch.renamed", "{from} → {to}", { from: name, to })];
    return targets.has(name) ? [] : [name];
  });
}

/** The lines above stay: a terminal can scroll back to the whole report. */
function clearScreen(): void {
  if (process.stdout.isTTY) process.stdout.write("\u001b[H\u001b[2J");
}
