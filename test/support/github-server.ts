/**
 * The parts of GitHub's API that stet uses, on loopback, as its documentation describes them: comments, issues, pages,
 * permissions, limits of length.
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface GitHubText {
  readonly id: number;
  readonly number?: number;
  body: string;
  title?: string;
  state?: string;
  state_reason?: string;
  labels?: readonly string[];
  readonly html_url: string;
  readonly user: { readonly login: string; readonly type: string };
  readonly pull_request?: object;
}

export interface Recorded {
  readonly method: string;
  readonly url: string;
  readonly authorization: string | undefined;
  readonly body: Record<string, unknown> | undefined;
}

/** A prepared response. Headers and body as a server sends them. */
export interface Prepared {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** The request has its effect all the same. */
  readonly isDone?: boolean;
}

export interface GitHubServer {
  readonly url: string;
  readonly requests: readonly Recorded[];
  readonly comments: GitHubText[];
  readonly issues: GitHubText[];
  /** Responses for the next requests, in order; `undefined` for the ordinary one. */
  readonly next: (Prepared | undefined)[];
  close(): Promise<void>;
}

const bot = { login: "github-actions[bot]", type: "Bot" } as const;

/** @param login the user of the token; without it, the token is that of a job, which may not ask for its user. */
export async function startGitHub({
  login,
  prefix = "",
  maxBody = 65_536,
}: {
  readonly login?: string;
  readonly prefix?: string;
  readonly maxBody?: number;
} = {}): Promise<GitHubServer> {
  const requests: Recorded[] = [];
  const comments: GitHubText[] = [];
  const issues: GitHubText[] = [];
  const next: (Prepared | undefined)[] = [];
  const self = login === undefined ? bot : { login, type: "User" };
  let lastId = 1000;
  let origin = "";

  const server = createServer(async (request, response) => {
    const text = await bodyOf(request);
    const url = new URL(request.url ?? "/", origin);
    const body = text === "" ? undefined : (JSON.parse(text) as Record<string, unknown>);
    const { authorization } = request.headers;
    requests.push({ method: request.method ?? "", url: request.url ?? "", authorization, body });
    const prepared = next.shift();
    if (prepared && !prepared.isDone) return send(response, prepared);
    const usual = respond(request.method ?? "", url, body);
    send(response, prepared ?? usual);
  });

  function respond(method: string, url: URL, body: Record<string, unknown> | undefined): Prepared {
    const path = url.pathname.slice(prefix.length);
    if (!url.pathname.startsWith(prefix)) return notFound;
    if (path === "/user")
      return login === undefined
        ? { status: 403, body: { message: "Resource not accessible by integration" } }
        : { status: 200, body: self };
    if (typeof body?.body === "string" && body.body.length > maxBody)
      return {
        status: 422,
        body: {
          message: "Validation Failed",
          errors: [
            {
              resource: "IssueComment",
              code: "custom",
              message: `body is too long (maximum is ${maxBody} characters)`,
            },
          ],
        },
      };
    const isComments = path === "/repos/town/news/issues/7/comments";
    const isIssues = path === "/repos/town/news/issues";
    if (method === "GET" && (isComments || isIssues))
      return page(
        url,
        isComments ? comments : issues.filter(({ state }) => state === (url.searchParams.get("state") ?? state)),
      );
    if (method === "POST" && (isComments || isIssues)) {
      const id = ++lastId;
      const place = isComments ? `pull/7#issuecomment-${id}` : `issues/${id}`;
      const made = {
        ...(body as { body: string }),
        id,
        ...(isIssues && { number: id, state: "open" }),
        html_url: `https://github.example/town/news/${place}`,
        user: self,
      };
      (isComments ? comments : issues).push(made);
      return { status: 201, body: made };
    }
    const [, kind, id] = /^\/repos\/town\/news\/issues\/(comments\/)?(\d+)$/.exec(path) ?? [];
    const found = kind
      ? comments.find((one) => one.id === Number(id))
      : issues.find((one) => one.number === Number(id));
    if (method !== "PATCH" || !found) return notFound;
    Object.assign(found, body);
    return { status: 200, body: found };
  }

  function page(url: URL, all: readonly GitHubText[]): Prepared {
    const size = Number(url.searchParams.get("per_page") ?? 30);
    const number = Number(url.searchParams.get("page") ?? 1);
    const last = Math.max(1, Math.ceil(all.length / size));
    const link = (to: number, rel: string) => {
      const target = new URL(url);
      target.searchParams.set("page", String(to));
      return `<${target.href}>; rel="${rel}"`;
    };
    const links = [
      ...(number > 1 ? [link(number - 1, "prev"), link(1, "first")] : []),
      ...(number < last ? [link(number + 1, "next"), link(last, "last")] : []),
    ];
    return {
      status: 200,
      headers: links.length > 0 ? { link: links.join(", ") } : {},
      body: all.slice((number - 1) * size, number * size),
    };
  }

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: `${origin}${prefix}`,
    requests,
    comments,
    issues,
    next,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

const notFound: Prepared = { status: 404, body: { message: "Not Found" } };

function send(response: ServerResponse, { status, headers = {}, body }: Prepared): void {
  response.writeHead(status, { "content-type": "application/json; charset=utf-8", ...headers });
  response.end(body === undefined ? "" : typeof body === "string" ? body : JSON.stringify(body));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}
