import { createSocket } from "node:dgram";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { openNames } from "../../src/probe/dns.js";
import { openGuard } from "../../src/probe/guard.js";
import { type Resolver, systemResolver } from "../../src/probe/resolver.js";

const guard = openGuard({ allowPrivate: false, allowHosts: [] });

/** A name server as plain data; `asked` tells which names were looked up. */
function resolver(known: Record<string, string[] | string>, root: boolean): Resolver & { asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    async lookup(host) {
      asked.push(host);
      const answer = known[host] ?? "ENOTFOUND";
      if (typeof answer === "string") throw Object.assign(new Error(answer), { code: answer });
      return answer.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
    },
    knowsRoot: async () => root,
    close() {},
  };
}

const failureOf = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (stop) => [stop.failure.reason, stop.failure.detail],
  );

describe("a name that is not found", () => {
  it("is no host, if the name server knows the root of all names", async () => {
    const names = openNames(guard, 1000, resolver({}, true));
    expect(await failureOf(names.addresses("gone.example", false))).toEqual([
      "no-such-host",
      "host gone.example does not exist",
    ]);
  });
  it("says nothing about the host, if the name server does not even know that", async () => {
    const names = openNames(guard, 1000, resolver({ "intranet.example": ["8.8.4.4"] }, false));
    await names.addresses("intranet.example", false);
    expect(await failureOf(names.addresses("gone.example", false))).toEqual([
      "connection",
      "gone.example could not be looked up; this computer seems to be offline",
    ]);
  });
  it("says nothing either, if the name server is in trouble", async () => {
    const names = openNames(guard, 1000, resolver({ "a.example": "EAI_AGAIN" }, true));
    expect(await failureOf(names.addresses("a.example", false))).toEqual([
      "connection",
      "the address of a.example could not be looked up (EAI_AGAIN)",
    ]);
  });
});

it("a name server that never answers is given up after the time to connect", async () => {
  const silent: Resolver = { lookup: () => new Promise(() => {}), knowsRoot: async () => true, close() {} };
  const names = openNames(guard, 5, silent);
  expect(await failureOf(names.addresses("a.example", false))).toEqual([
    "connection",
    "the address of a.example could not be looked up (ETIMEOUT)",
  ]);
});

it("after three names in vain, an offline machine asks for no more", async () => {
  const server = resolver(
    { "a.test": "EAI_AGAIN", "b.test": "EAI_AGAIN", "c.test": "EAI_AGAIN", "d.test": "EAI_AGAIN" },
    false,
  );
  const names = openNames(guard, 1000, server);
  for (const name of ["a.test", "b.test", "c.test", "d.test"]) await failureOf(names.addresses(name, false));
  expect(server.asked).toEqual(["a.test", "b.test", "c.test"]);
});

it("each name is looked up once, so that a second answer cannot lead elsewhere", async () => {
  const server = resolver({ "a.example": ["8.8.8.8"] }, true);
  const names = openNames(guard, 1000, server);
  await Promise.all([names.addresses("a.example", false), names.addresses("a.example", true)]);
  expect(server.asked).toEqual(["a.example"]);
});

it("private addresses among public ones are left out; if there are only such, none is asked", async () => {
  const names = openNames(
    guard,
    1000,
    resolver({ "mixed.example": ["10.0.0.1", "8.8.8.8"], "inner.example": ["fd00::1"] }, true),
  );
  expect(await names.addresses("mixed.example", false)).toEqual([{ address: "8.8.8.8", family: 4 }]);
  expect(await failureOf(names.addresses("inner.example", false))).toEqual([
    "blocked-address",
    "inner.example is at fd00::1, a private address",
  ]);
  expect(await names.addresses("inner.example", true)).toEqual([{ address: "fd00::1", family: 6 }]);
});

describe("a name server that does not answer", () => {
  /** Answers `ok.example` with 8.8.8.8, `ok6.example` with an address of IPv6 only, and nothing else. */
  async function slowServer() {
    const socket = createSocket("udp4");
    const asked: string[] = [];
    socket.on("message", (query, { port, address }) => {
      const labels: string[] = [];
      let at = 12;
      for (let size = query[at] ?? 0; size > 0; size = query[at] ?? 0) {
        labels.push(query.toString("latin1", at + 1, at + 1 + size));
        at += 1 + size;
      }
      const name = labels.join(".").toLowerCase();
      const type = query.readUInt16BE(at + 1);
      asked.push(name);
      const data =
        name === "ok.example" && type === 1
          ? Buffer.from([8, 8, 8, 8])
          : name === "ok6.example" && type === 28
            ? Buffer.from("20010db8000000000000000000000001", "hex")
            : undefined;
      if (!data && !/^ok6?\.example$/.test(name)) return;
      const question = query.subarray(12, at + 5);
      const header = Buffer.from([0, 0, 0x81, 0x80, 0, 1, 0, data ? 1 : 0, 0, 0, 0, 0]);
      query.copy(header, 0, 0, 2);
      const answer = Buffer.concat([
        Buffer.from([0xc0, 12, 0, type, 0, 1, 0, 0, 0, 60, 0, data?.length ?? 0]),
        data ?? Buffer.alloc(0),
      ]);
      socket.send(Buffer.concat([header, question, ...(data ? [answer] : [])]), port, address);
    });
    await new Promise<void>((resolve) => socket.bind(0, "127.0.0.1", resolve));
    return { asked, servers: [`127.0.0.1:${socket.address().port}`], close: () => socket.close() };
  }

  it("holds up no names of others, and nothing once the run ends", async () => {
    const server = await slowServer();
    const names = openNames(guard, 60_000, systemResolver({ servers: server.servers, hostsFile: "/nowhere" }));
    const stuck = Array.from({ length: 500 }, (_, at) => failureOf(names.addresses(`${at}.tarpit.example.net`, false)));
    expect(await names.addresses("ok.example", false)).toEqual([{ address: "8.8.8.8", family: 4 }]);
    expect(await names.addresses("ok6.example", true)).toEqual([{ address: "2001:db8::1", family: 6 }]);
    names.close();
    expect(new Set((await Promise.all(stuck)).map((one) => one?.[0]))).toEqual(new Set(["connection"]));
    // Not all were asked for, and none is after the end.
    expect(new Set(server.asked.filter((name) => name.endsWith(".net"))).size).toBeLessThan(20);
    server.close();
  });

  it("is not asked for ever by the names of one domain", async () => {
    const asked: string[] = [];
    const silent: Resolver = {
      lookup(host) {
        asked.push(host);
        return new Promise(() => {});
      },
      knowsRoot: async () => true,
      close() {},
    };
    const names = openNames(guard, 1, silent);
    for (let at = 0; at < 30; at++) await failureOf(names.addresses(`${at}.tarpit.example`, false));
    expect(asked).toHaveLength(10);
  });

  it("is not asked for what the hosts file has", async () => {
    const folder = await mkdtemp(path.join(tmpdir(), "stet-hosts-"));
    const hostsFile = path.join(folder, "hosts");
    await writeFile(hostsFile, "# none\n8.8.4.4 CDN.example other.example # two names\n2001:db8::2\tcdn.example\n");
    const resolver = systemResolver({ servers: ["127.0.0.1:9"], hostsFile });
    expect(await resolver.lookup("cdn.EXAMPLE.")).toEqual([
      { address: "8.8.4.4", family: 4 },
      { address: "2001:db8::2", family: 6 },
    ]);
    resolver.close();
    await rm(folder, { recursive: true });
  });
});

it("a name with a private address among public ones is not handed to a proxy, which may choose that one", async () => {
  const names = openNames(guard, 1000, resolver({ "mixed.example": ["8.8.8.8", "10.0.0.1"] }, true));
  expect(await failureOf(names.refusePrivate("mixed.example"))).toEqual([
    "blocked-address",
    "mixed.example is at 10.0.0.1, a private address",
  ]);
});
