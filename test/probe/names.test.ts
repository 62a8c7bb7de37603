import { describe, expect, it } from "vitest";
import { openNames, type Resolver } from "../../src/probe/dns.js";
import { openGuard } from "../../src/probe/guard.js";

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
