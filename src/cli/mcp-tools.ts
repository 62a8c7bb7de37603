/** The tools of `stet mcp`: what they take, and what they do. */
import path from "node:path";
import { rules as registry } from "../../rules/index.js";
import { openConfigs } from "../config/index.js";
import { probePolicy } from "../config/probe-policy.js";
import { startOf } from "../discover/glob.js";
import { unifiedDiff } from "../fix/diff.js";
import { UserError } from "../platform/errors.js";
import { t } from "../platform/i18n.js";
import { existsSync } from "../platform/observed-fs.js";
import { isWithin, staysIn } from "../platform/tree.js";
import { version } from "../platform/version.js";
import { openProbe } from "../probe/open-probe.js";
import { count } from "../report/count.js";
import { visible } from "../report/visible.js";
import type { FileResult, RunEnd } from "../results.js";
import { allResults } from "../run/all-results.js";
import type { RunRequest } from "../run/request.js";
import { run } from "../run/run.js";
import { explanationOf } from "./explain.js";
import { trace } from "./probe.js";

export interface McpOptions {
  /** The folder that the tools are restricted to. */
  readonly cwd: string;
  readonly offline: boolean;
  readonly allowWrite: boolean;
  readonly configCode: boolean;
  readonly untrusted: boolean;
}

export interface ToolResult {
  readonly text: string;
  readonly data?: object;
}

interface Property {
  readonly type: "string" | "boolean" | "array";
  readonly items?: { readonly type: "string" };
  readonly description: string;
}

export interface Tool {
  readonly name: string;
  readonly description: string;
  readonly inputSchema: {
    readonly type: "object";
    readonly properties: Readonly<Record<string, Property>>;
    readonly required?: string[];
    readonly additionalProperties: false;
  };
  readonly annotations: { readonly readOnlyHint: boolean; readonly openWorldHint: boolean };
  call(given: Readonly<Record<string, unknown>>, signal: AbortSignal): Promise<ToolResult>;
}

/** Problems in one answer. More would fill the context of a model without helping it. */
const mostProblems = 200;
/** Paths, or lines about files that could not be read, in one answer. */
const mostLines = 200;
/** Paths in one call. Each may be a glob, for which the folder is searched. */
const mostPaths = 1000;
/** Characters of a path, as many as systems open. To resolve a longer one keeps the server busy. */
const longestPath = 4096;
/** Characters of diffs in one answer. */
const longestDiff = 100_000;

/** The tools that these options allow. */
export function mcpTools(options: McpOptions): Tool[] {
  const { offline, allowWrite } = options;
  const paths = {
    type: "array",
    items: { type: "string" },
    description: "Files, folders or globs below the folder of the server. Default: the whole folder.",
  } as const;
  const remote = {
    type: "boolean",
    description: "Also request remote images and links, which takes longer. Default: false.",
  } as const;
  const isRemote = (given: Readonly<Record<string, unknown>>) => !offline && given.remote === true;
  const tools: Tool[] = [
    {
      name: "lint",
      description:
        "Check articles (Markdown, MDX or HTML with front matter): front matter, HTML structure, text, links and images. Returns the problems with file, line and rule.",
      inputSchema: {
        type: "object",
        properties: { paths, ...(!offline && { remote }) },
        additionalProperties: false,
      },
      annotations: { readOnlyHint: true, openWorldHint: !offline },
      call: (given, signal) => lint(options, pathsOf(options, given), isRemote(given), signal),
    },
    {
      name: "explain",
      description: "Explain a rule of stet, such as image/alt, or a parse error of the HTML standard.",
      inputSchema: {
        type: "object",
        properties: { name: { type: "string", description: "For example image/alt or duplicate-attribute." } },
        required: ["name"],
        additionalProperties: false,
      },
      annotations: { readOnlyHint: true, openWorldHint: false },
      call: async ({ name }) => ({ text: await explanationOf({ ...options, name: String(name) }) }),
    },
    {
      name: "fix",
      description: allowWrite
        ? "Fix problems of articles. Returns the changes as a diff, and writes them if write is true."
        : "Return the fixes for problems of articles as a diff. Writes nothing: the server runs without --allow-write.",
      inputSchema: {
        type: "object",
        properties: {
          paths,
          unsafe: {
            type: "boolean",
            description: "Also make fixes that may change the meaning of an article. Default: false.",
          },
          ...(allowWrite && {
            write: { type: "boolean" as const, description: "Write the changed articles. Default: false." },
          }),
          ...(!offline && { remote }),
        },
        additionalProperties: false,
      },
      annotations: { readOnlyHint: !allowWrite, openWorldHint: !offline },
      call: (given, signal) =>
        fix(
          options,
          {
            paths: pathsOf(options, given),
            fix: given.unsafe === true ? "unsafe" : "safe",
            write: allowWrite && given.write === true,
            offline: !isRemote(given),
          },
          signal,
        ),
    },
  ];
  if (!offline)
    tools.push({
      name: "probe",
      description: "Check whether an image URL works in browsers. Returns every request and the verdict.",
      inputSchema: {
        type: "object",
        properties: {
          url: { type: "string", description: "An http or https URL." },
          referer: { type: "string", description: "The URL of the page that shows the image." },
        },
        required: ["url"],
        additionalProperties: false,
      },
      annotations: { readOnlyHint: true, openWorldHint: true },
      call: ({ url, referer }, signal) =>
        probe(options, String(url), referer === undefined ? undefined : String(referer), signal),
    });
  return tools;
}

/** @throws UserError for a path that leads out of the folder of the server, for one that is too long, and for too many. */
function pathsOf({ cwd }: McpOptions, { paths = ["."] }: Readonly<Record<string, unknown>>): string[] {
  const given = [...new Set(paths as string[])];
  if (given.length > mostPaths)
    throw new UserError(
      t("cli.mcp.tooManyPaths", "{count} paths are more than one call may have ({limit}).", {
        count: given.length,
        limit: mostPaths,
      }),
      t("cli.mcp.tooManyPaths.use", "Use the folder of the articles, or a glob."),
    );
  const long = given.find((one) => one.length > longestPath);
  if (long !== undefined)
    throw new UserError(
      t("cli.mcp.longPath", '"{path}…" is longer than a path may be ({limit} characters).', {
        path: long.slice(0, 100),
        limit: longestPath,
      }),
    );
  for (const one of given) {
    // Links below the folder of a glob are not followed out of it. A glob may be the name of a file as well.
    const named = path.resolve(cwd, one);
    const starts = [path.resolve(cwd, startOf(one)), ...(existsSync(named) ? [named] : [])];
    const leavesLater = /(?:^|[\\/,{(|])\.\.(?:[\\/,})|]|$)/.test(one);
    if (leavesLater || !starts.every((start) => isWithin(start, cwd) && staysIn(start, cwd)))
      throw new UserError(
        t("cli.mcp.outside", '"{path}" is not in the folder of the server.', { path: one }),
        t("cli.mcp.outside.use", "Use paths below {folder}.", { folder: cwd }),
      );
  }
  return given;
}

const resultsOf = ({ cwd, configCode, untrusted }: McpOptions, request: Partial<RunRequest>) =>
  // A cancellation is heard while another thread works on a long article.
  allResults(
    run({ cwd, registry, paths: [], allowEmpty: true, concurrency: "one", configCode, untrusted, ...request }),
  );

async function lint(
  options: McpOptions,
  paths: readonly string[],
  isRemote: boolean,
  signal: AbortSignal,
): Promise<ToolResult> {
  const { files, end } = await resultsOf(options, { paths, offline: !isRemote, signal });
  const problems = files.flatMap(({ path: file, violations }) =>
    violations.map(({ line, column, severity, rule, message, fix: own }) => ({
      path: file,
      line,
      column,
      severity,
      rule,
      message,
      ...(own && { fix: own.safe ? "safe" : "unsafe" }),
    })),
  );
  const shown = problems.slice(0, mostProblems);
  const lines = shown.map(
    (one) => `${one.path}:${one.line}:${one.column} ${one.severity} ${one.message} ${one.rule}${fixNote(one.fix)}`,
  );
  const left = problems.length - shown.length;
  if (left > 0) lines.push(t("cli.mcp.more", "{left} more. Use narrower paths to see them.", { left }));
  return {
    text: [...lines, ...atMost([...errorLines(files), ...end.notes]), summaryOf(end)].map(visible).join("\n"),
    data: { problems: shown, omitted: left, summary: end.summary, notes: end.notes.slice(0, mostLines) },
  };
}

/** The first lines, and how many more there are. */
const atMost = (lines: readonly string[]): readonly string[] =>
  lines.length <= mostLines
    ? lines
    : [
        ...lines.slice(0, mostLines),
        t("cli.mcp.more", "{left} more. Use narrower paths to see them.", { left: lines.length - mostLines }),
      ];

const fixNote = (kind: string | undefined) => (kind === undefined ? "" : ` [${kind} fix]`);

const errorLines = (files: readonly FileResult[]): string[] =>
  files.flatMap(({ path: file, errors }) => errors.map(({ message }) => `${file}: ${message}`));

const summaryOf = ({ summary: { errors, warnings, articles } }: RunEnd): string =>
  t("cli.mcp.summary", "{errors}, {warnings} in {articles}", {
    errors: count(errors, "error"),
    warnings: count(warnings, "warning"),
    articles: count(articles, "article"),
  });

async function fix(options: McpOptions, request: Partial<RunRequest>, signal: AbortSignal): Promise<ToolResult> {
  const { files, end } = await resultsOf(options, { ...request, signal });
  const changed = files.filter(({ fixed }) => fixed && fixed.before !== fixed.after);
  const diffs = changed.map(({ path: file, fixed }) =>
    fixed ? unifiedDiff(file, fixed.before, fixed.after).trimEnd() : "",
  );
  const diff = diffs.join("\n");
  const data = { articles: count(changed.length, "article") };
  const shown =
    diff.length > longestDiff
      ? [diff.slice(0, longestDiff), t("cli.mcp.diffCut", "The diff is cut here. Use narrower paths to see the rest.")]
      : [diff];
  const done = request.write
    ? t("cli.mcp.written", "{articles} written", data)
    : t("cli.mcp.notWritten", "{articles} would change; nothing was written", data);
  return {
    text: [...shown, ...atMost([...errorLines(files), ...end.notes]).map(visible), done]
      .filter((line) => line !== "")
      .join("\n"),
    data: {
      changed: changed.slice(0, mostLines).map(({ path: file }) => file),
      omitted: Math.max(0, changed.length - mostLines),
      written: request.write === true,
      summary: end.summary,
    },
  };
}

async function probe(
  { cwd, configCode, untrusted }: McpOptions,
  url: string,
  referer: string | undefined,
  signal: AbortSignal,
): Promise<ToolResult> {
  // A file URL could lead out of the folder.
  for (const one of [url, referer ?? url])
    if (!/^https?:\/\/[^\s\p{Cc}]+$/iu.test(one) || !URL.canParse(one))
      throw new UserError(
        t("cli.probe.invalidUrl", '"{url}" is not the URL of an image.', { url: one }),
        t("cli.probe.addScheme", "Use a complete URL, for example https://example.com/a.png."),
      );
  const images = await (await openConfigs({ cwd, registry, configCode, untrusted })).images();
  const opened = openProbe(probePolicy(images, { offline: false, version }));
  const interrupt = () => opened.interrupt();
  signal.addEventListener("abort", interrupt);
  try {
    if (signal.aborted) interrupt();
    const fact = await opened.checkImage({ url, want: "pixels", referer });
    const { verdict, detail, type, width, height, bytes } = fact;
    return { text: trace(fact).trimEnd(), data: { url: fact.url, verdict, detail, type, width, height, bytes } };
  } finally {
    signal.removeEventListener("abort", interrupt);
    await opened.close();
  }
}
