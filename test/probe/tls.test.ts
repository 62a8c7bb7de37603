/** Secure connections: HTTP/2, and what is told of certificates that cannot be believed. */
import { constants, createSecureServer, type Http2SecureServer } from "node:http2";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { generate } from "selfsigned";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import type { ProbePolicy } from "../../src/probe/probe.js";
import type { ImageFact } from "../../src/probe/types.js";
import { picture } from "../support/pictures.js";
import { makeSite } from "../support/site.js";
import { probeWith } from "./support.js";

type GenerateResult = Awaited<ReturnType<typeof generate>>;
type SelfsignedOptions = NonNullable<Parameters<typeof generate>[1]>;

const name = (value: string) => [{ name: "commonName", value }];
const day = 86_400_000;
type Extensions = NonNullable<SelfsignedOptions["extensions"]>;
const forHost = (value: string): Extensions => [
  { name: "basicConstraints", cA: false },
  { name: "subjectAltName", altNames: [{ type: 2, value }] },
];
const forAuthority: Extensions = [
  { name: "basicConstraints", cA: true, critical: true },
  { name: "keyUsage", keyCertSign: true, cRLSign: true, critical: true },
];
const ec = { keyType: "ec", algorithm: "sha256" } as const;
const signedBy = ({ private: key, cert }: GenerateResult) => ({ ca: { key, cert } });

let root: GenerateResult;
let between: GenerateResult;
let leaf: GenerateResult;
beforeAll(async () => {
  root = await generate(name("Root of the tests"), { ...ec, extensions: forAuthority });
  between = await generate(name("Between"), { ...ec, extensions: forAuthority, ...signedBy(root) });
  leaf = await generate(name("localhost"), { ...ec, extensions: forHost("localhost"), ...signedBy(between) });
});

const open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

const png = picture("png", 40, 30);

async function listen(server: Server | Http2SecureServer): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `https://localhost:${(server.address() as AddressInfo).port}/a.png`;
}

/** What is said of a picture behind this certificate. */
async function ask(key: string, cert: string, policy: Partial<ProbePolicy> = {}): Promise<ImageFact> {
  const server = createServer({ key, cert }, ({ method }, response) =>
    response.writeHead(200, { "content-type": "image/png" }).end(method === "HEAD" ? undefined : png),
  );
  const url = await listen(server);
  open.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return probeWith(policy).checkImage({ url, want: "pixels" });
}

const tls = (detail: string) => ({ verdict: "unverifiable", reason: "tls", detail });

describe("a certificate that cannot be believed is told apart:", () => {
  it("self-signed", async () => {
    const own = await generate(name("localhost"), { ...ec, extensions: forHost("localhost") });
    expect(await ask(own.private, own.cert)).toMatchObject(
      tls("the server's certificate is self-signed (DEPTH_ZERO_SELF_SIGNED_CERT)"),
    );
  });

  it("for another host", async () => {
    const other = await generate(name("other.example"), {
      ...ec,
      extensions: forHost("other.example"),
      ...signedBy(root),
    });
    expect(await ask(other.private, other.cert, { ca: [root.cert] })).toMatchObject(
      tls("the server's certificate is for another host (ERR_TLS_CERT_ALTNAME_INVALID)"),
    );
  });

  it("with an incomplete chain, which browsers complete", async () => {
    expect(await ask(leaf.private, leaf.cert, { ca: [root.cert] })).toMatchObject(
      tls("the server's certificate chain is incomplete; many browsers complete it (UNABLE_TO_VERIFY_LEAF_SIGNATURE)"),
    );
  });

  it("of an authority that is not known", async () => {
    expect(await ask(leaf.private, `${leaf.cert}\n${between.cert}\n${root.cert}`)).toMatchObject(
      tls("the server's certificate is from an unknown authority (SELF_SIGNED_CERT_IN_CHAIN)"),
    );
  });

  it("expired", async () => {
    const old = await generate(name("localhost"), {
      ...ec,
      extensions: forHost("localhost"),
      ...signedBy(root),
      notBeforeDate: new Date(Date.now() - 9 * day),
      notAfterDate: new Date(Date.now() - day),
    });
    expect(await ask(old.private, old.cert, { ca: [root.cert] })).toMatchObject(
      tls("the server's certificate has expired (CERT_HAS_EXPIRED)"),
    );
  });
});

describe("a certificate is believed", () => {
  it("of an authority that the policy names", async () => {
    const fact = await ask(leaf.private, `${leaf.cert}\n${between.cert}`, { ca: [root.cert] });
    expect(fact).toMatchObject({ verdict: "ok", width: 40, height: 30 });
  });

  it("unseen, where the policy is insecure", async () => {
    expect(await ask(leaf.private, leaf.cert, { insecure: true })).toMatchObject({ verdict: "ok" });
  });
});

describe("on the command line", () => {
  it("--insecure believes any certificate, and images.ca names an authority", async () => {
    const server = createServer({ key: leaf.private, cert: `${leaf.cert}\n${between.cert}` }, (_, response) =>
      response.writeHead(200, { "content-type": "image/png" }).end(png),
    );
    const url = await listen(server);
    const site = await makeSite({
      "a.html": `<p><img src="${url}" alt="渡口"></p>\n`,
      "root.pem": root.cert,
      "stet.config.json": JSON.stringify({ extends: [], rules: { "image/reachable": "error" } }),
      "with-ca.json": JSON.stringify({
        extends: [],
        rules: { "image/reachable": "error" },
        images: { ca: "root.pem" },
      }),
    });
    open.push(
      () => site.remove(),
      async () => {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      },
    );
    const verdicts = async (...args: string[]) =>
      JSON.parse((await site.stet(["a.html", "--allow-private", "--format", "json", ...args])).stdout).summary.images;
    expect(await verdicts()).toMatchObject({ unverifiable: 1, reasons: { unverifiable: { tls: 1 } } });
    expect(await verdicts("--insecure")).toMatchObject({ ok: 1 });
    expect(await verdicts("--config", "with-ca.json", "--no-cache")).toMatchObject({ ok: 1 });
    expect((await site.stet(["probe", "--allow-private", "--insecure", url])).stdout).toContain(
      "=> ok: image/png, 40x30",
    );
  });
});

describe("HTTP/2", () => {
  /** Answers by HTTP/2 alone. */
  async function serve(answer: (path: string) => "reset" | { status: number; body: Buffer; endless?: boolean }) {
    const seen: string[] = [];
    let connections = 0;
    const server = createSecureServer({ key: leaf.private, cert: `${leaf.cert}\n${between.cert}` });
    server.on("session", (session) => {
      connections++;
      open.push(async () => session.destroy());
    });
    server.on("stream", (stream, headers) => {
      const method = String(headers[":method"]);
      const path = String(headers[":path"]);
      seen.push(`${method} ${path}${headers.range ? ` ${headers.range}` : ""}`);
      stream.on("error", () => {});
      const answered = answer(path);
      if (answered === "reset") return stream.close(constants.NGHTTP2_INTERNAL_ERROR);
      const { status, body, endless } = answered;
      stream.respond({ ":status": status, "content-type": "image/png" }, { endStream: method === "HEAD" });
      if (method === "HEAD") return;
      if (!endless) return void stream.end(body);
      stream.write(body);
      const go = () => {
        while (!stream.destroyed && stream.writable && stream.write(Buffer.alloc(65_536)));
      };
      stream.on("drain", go);
      go();
    });
    const url = await listen(server);
    open.push(() => new Promise((resolve) => server.close(resolve)));
    return { url: (path: string) => new URL(path, url).href, seen, connections: () => connections };
  }

  it("is spoken where the server speaks it, over few connections", async () => {
    const server = await serve(() => ({ status: 200, body: png }));
    const probe = probeWith({ ca: [root.cert], concurrencyPerHost: 6 });
    const facts = await Promise.all(
      Array.from({ length: 40 }, (_, n) => probe.checkImage({ url: server.url(`/${n}.png`), want: "pixels" })),
    );
    expect(facts.map(({ verdict, width, height }) => [verdict, width, height])).toEqual(
      facts.map(() => ["ok", 40, 30]),
    );
    expect(server.seen.length).toBe(80);
    expect(server.connections()).toBeLessThanOrEqual(6);
  });

  it("an answer without end is cut off, and the next picture is asked for all the same", async () => {
    const server = await serve((path) => ({ status: 200, body: png, endless: path === "/endless.png" }));
    const probe = probeWith({ ca: [root.cert], concurrencyPerHost: 1 });
    const first = await probe.checkImage({ url: server.url("/endless.png"), want: "pixels" });
    const second = await probe.checkImage({ url: server.url("/b.png"), want: "pixels" });
    expect([first, second].map(({ verdict, width }) => [verdict, width])).toEqual([
      ["ok", 40],
      ["ok", 40],
    ]);
    expect(first.requests.reduce((sum, { bytes = 0 }) => sum + bytes, 0)).toBeLessThanOrEqual(131_072);
  });

  it("a server that then wants HTTP/1.1 is asked by HTTP/1.1", async () => {
    const server = createSecureServer(
      { key: leaf.private, cert: `${leaf.cert}\n${between.cert}`, allowHTTP1: true },
      (request, response) => {
        if (request.httpVersionMajor === 2) return request.stream.close(constants.NGHTTP2_HTTP_1_1_REQUIRED);
        response.writeHead(200, { "content-type": "image/png", "content-length": png.length });
        response.end(request.method === "HEAD" ? "" : png);
      },
    );
    server.on("session", (session) => open.push(async () => session.destroy()));
    const url = await listen(server);
    open.push(() => new Promise((resolve) => server.close(resolve)));
    const fact = await probeWith({ ca: [root.cert] }).checkImage({ url: new URL("/a.png", url).href, want: "pixels" });
    expect(fact).toMatchObject({ verdict: "ok", width: 40, height: 30 });
  });

  it("a stream that the server resets is asked for once more, and then could not be verified", async () => {
    const server = await serve(() => "reset");
    const fact = await probeWith({ ca: [root.cert] }).checkImage({ url: server.url("/a.png"), want: "status" });
    expect(fact).toMatchObject({ verdict: "unverifiable", reason: "connection" });
    expect(server.seen.length).toBe(3);
  });

  it("a picture that is gone is gone", async () => {
    const server = await serve(() => ({ status: 404, body: Buffer.from("<h1>Not found</h1>") }));
    const fact = await probeWith({ ca: [root.cert] }).checkImage({ url: server.url("/a.png"), want: "status" });
    expect(fact).toMatchObject({ verdict: "broken", reason: "not-found", detail: "HTTP 404 (HEAD and GET)" });
  });
});
