/**
 * The comment on a pull request and the issue that stet keeps up to date: found by the marker at its start and by its
 * author, so that nobody else can have stet overwrite a text.
 */
import { isRecord } from "../platform/is-record.js";
import { type GitHubApi, Refused } from "./api.js";
import { markerOf, type ReportText, textFor } from "./report-text.js";

/** Pages of 100 comments or issues. */
const mostPages = 100;
/** Attempts of the whole, as a request that failed may have had its effect. */
const mostAttempts = 3;
/** Milliseconds before the second attempt, and twice as many before the third. */
const patience = 2000;

export interface ThreadRequest {
  /** `owner/name` */
  readonly repository: string;
  readonly report: ReportText;
  readonly name: string | undefined;
  readonly source: string;
}

export interface Outcome {
  readonly action: "created" | "updated" | "closed" | "nothing";
  /** The page of the comment or the issue. */
  readonly url: string;
}

interface Thread {
  readonly id: number;
  readonly url: string;
}

/**
 * Creates the comment, or updates the one of an earlier run. Creates none if there is nothing to report.
 *
 * @throws Refused
 */
export const putComment = (api: GitHubApi, request: ThreadRequest & { readonly pull: number }): Promise<Outcome> =>
  persistently(api, async () => {
    const { repository, pull, report } = request;
    const comments = `/repos/${repository}/issues/${pull}/comments`;
    const own = await find(api, comments, request.name);
    if (!own && report.isClean) return { action: "nothing", url: "" };
    const target = own ? `/repos/${repository}/issues/comments/${own.id}` : comments;
    const data = await write(api, own ? "PATCH" : "POST", target, request);
    return { action: own ? "updated" : "created", url: urlOf(data) };
  });

/**
 * Opens the issue, or updates the open one of an earlier run. Closes it if there is nothing to report.
 *
 * @throws Refused
 */
export const putIssue = (
  api: GitHubApi,
  request: ThreadRequest & { readonly title: string; readonly labels: readonly string[] },
): Promise<Outcome> =>
  persistently(api, async () => {
    const { repository, report, title, labels } = request;
    const issues = `/repos/${repository}/issues`;
    const own = await find(api, `${issues}?state=open`, request.name);
    if (!own && report.isClean) return { action: "nothing", url: "" };
    if (!own) {
      const data = await write(api, "POST", issues, request, { title, ...(labels.length > 0 && { labels }) });
      return { action: "created", url: urlOf(data) };
    }
    const closing = report.isClean && { state: "closed", state_reason: "completed" };
    const data = await write(api, "PATCH", `${issues}/${own.id}`, request, { title, ...closing });
    return { action: report.isClean ? "closed" : "updated", url: urlOf(data) };
  });

/** Looks for the text again before it is written again: the first request may have had its effect. */
async function persistently<T>(api: GitHubApi, attempt: () => Promise<T>): Promise<T> {
  for (let attempts = 1; ; attempts++) {
    try {
      return await attempt();
    } catch (error) {
      const wait = error instanceof Refused ? error.again : undefined;
      if (wait === undefined || attempts === mostAttempts) throw error;
      if (!(await api.pause(wait || patience * attempts))) throw error;
    }
  }
}

/** Sends the report, and its short form if GitHub finds it too long. */
async function write(
  api: GitHubApi,
  method: "POST" | "PATCH",
  target: string,
  { report, name, source }: ThreadRequest,
  more: object = {},
): Promise<unknown> {
  try {
    return (await api.request(method, target, { ...more, body: textFor(report, { name, source }) })).data;
  } catch (error) {
    if (!(error instanceof Refused) || error.status !== 422 || !/too long/i.test(error.message)) throw error;
    return (await api.request(method, target, { ...more, body: textFor(report, { name, source, isShort: true }) }))
      .data;
  }
}

/** The oldest text with the marker whose author is that of the token. */
async function find(api: GitHubApi, list: string, name: string | undefined): Promise<Thread | undefined> {
  const marker = markerOf(name);
  let isOwn: ((author: Author) => boolean) | undefined;
  let target: string | undefined = `${list}${list.includes("?") ? "&" : "?"}per_page=100`;
  for (let page = 0; page < mostPages && target !== undefined; page++) {
    const { data, next } = await api.request("GET", target);
    for (const one of Array.isArray(data) ? data : []) {
      // The list of issues also has pull requests.
      if (!isRecord(one) || one.pull_request !== undefined || typeof one.body !== "string") continue;
      if (!one.body.startsWith(marker)) continue;
      isOwn ??= await authorTest(api);
      const id = list.includes("/comments") ? one.id : one.number;
      if (isRecord(one.user) && isOwn(one.user) && isId(id)) return { id, url: urlOf(one) };
    }
    target = next;
  }
  return undefined;
}

const isId = (id: unknown): id is number => Number.isSafeInteger(id) && (id as number) > 0;

type Author = Readonly<Record<string, unknown>>;

/** The token of a job belongs to an app, which may not ask who it is. */
async function authorTest(api: GitHubApi): Promise<(author: Author) => boolean> {
  try {
    const { data } = await api.request("GET", "/user");
    const login = isRecord(data) ? data.login : undefined;
    return (author) => login !== undefined && author.login === login;
  } catch (error) {
    if (error instanceof Refused && (error.status === 403 || error.status === 401) && error.again === undefined)
      return ({ type }) => type === "Bot";
    throw error;
  }
}

const urlOf = (data: unknown): string => (isRecord(data) && typeof data.html_url === "string" ? data.html_url : "");
