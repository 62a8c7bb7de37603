/**
 * `stet github comment` and `stet github issue`: a Markdown report as one comment or one issue that stays up to date.
 *
 * Only environment variables and the files that they name decide what is sent to whom: no configuration is read, and
 * nothing of the working directory but the report.
 */
import { probePolicy } from "../config/probe-policy.js";
import { openGitHub, Refused } from "../github/api.js";
import { parseReport } from "../github/report-text.js";
import { type Outcome, putComment, putIssue, type ThreadRequest } from "../github/threads.js";
import { readSettings } from "../platform/disk.js";
import { variable } from "../platform/environment.js";
import { UserError } from "../platform/errors.js";
import { t } from "../platform/i18n.js";
import { isRecord } from "../platform/is-record.js";
import { valueAt } from "../platform/value-at.js";
import { version } from "../platform/version.js";
import { command } from "../report/github.js";
import { visible } from "../report/visible.js";
import type { ExitCode } from "./exit-codes.js";
import { summarySink } from "./sinks.js";

interface Common {
  readonly report: string;
  readonly name?: string | undefined;
}

/**
 * Creates or updates the comment on the pull request. The exit code is 0 even if GitHub refuses it, because the result of
 * linting decides whether a job fails; the job summary then says why there is no comment.
 */
export async function commentCommand({
  report,
  name,
  pullRequest,
}: Common & { readonly pullRequest?: string | undefined }): Promise<ExitCode> {
  const request = threadRequest({ report, name });
  const event = readEvent();
  const pull = pullRequest === undefined ? pullOf(event) : numberOf(pullRequest);
  if (pull === undefined) {
    print(t("cli.github.noPull", "This run belongs to no pull request, so there is nothing to comment on."));
    return 0;
  }
  try {
    print(commentLine(await withApi((api) => putComment(api, { ...request, source: sourceOf(event), pull })), pull));
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const hint = isForbidden(error)
      ? t(
          "cli.github.noPermission",
          "The token needs the permission pull-requests: write, which GitHub does not give to pull requests from forks",
        )
      : t("cli.github.nextRun", "The next run tries again");
    await announce(
      t(
        "cli.github.noComment",
        "stet did not comment on the pull request: {reason}. {hint}. The report is in the job summary.",
        { reason: visible(error.message), hint },
      ),
    );
  }
  return 0;
}

/** Opens, updates or closes the issue. It is the purpose of its job, so a refusal is a failure (exit code 2). */
export async function issueCommand({
  report,
  name,
  title,
  label,
}: Common & { readonly title?: string | undefined; readonly label: readonly string[] }): Promise<ExitCode> {
  const request = threadRequest({ report, name });
  const words = title ?? t("cli.github.defaultTitle", "stet: problems in articles");
  try {
    const outcome = await withApi((api) =>
      putIssue(api, { ...request, source: sourceOf(readEvent()), title: words, labels: label }),
    );
    print(issueLine(outcome));
    return 0;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    throw new UserError(
      t("cli.github.noIssue", "The issue could not be written: {reason}.", { reason: visible(error.message) }),
      isForbidden(error) ? t("cli.github.noIssue.use", "The token needs the permission issues: write.") : undefined,
    );
  }
}

/** GitHub also says that it has not found what a token may not see. */
const isForbidden = ({ status }: Refused): boolean => status === 401 || status === 403 || status === 404;

function threadRequest({ report, name }: Common): Omit<ThreadRequest, "source"> {
  if (name !== undefined && name !== "" && !/^[\w.\- ]{1,60}$/.test(name))
    throw new UserError(
      t("cli.github.invalidName", 'Invalid value "{value}" for --name.', { value: visible(name) }),
      t("cli.github.invalidName.use", "Use letters, digits, spaces, - and _, for example --name docs."),
    );
  const repository = variable("GITHUB_REPOSITORY") ?? "";
  if (!/^[\w.-]+\/[\w.-]+$/.test(repository))
    throw new UserError(
      t("cli.github.noRepository", "The environment variable GITHUB_REPOSITORY does not name a repository."),
      t("cli.github.noRepository.use", "GitHub Actions sets it. Elsewhere, set it to owner/name."),
    );
  return { repository, name: name || undefined, report: parseReport(readReport(report), report) };
}

function readReport(file: string): string {
  try {
    return readSettings(file);
  } catch (error) {
    throw new UserError(
      t("cli.github.noReport", "Cannot read the report {file}: {reason}.", {
        file: visible(file),
        reason: (error as Error).message,
      }),
      t("cli.github.noReport.use", "Create it with stet --format markdown={file}.", { file: visible(file) }),
    );
  }
}

async function withApi<T>(use: (api: Awaited<ReturnType<typeof openGitHub>>) => Promise<T>): Promise<T> {
  const token = (variable("GITHUB_TOKEN") ?? "").trim();
  if (!/^[\x21-\x7e]+$/.test(token))
    throw new UserError(
      t("cli.github.noToken", "The environment variable GITHUB_TOKEN has no token."),
      t("cli.github.noToken.use", "In a workflow, set it in env: {example}", {
        // biome-ignore lint/suspicious/noTemplateCurlyInString: what the user writes.
        example: "GITHUB_TOKEN: ${{ github.token }}",
      }),
    );
  const url = apiUrl(variable("GITHUB_API_URL") || "https://api.github.com");
  const policy = probePolicy({}, { offline: false, version });
  const api = await openGitHub({ url, token, policy });
  try {
    return await use(api);
  } finally {
    await api.close();
  }
}

/** A token must not travel unencrypted, except on this machine. */
function apiUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isLocal = url !== undefined && /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname);
  if (url && (url.protocol === "https:" || (url.protocol === "http:" && isLocal)) && !url.username) return url;
  throw new UserError(
    t("cli.github.invalidApi", 'GITHUB_API_URL is "{value}". stet sends the token over HTTPS only.', {
      value: visible(text.slice(0, 200)),
    }),
    t("cli.github.invalidApi.use", "Use a URL such as https://github.example/api/v3."),
  );
}

/** The event that started the workflow; without one, an empty object. */
function readEvent(): unknown {
  const file = variable("GITHUB_EVENT_PATH");
  if (!file) return {};
  try {
    return JSON.parse(readSettings(file));
  } catch (error) {
    throw new UserError(
      t("cli.github.noEvent", "Cannot read the event in {file} (GITHUB_EVENT_PATH): {reason}.", {
        file: visible(file),
        reason: (error as Error).message,
      }),
    );
  }
}

/** The number of the pull request of `pull_request`, `pull_request_target`, `issue_comment` or `workflow_run`. */
function pullOf(event: unknown): number | undefined {
  const found =
    valueAt(event, ["pull_request", "number"]) ??
    (isRecord(valueAt(event, ["issue", "pull_request"])) ? valueAt(event, ["issue", "number"]) : undefined) ??
    valueAt(event, ["workflow_run", "pull_requests", 0, "number"]);
  return typeof found === "number" && Number.isSafeInteger(found) && found > 0 ? found : undefined;
}

function numberOf(text: string): number {
  if (/^[1-9]\d{0,9}$/.test(text)) return Number(text);
  throw new UserError(
    t("cli.github.invalidPull", 'Invalid value "{value}" for --pull-request.', { value: visible(text) }),
    t("cli.github.invalidPull.use", "Use the number of the pull request, for example --pull-request 12."),
  );
}

/** `Commit 1a2b3c4 · [run](https://…)` */
function sourceOf(event: unknown): string {
  const sha = valueAt(event, ["pull_request", "head", "sha"]) ?? variable("GITHUB_SHA");
  const server = variable("GITHUB_SERVER_URL") ?? "";
  const run = variable("GITHUB_RUN_ID") ?? "";
  const parts = [
    ...(typeof sha === "string" && /^[\da-f]{40,64}$/.test(sha)
      ? [t("cli.github.commit", "Commit {commit}", { commit: sha.slice(0, 12) })]
      : []),
    ...(/^https?:\/\/[\w.:-]+$/.test(server) && /^\d+$/.test(run)
      ? [
          t("cli.github.run", "[run]({url})", {
            url: `${server}/${variable("GITHUB_REPOSITORY")}/actions/runs/${run}`,
          }),
        ]
      : []),
  ];
  return parts.join(" · ");
}

function commentLine({ action, url }: Outcome, pull: number): string {
  const shown = visible(url);
  if (action === "created") return t("cli.github.commentCreated", "Comment created: {url}", { url: shown });
  if (action === "updated") return t("cli.github.commentUpdated", "Comment updated: {url}", { url: shown });
  return t("cli.github.noCommentNeeded", "Nothing to report, and no earlier comment on pull request {pull}.", { pull });
}

function issueLine({ action, url }: Outcome): string {
  const shown = visible(url);
  if (action === "created") return t("cli.github.issueOpened", "Issue opened: {url}", { url: shown });
  if (action === "updated") return t("cli.github.issueUpdated", "Issue updated: {url}", { url: shown });
  if (action === "closed") return t("cli.github.issueClosed", "Issue closed: {url}", { url: shown });
  return t("cli.github.noIssueNeeded", "Nothing to report, and no open issue.");
}

/** A leading space: a line that does not begin with `::` is never a command of GitHub. */
const print = (line: string): void => {
  process.stdout.write(` ${line}\n`);
};

/** As an annotation and in the job summary on GitHub, and otherwise as a line. */
async function announce(text: string): Promise<void> {
  if (variable("GITHUB_ACTIONS") !== "true") return print(text);
  process.stdout.write(command("notice", { title: "stet" }, text));
  const file = variable("GITHUB_STEP_SUMMARY");
  if (!file) return;
  const sink = summarySink(file);
  await sink.write(`\n> ${text.replace(/[&<>`[\]*_|\\@#]/g, (char) => `&#${char.charCodeAt(0)};`)}\n`);
  await sink.end();
}
