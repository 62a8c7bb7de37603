/** The comment and the issue that stay up to date, against the API of GitHub on loopback. Waits take no time here. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { probePolicy } from "../../src/config/probe-policy.js";
import { openGitHub, Refused } from "../../src/github/api.js";
import { parseReport } from "../../src/github/report-text.js";
import { putComment, putIssue } from "../../src/github/threads.js";
import { type GitHubServer, type GitHubText, startGitHub } from "../support/github-server.js";

const token = "ghs_secret0123456789";
const report = (errors: number, text = "| row |") =>
  `<!-- stet report -->\n<!-- stet: ${errors} errors, 0 warnings, 0 failures -->\n## ${errors > 0 ? "❌" : "✅"} stet: ${errors > 0 ? `${errors} errors` : "no violations"} in 3 articles\n\n${text}\n`;

let github: GitHubServer;
let waits: number[];
beforeEach(async () => {
  github = await startGitHub();
  waits = [];
});
afterEach(() => github.close());

async function withApi<T>(use: (api: Awaited<ReturnType<typeof openGitHub>>) => Promise<T>, url = github.url) {
  const api = await openGitHub({
    url: new URL(url),
    token,
    policy: probePolicy({}, { offline: false, version: "1.2.3" }),
    sleep: async (milliseconds) => {
      waits.push(milliseconds);
    },
  });
  try {
    return await use(api);
  } finally {
    await api.close();
  }
}

const comment = (errors: number, { name, text }: { name?: string; text?: string } = {}, url?: string) =>
  withApi(
    (api) =>
      putComment(api, {
        repository: "town/news",
        pull: 7,
        name,
        source: "Commit abc",
        report: parseReport(report(errors, text), "report.md"),
      }),
    url,
  );
const issue = (errors: number) =>
  withApi((api) =>
    putIssue(api, {
      repository: "town/news",
      name: undefined,
      source: "",
      title: "Weekly report",
      labels: ["stet"],
      report: parseReport(report(errors), "report.md"),
    }),
  );

const bot = { login: "github-actions[bot]", type: "Bot" };
const textBy = (id: number, user: GitHubText["user"], body: string): GitHubText => ({
  id,
  number: id,
  state: "open",
  body,
  user,
  html_url: `https://github.example/${id}`,
});
const methods = () => github.requests.map(({ method, url }) => `${method} ${url}`);

describe("the comment on a pull request", () => {
  it("is created once, and updated after that", async () => {
    expect(await comment(2)).toEqual({
      action: "created",
      url: "https://github.example/town/news/pull/7#issuecomment-1001",
    });
    expect(await comment(1)).toMatchObject({ action: "updated" });
    expect(github.comments.map(({ body }) => body)).toEqual([
      "<!-- stet report -->\n## ❌ stet: 1 errors in 3 articles\n\n| row |\n\n<sub>Commit abc</sub>\n",
    ]);
  });

  it("says that all is settled when nothing is left", async () => {
    await comment(2);
    expect(await comment(0)).toMatchObject({ action: "updated" });
    expect(github.comments[0]?.body).toBe(
      "<!-- stet report -->\n## ✅ stet: all settled\n\nno violations in 3 articles\n\n| row |\n\n<sub>Commit abc</sub>\n",
    );
  });

  it("is not created to say that there is nothing", async () => {
    expect(await comment(0)).toEqual({ action: "nothing", url: "" });
    expect(methods()).toEqual(["GET /repos/town/news/issues/7/comments?per_page=100"]);
  });

  it("is found on a later page of comments", async () => {
    const reader = { login: "reader", type: "User" };
    for (let id = 1; id <= 230; id++) github.comments.push(textBy(id, reader, `No. ${id}`));
    github.comments.push(textBy(500, bot, "<!-- stet report -->\nold"));
    expect(await comment(1)).toMatchObject({ action: "updated" });
    expect(github.comments).toHaveLength(231);
    expect(methods().slice(0, 3)).toEqual([
      "GET /repos/town/news/issues/7/comments?per_page=100",
      "GET /repos/town/news/issues/7/comments?per_page=100&page=2",
      "GET /repos/town/news/issues/7/comments?per_page=100&page=3",
    ]);
  });

  it("is never a comment of somebody else who writes the marker", async () => {
    github.comments.push(textBy(1, { login: "mallory", type: "User" }, "<!-- stet report -->\nlook here"));
    github.comments.push(textBy(2, bot, "quotes <!-- stet report -->"));
    expect(await comment(1)).toMatchObject({ action: "created" });
    expect(github.comments.map(({ id }) => id)).toEqual([1, 2, 1001]);
    expect(github.comments[0]?.body).toBe("<!-- stet report -->\nlook here");
  });

  it("is none whose number is no number of a comment", async () => {
    github.comments.push(...[-1, 1.5, 0].map((id) => textBy(id, bot, "<!-- stet report -->\nold")));
    expect(await comment(1)).toMatchObject({ action: "created" });
    expect(methods().some((one) => one.startsWith("PATCH"))).toBe(false);
  });

  it("is that of the user of the token, if it is the token of a user", async () => {
    await github.close();
    github = await startGitHub({ login: "editor" });
    github.comments.push(textBy(1, bot, "<!-- stet report -->\nof the bot"));
    github.comments.push(textBy(2, { login: "editor", type: "User" }, "<!-- stet report -->\nof the editor"));
    await comment(1);
    expect(github.comments.map(({ body }) => body.includes("1 errors"))).toEqual([false, true]);
  });

  it("has a name, so that two reports on one pull request stay apart", async () => {
    await comment(1, { name: "docs" });
    await comment(2, { name: "blog" });
    await comment(3, { name: "docs" });
    expect(github.comments.map(({ body }) => body.split("\n").slice(0, 2))).toEqual([
      ["<!-- stet report: docs -->", "## ❌ stet: 3 errors in 3 articles"],
      ["<!-- stet report: blog -->", "## ❌ stet: 2 errors in 3 articles"],
    ]);
  });

  it("is cut at a line to what GitHub accepts, and its list is closed", async () => {
    const text = `<details open><summary>Errors</summary>\n\n${"| 行 |\n".repeat(20_000)}\n</details>`;
    await comment(1, { text });
    const [{ body } = { body: "" }] = github.comments;
    expect(body.length).toBeLessThanOrEqual(65_536);
    expect(body).toMatch(
      /\| 行 \|\n\n<\/details>\n\nThe rest of the report is too long for GitHub\.\n\n<sub>Commit abc<\/sub>\n$/,
    );
  });

  it("has no lists if GitHub finds it too long all the same", async () => {
    await github.close();
    github = await startGitHub({ maxBody: 500 });
    await comment(1, { text: `kept\n\n<details open>\n${"| row |\n".repeat(100)}</details>` });
    expect(github.comments.map(({ body }) => body)).toEqual([
      "<!-- stet report -->\n## ❌ stet: 1 errors in 3 articles\n\nkept\n\nThe rest of the report is too long for GitHub.\n\n<sub>Commit abc</sub>\n",
    ]);
  });
});

describe("a server that fails", () => {
  it("is asked again after a 502, with growing waits", async () => {
    github.next.push({ status: 502, body: "<html>Bad gateway</html>" }, { status: 503 });
    expect(await comment(1)).toMatchObject({ action: "created" });
    expect(waits).toEqual([2000, 4000]);
  });

  it("gets no second comment if the first was written in spite of a 502", async () => {
    github.next.push(undefined, { status: 502, isDone: true });
    expect(await comment(1)).toMatchObject({ action: "updated" });
    expect(github.comments).toHaveLength(1);
  });

  it("is given up after three attempts", async () => {
    github.next.push({ status: 502 }, { status: 502 }, { status: 502 });
    await expect(comment(1)).rejects.toThrow("GitHub responded with 502 (-)");
    expect(github.requests).toHaveLength(3);
  });

  it("is waited for as long as its rate limit demands, up to a minute", async () => {
    github.next.push({ status: 429, headers: { "retry-after": "7" }, body: { message: "secondary rate limit" } });
    expect(await comment(1)).toMatchObject({ action: "created" });
    expect(waits).toEqual([7000]);
    github.next.push({
      status: 403,
      headers: { "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(Math.floor(Date.now() / 1000) + 3000) },
      body: { message: "API rate limit exceeded" },
    });
    const refused = await comment(1).catch((error: unknown) => error);
    expect((refused as Refused).message).toMatch(
      /^GitHub refuses more requests for (2999|300[01]) s \(403: API rate limit exceeded\)$/,
    );
  });

  it.each([
    [401, "Bad credentials"],
    [403, "Resource not accessible by integration"],
    [404, "Not Found"],
  ])("is not asked again after %i", async (status, message) => {
    github.next.push({ status, body: { message } });
    await expect(comment(1)).rejects.toThrow(`GitHub responded with ${status} (${message})`);
    expect([github.requests.length, waits]).toEqual([1, []]);
  });

  it("is not there at all", async () => {
    const { url } = github;
    await github.close();
    await expect(comment(1, {}, url)).rejects.toThrow("GitHub cannot be reached: connection refused");
    github = await startGitHub();
  });

  it("does not get its own words printed with the token in them", async () => {
    github.next.push({ status: 401, body: { message: `Bad credentials: ${token}` } });
    await expect(comment(1)).rejects.toThrow("GitHub responded with 401 (Bad credentials: ***)");
  });
});

describe("the token", () => {
  let other: Server;
  let seen: (string | undefined)[];
  beforeEach(async () => {
    seen = [];
    other = createServer((request, response) => {
      seen.push(request.headers.authorization);
      response.end("[]");
    });
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
  });
  afterEach(() => new Promise<unknown>((resolve) => other.close(resolve)));
  const elsewhere = () => `http://127.0.0.1:${(other.address() as AddressInfo).port}/`;

  it("follows a redirect on the same server, with the method and the text", async () => {
    github.next.push(undefined, { status: 307, headers: { location: "/repos/town/news/issues/7/comments?moved=1" } });
    expect(await comment(1)).toMatchObject({ action: "created" });
    expect(methods().at(-1)).toBe("POST /repos/town/news/issues/7/comments?moved=1");
    expect(new Set(github.requests.map(({ authorization }) => authorization))).toEqual(new Set([`Bearer ${token}`]));
  });

  it("is sent to no other server, neither by a redirect nor by the next page of a list", async () => {
    github.next.push({ status: 302, headers: { location: elsewhere() } });
    await expect(comment(1)).rejects.toThrow(/^GitHub redirects to 127\.0\.0\.1:\d+, to which stet does not send/);
    github.next.push({ status: 200, headers: { link: `<${elsewhere()}>; rel="next"` }, body: [] });
    await expect(comment(1)).rejects.toThrow(Refused);
    expect(seen).toEqual([]);
  });

  it("does not go round in circles", async () => {
    for (let times = 0; times < 6; times++)
      github.next.push({ status: 301, headers: { location: "/repos/town/news/issues/7/comments" } });
    await expect(comment(1)).rejects.toThrow("GitHub redirects in a circle");
  });
});

it("an Enterprise server has its API below a path", async () => {
  await github.close();
  github = await startGitHub({ prefix: "/api/v3" });
  expect(await comment(1)).toMatchObject({ action: "created" });
  expect(methods()[0]).toBe("GET /api/v3/repos/town/news/issues/7/comments?per_page=100");
});

describe("the issue", () => {
  it("is opened, updated and closed, and a later one is new", async () => {
    expect(await issue(2)).toMatchObject({ action: "created" });
    expect(github.issues[0]).toMatchObject({ title: "Weekly report", labels: ["stet"], state: "open" });
    expect(await issue(1)).toMatchObject({ action: "updated" });
    expect(github.issues[0]?.body).toContain("1 errors");
    expect(await issue(0)).toMatchObject({ action: "closed" });
    expect(github.issues[0]).toMatchObject({ state: "closed", state_reason: "completed" });
    expect(github.issues[0]?.body).toContain("## ✅ stet: all settled");
    expect(await issue(0)).toEqual({ action: "nothing", url: "" });
    expect(await issue(3)).toMatchObject({ action: "created" });
    expect(github.issues.map(({ state }) => state)).toEqual(["closed", "open"]);
  });

  it("is no pull request", async () => {
    github.issues.push({ ...textBy(7, bot, "<!-- stet report -->\n"), pull_request: {} });
    expect(await issue(1)).toMatchObject({ action: "created" });
    expect(github.issues[0]?.body).toBe("<!-- stet report -->\n");
  });
});

it("a text that is not stet's report is refused", () => {
  expect(() => parseReport("# Hello", "a.md")).toThrow("a.md is not a report of --format markdown.");
});
