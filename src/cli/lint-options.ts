/** The options of `stet lint`, the default command, in the order of its help. */
import { defaultBaseline } from "../baseline/file.js";
import { presetNames } from "../config/presets.js";
import { generatorIds } from "../generators/ids.js";
import { translate } from "../platform/i18n.js";
import { formatNames, groupings } from "../report/index.js";

/** The replacement for `-`, because yargs drops a lone dash. */
export const standardInput = "/dev/stdin";

export const lintOptions = {
  fix: { type: "boolean", default: false, group: "Fix:", describe: "Apply safe fixes" },
  "unsafe-fixes": {
    type: "boolean",
    default: false,
    group: "Fix:",
    describe: "With --fix or --fix-dry-run: also apply fixes that may change meaning",
  },
  "fix-dry-run": {
    type: "boolean",
    default: false,
    group: "Fix:",
    describe: "Print the fixes as a unified diff without writing files",
  },
  offline: { type: "boolean", default: false, group: "Images:", describe: "Do not send any requests" },
  "allow-private": {
    type: "boolean",
    default: false,
    group: "Images:",
    describe: "Also send requests to loopback, private and link-local addresses",
  },
  insecure: {
    type: "boolean",
    default: false,
    group: "Images:",
    describe: "Do not verify TLS certificates",
  },
  "suggest-archive": {
    type: "boolean",
    default: false,
    group: "Images:",
    describe: "Look up copies of broken images in the Wayback Machine",
  },
  "max-time": {
    type: "number",
    group: "Images:",
    describe: "Time limit in seconds for all image and link checks; the rest is skipped without failing the run",
  },
  "images-root": {
    type: "string",
    group: "Images:",
    describe: "Folder for image paths that start with /, for example static",
  },
  config: { type: "string", group: "Configuration:", describe: "Use this configuration file; false: use none" },
  "config-code": {
    type: "boolean",
    default: true,
    group: "Configuration:",
    describe: "Run configurations and plugins that are code (--no-config-code: do not, for untrusted articles)",
  },
  untrusted: {
    type: "boolean",
    default: false,
    group: "Configuration:",
    describe: "For pull requests of strangers: trust nothing in the working directory (see SECURITY.md)",
  },
  preset: {
    type: "string",
    group: "Configuration:",
    describe: `Use this preset instead of those in the configuration: ${presetNames.join(", ")}`,
  },
  generator: {
    type: "string",
    choices: generatorIds,
    group: "Configuration:",
    describe: "Generator that makes the site (default: detected from its files); plain: none",
  },
  rule: {
    type: "string",
    array: true,
    nargs: 1,
    group: "Configuration:",
    describe: "Set the severity of a rule: image/alt=off, =warn or =error (repeatable)",
  },
  schema: {
    type: "string",
    group: "Configuration:",
    describe: "Validate all front matter against this JSON Schema",
  },
  ext: {
    type: "string",
    group: "Configuration:",
    describe: "File extensions to look for in folders, for example .md,.html",
  },
  "strict-config": {
    type: "boolean",
    default: false,
    group: "Configuration:",
    describe: "Exit with code 2 if a setting has no effect, for example a glob that matches no file",
  },
  "print-config": {
    type: "string",
    group: "Configuration:",
    describe: "Print the configuration that applies to this file",
  },
  baseline: {
    type: "string",
    group: "Baseline:",
    describe: `Accept the violations in this baseline file (default: ${defaultBaseline} if it exists; --no-baseline: none)`,
  },
  "baseline-update": {
    type: "boolean",
    default: false,
    group: "Baseline:",
    describe: "Accept all current violations and write the baseline file",
  },
  "baseline-prune": {
    type: "boolean",
    default: false,
    group: "Baseline:",
    describe: "Remove unused entries from the baseline file",
  },
  ignore: {
    type: "boolean",
    default: true,
    group: "Input:",
    describe: "Respect .gitignore, .stetignore and ignores (--no-ignore: do not)",
  },
  cache: {
    type: "boolean",
    default: true,
    group: "Input:",
    describe: "Cache the results of images and articles (--no-cache: do not read or write the cache)",
  },
  "cache-strategy": {
    choices: ["metadata", "content"] as const,
    default: "metadata" as const,
    group: "Input:",
    describe:
      'How to detect unchanged files: "metadata" (size and modification time) or "content" (use "content" in CI)',
  },
  concurrency: {
    type: "string",
    default: "auto",
    group: "Input:",
    describe: "Number of threads that check files: auto, off or an integer",
  },
  shard: { type: "string", group: "Input:", describe: "Check one shard of the files: 2/5 is the second of five" },
  "shard-by": {
    choices: ["path", "size"] as const,
    default: "path" as const,
    group: "Input:",
    describe: "Split shards by file path, or into equal sizes",
  },
  "files-from": {
    type: "string",
    group: "Input:",
    describe: "Read paths from this file, or - for standard input (separated by newlines or NUL)",
  },
  "stdin-filename": { type: "string", group: "Input:", describe: "File name for standard input" },
  watch: {
    type: "boolean",
    default: false,
    group: "Input:",
    describe: "Lint again after each change, and show what is new and what is gone",
  },
  "allow-empty": {
    type: "boolean",
    default: false,
    group: "Input:",
    describe: "Do not fail if no files match",
  },
  staged: {
    type: "boolean",
    default: false,
    group: "Git:",
    describe: "Lint the staged content; with --fix, fix it in the index and in the working tree",
  },
  changed: {
    type: "boolean",
    default: false,
    group: "Git:",
    describe: "Lint files that differ from the last commit, including untracked files",
  },
  since: {
    type: "string",
    group: "Git:",
    describe: "Lint files changed since the branch left REF, including uncommitted changes, for example --since main",
  },
  "only-changed-lines": {
    type: "boolean",
    default: false,
    group: "Git:",
    describe: "With --staged, --changed or --since: report and fix only violations on changed lines",
  },
  format: {
    alias: "f",
    type: "string",
    array: true,
    nargs: 1,
    group: "Output:",
    describe: `Report format: ${formatNames.join(", ")}, blob (for stet merge), or a file or package; name=file writes to a file (repeatable; default: stylish, with --staged brief)`,
  },
  "output-file": { alias: "o", type: "string", group: "Output:", describe: "Write the report to this file" },
  "group-by": {
    choices: groupings,
    group: "Output:",
    describe: "Group the output by rule, host, url, folder or file",
  },
  top: {
    type: "number",
    group: "Output:",
    describe: "With --group-by: maximum number of groups to show (default: 20; 0: all)",
  },
  statistics: {
    type: "boolean",
    default: false,
    group: "Output:",
    describe: "Append a table of rules: number of violations, share, articles and fixable violations",
  },
  all: {
    type: "boolean",
    default: false,
    group: "Output:",
    describe: "List every violation, even if there are more than 300 on a terminal; with --watch: after each change",
  },
  previous: {
    type: "string",
    group: "Output:",
    describe: "With --format html: report to compare with (default: the report that is overwritten)",
  },
  fold: {
    type: "boolean",
    group: "Output:",
    describe:
      "Report a violation that nearly all articles of a folder have, or many for one reason, as one (default; --no-fold: list each)",
  },
  verbose: { type: "boolean", default: false, group: "Output:", describe: "Show the source line of each violation" },
  quiet: { type: "boolean", default: false, group: "Output:", describe: "Report errors only" },
  timing: {
    type: "boolean",
    default: false,
    group: "Output:",
    describe: "Print on standard error how long stages, rules and hosts took",
  },
  "max-warnings": {
    type: "number",
    group: "Output:",
    describe: "Exit with code 1 if there are more warnings than this number",
  },
} as const;

/** The options of `stet lint` that affect results. The others only apply when the shards are linted. */
const mergeNames = [
  "config",
  "config-code",
  "untrusted",
  "preset",
  "rule",
  "schema",
  "generator",
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
  "fold",
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
