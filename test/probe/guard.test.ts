import { describe, expect, it } from "vitest";
import { openGuard } from "../../src/probe/guard.js";

const strict = openGuard({ allowPrivate: false, allowHosts: [] });

describe("no address that is not public is asked", () => {
  it.each([
    ["http://127.0.0.1/", "127.0.0.1 is a loopback address"],
    ["http://127.8.9.10/", "127.8.9.10 is a loopback address"],
    ["http://2130706433/", "127.0.0.1 is a loopback address"],
    ["http://017700000001/", "127.0.0.1 is a loopback address"],
    ["http://0x7f000001/", "127.0.0.1 is a loopback address"],
    ["http://0x7f.1/", "127.0.0.1 is a loopback address"],
    ["http://127.1/", "127.0.0.1 is a loopback address"],
    ["http://127.0.0.1./", "127.0.0.1 is a loopback address"],
    ["http://１２７.０.０.１/", "127.0.0.1 is a loopback address"],
    ["http://%31%32%37.0.0.1/", "127.0.0.1 is a loopback address"],
    ["http://0/", "0.0.0.0 is an unspecified address"],
    ["http://10.1.2.3/", "10.1.2.3 is a private address"],
    ["http://172.16.0.1/", "172.16.0.1 is a private address"],
    ["http://192.168.1.1/", "192.168.1.1 is a private address"],
    ["http://169.254.169.254/latest/meta-data/", "169.254.169.254 is a link-local address"],
    ["http://100.64.0.1/", "100.64.0.1 is an address inside a provider's network"],
    ["http://224.0.0.1/", "224.0.0.1 is a multicast address"],
    ["http://255.255.255.255/", "255.255.255.255 is a broadcast address"],
    ["http://240.0.0.1/", "240.0.0.1 is a reserved address"],
    [
      "http://198.18.0.7/",
      "198.18.0.7 is a reserved address, which some local proxies give to every host (allow 198.18.0.0/15 if yours does)",
    ],
    ["http://[::1]/", "::1 is a loopback address"],
    ["http://[0:0:0:0:0:0:0:1]/", "::1 is a loopback address"],
    ["http://[::]/", ":: is an unspecified address"],
    ["http://[::ffff:127.0.0.1]/", "::ffff:7f00:1 is a loopback address"],
    ["http://[::ffff:0a00:0001]/", "::ffff:a00:1 is a private address"],
    ["http://[::127.0.0.1]/", "::7f00:1 is a loopback address"],
    ["http://[64:ff9b::192.168.0.1]/", "64:ff9b::c0a8:1 is a private address"],
    ["http://[2002:7f00:1::]/", "2002:7f00:1:: is a loopback address"],
    ["http://[fe80::1]/", "fe80::1 is a link-local address"],
    ["http://[fd00::1]/", "fd00::1 is a private address"],
    ["http://[ff02::1]/", "ff02::1 is a multicast address"],
    ["http://[64:ff9b:1::1]/", "64:ff9b:1::1 is a reserved address"],
  ])("%s", (url, why) => {
    expect(strict.refusesUrl(new URL(url))).toBe(why);
  });
});

it.each(["http://8.8.8.8/", "http://[2606:4700::1111]/", "http://[64:ff9b::8.8.8.8]/", "http://images.example/"])(
  "%s is asked (names are judged by what they resolve to)",
  (url) => {
    expect(strict.refusesUrl(new URL(url))).toBeUndefined();
  },
);

it("judges looked-up addresses, those with a zone too", () => {
  expect(strict.refusesAddress("fe80::1%eth0")).toBe("a link-local address");
  expect(strict.refusesAddress("8.8.8.8")).toBeUndefined();
});

describe("allowHosts", () => {
  const guard = openGuard({
    allowPrivate: false,
    allowHosts: ["Images.local", "cdn.local:8080", "127.0.0.1:9000", "10.1.0.0/16", "::1", "[fd00::7]"],
  });
  it.each([
    ["http://10.1.255.1/", true],
    ["http://10.2.0.1/", false],
    ["http://[::1]:81/", true],
    ["http://[fd00::7]/", true],
    ["http://[fd00::8]/", false],
    ["http://127.0.0.1:9000/", true],
    ["http://127.0.0.1:9001/", false],
    ["http://[::ffff:10.1.2.3]/", true],
  ])("%s: %s", (url, allowed) => {
    expect(guard.refusesUrl(new URL(url)) === undefined).toBe(allowed);
  });
  it("trusts names in any case, and with a port only at that port", () => {
    expect(guard.trusts("IMAGES.local", 80)).toBe(true);
    expect(guard.trusts("cdn.local", "8080")).toBe(true);
    expect(guard.trusts("cdn.local", 80)).toBe(false);
    expect(guard.trusts("other.local", 80)).toBe(false);
  });
});

it("allowPrivate lifts every bar", () => {
  const open = openGuard({ allowPrivate: true, allowHosts: [] });
  expect(open.refusesUrl(new URL("http://127.0.0.1/"))).toBeUndefined();
  expect(open.refusesAddress("10.0.0.1")).toBeUndefined();
});
