/** The options of `stet lint`, which is what `stet` alone means, in the order of its help. */
import { defaultBaseline } from "../baseline/file.js";
import { presetNames } from "../config/presets.js";
import { translate } from "../platform/i18n.js";
import { formatNames, groupings } from "../report/index.js";

/** What `-` is called from here on: yargs loses a lone dash. */
export const standardInput = "/dev/stdin";

export const lintOptions = {
  fix: { type: "boolean", default: false, group: "Fix:", describe: "Repair what is safe to repair" },
  "unsafe-fixes": {
    type: "boolean",
    default: false,
    group: "Fix:",
    describe: "With --fix or --fix-dry-run: also repair what may change meaning",
  },
  "fix-dry-run": {
    type: "boolean",
    default: false,
    group: "Fix:",
    describe: "Print the repairs as a unified diff on stdout; write nothing",
  },
  offline: { type: "boolean", default: false, group: "Images:", describe: "Ask no server anything" },
  "allow-private": {
    type: "boolean",
    default: false,
    group: "Images:",
    describe: "Also ask loopback, private and link-local addresses",
  },
  insecure: {
    type: "boolean",
    default: false,
    group: "Images:",
    describe: "Believe the certificates of servers unseen",
  },
  "suggest-archive": {
    type: "boolean",
    default: false,
    group: "Images:",
    describe: "Ask the Wayback Machine for copies of pictures that are not there",
  },
  "max-time": {
    type: "number",
    group: "Images:",
    describe: "Seconds for all pictures together; the rest is unchecked then, and fails nothing",
  },
  "images-root": {
    type: "string",
    group: "Images:",
    describe: "Folder that /root-relative image paths are files of",
  },
  config: { type: "string", group: "Configuration:", describe: "Use this file; false: none at all" },
  "config-code": {
    type: "boolean",
    default: true,
    group: "Configuration:",
    describe: "Run configurations and plugins that are code (--no-config-code: do not; for articles of strangers)",
  },
  preset: {
    type: "string",
    group: "Configuration:",
    describe: `Start from this preset, whatever configurations extend: ${presetNames.join(", ")}`,
  },
  rule: {
    type: "string",
    array: true,
    nargs: 1,
    group: "Configuration:",
    describe: "Set a rule: image/alt=off, =warn or =error (repeatable)",
  },
  schema: {
    type: "string",
    group: "Configuration:",
    describe: "Judge all front matter by this JSON Schema",
  },
  ext: {
    type: "string",
    group: "Configuration:",
    describe: "Endings that folders are searched for, e.g. .md,.html",
  },
  "strict-config": {
    type: "boolean",
    default: false,
    group: "Configuration:",
    describe: "Fail with exit code 2 for settings that have no effect, such as a glob that matches no file",
  },
  "print-config": { type: "string", group: "Configuration:", describe: "Show what applies to this file" },
  baseline: {
    type: "string",
    group: "Baseline:",
    describe: `Accept what stands in this file (default: ${defaultBaseline} if it is there; --no-baseline: none)`,
  },
  "baseline-update": {
    type: "boolean",
    default: false,
    group: "Baseline:",
    describe: "Accept all that is found today; write the file",
  },
  "baseline-prune": {
    type: "boolean",
    default: false,
    group: "Baseline:",
    describe: "Forget what is accepted and found no more; write the file",
  },
  ignore: {
    type: "boolean",
    default: true,
    group: "Input:",
    describe: "Obey .gitignore, .stetignore and ignores (--no-ignore: do not)",
  },
  cache: {
    type: "boolean",
    default: true,
    group: "Input:",
    describe: "Keep what was seen of pictures and articles for the next run (--no-cache: keep and use nothing)",
  },
  "cache-strategy": {
    choices: ["metadata", "content"] as const,
    default: "metadata" as const,
    group: "Input:",
    describe: "Know unchanged files by size and times, or by their bytes (where a checkout sets all times anew)",
  },
  concurrency: {
    type: "string",
    default: "auto",
    group: "Input:",
    describe: "Threads that look at files: auto, off, or how many",
  },
  shard: { type: "string", group: "Input:", describe: "Look at one part of the files: 2/5 is the second of five" },
  "shard-by": {
    choices: ["path", "size"] as const,
    default: "path" as const,
    group: "Input:",
    describe: "Part the files by their names, or so that parts weigh the same",
  },
  "files-from": {
    type: "string",
    group: "Input:",
    describe: "Read paths from this file or - (newline or NUL separated)",
  },
  "stdin-filename": { type: "string", group: "Input:", describe: "The name that standard input goes by" },
  watch: {
    type: "boolean",
    default: false,
    group: "Input:",
    describe: "Go on: lint again what changes, until Ctrl-C",
  },
  "allow-empty": { type: "boolean", default: false, group: "Input:", describe: "No file at all is fine" },
  staged: {
    type: "boolean",
    default: false,
    group: "Git:",
    describe: "Lint what is staged, as it is staged; with --fix, repair it there and in the file",
  },
  changed: {
    type: "boolean",
    default: false,
    group: "Git:",
    describe: "Lint files that differ from the last commit, untracked ones too",
  },
  since: {
    type: "string",
    group: "Git:",
    describe: "Lint files that differ from where this branch left REF, uncommitted ones too, e.g. --since main",
  },
  "only-changed-lines": {
    type: "boolean",
    default: false,
    group: "Git:",
    describe: "With one of these: report and repair only what stands on changed lines",
  },
  format: {
    alias: "f",
    type: "string",
    array: true,
    nargs: 1,
    group: "Output:",
    describe: `${formatNames.join(", ")}, blob (for stet merge), or a file or package; name=file writes a file (repeatable; default: stylish, with --staged brief)`,
  },
  "output-file": { alias: "o", type: "string", group: "Output:", describe: "Write the report to this file" },
  "group-by": {
    choices: groupings,
    group: "Output:",
    describe: "Groups in the place of violations; file: all of them, by file",
  },
  top: { type: "number", group: "Output:", describe: "Groups to show at most (20); 0: all" },
  statistics: {
    type: "boolean",
    default: false,
    group: "Output:",
    describe: "Close with a table: how often each rule, its share, in how many articles, and what can be repaired",
  },
  all: {
    type: "boolean",
    default: false,
    group: "Output:",
    describe: "Show every violation, also where there are more than 300 on a terminal",
  },
  previous: {
    type: "string",
    group: "Output:",
    describe: "With --format html: the earlier report to compare with (default: the one that is written anew)",
  },
  verbose: { type: "boolean", default: false, group: "Output:", describe: "Show the line of each violation" },
  quiet: { type: "boolean", default: false, group: "Output:", describe: "Report errors only" },
  timing: {
    type: "boolean",
    default: false,
    group: "Output:",
    describe: "Show on standard error where the time went: stages, rules, hosts",
  },
  "max-warnings": {
    type: "number",
    group: "Output:",
    describe: "Exit with 1 if there are more warnings than this",
  },
} as const;

/** Of the options of `stet lint` those that say something of results. The rest was said when the parts were looked at. */
const mergeNames = [
  "config",
  "config-code",
  "preset",
  "rule",
  "schema",
  "strict-config",
  "baseline",
  "baseline-update",
  "baseline-prune",
  "format",
  "output-file",
  "group-by",
  "top",
  "statistics",
  "all",
  "verbose",
  "quiet",
  "max-warnings",
] as const satisfies readonly (keyof typeof lintOptions)[];

export const mergeOptions = Object.fromEntries(mergeNames.map((name) => [name, lintOptions[name]])) as unknown as Pick<
  typeof lintOptions,
  (typeof mergeNames)[number]
>;

/** The options as the help shows them, in the user's language. */
export const localizedOptions = <
  O extends Readonly<Record<string, { readonly describe: string; readonly group: string }>>,
>(
  options: O,
): O =>
  Object.fromEntries(
    Object.entries(options).map(([name, option]) => [
      name,
      {
        ...option,
        describe: translate(`options.${name}`, option.describe),
        group: translate(`options.group.${option.group}`, option.group),
      },
    ]),
  ) as unknown as O;
