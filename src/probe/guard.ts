/**
 * Decides to which addresses requests are allowed. URLs in articles must not lead into the private network of the user.
 */
import { isIP } from "node:net";
import ipaddr from "ipaddr.js";
import { t } from "../platform/i18n.js";
import type { ProbePolicy } from "./probe.js";

export interface Guard {
  /**
   * Why requests to this URL are refused, if its host is an IP address in any spelling. Names are checked after the
   * lookup.
   */
  refusesUrl(url: URL): string | undefined;
  /** Whether requests to this host are allowed whatever its addresses are. */
  trusts(host: string, port: string | number): boolean;
  /** Why requests to this resolved address are refused: `a loopback address`. */
  refusesAddress(address: string): string | undefined;
}

type Address = ipaddr.IPv4 | ipaddr.IPv6;

export function openGuard(policy: Pick<ProbePolicy, "allowPrivate" | "allowHosts">): Guard {
  const names = new Set<string>();
  const ranges: [Address, number][] = [];
  for (const entry of policy.allowHosts) {
    const text = entry.trim().toLowerCase();
    const address = text.replace(/^\[(.*)\]$/, "$1");
    if (ipaddr.isValidCIDR(text)) ranges.push(ipaddr.parseCIDR(text));
    else if (isIP(address)) ranges.push([parse(address), isIP(address) === 4 ? 32 : 128]);
    else names.add(text);
  }
  const trusts = (host: string, port: string | number) => {
    const name = host.toLowerCase();
    return policy.allowPrivate || names.has(name) || names.has(`${name}:${port}`);
  };
  const refusesAddress = (text: string) => {
    if (policy.allowPrivate) return undefined;
    const address = parse(text);
    const kind = specialKind(address);
    if (!kind || ranges.some(([range, bits]) => range.kind() === address.kind() && address.match(range, bits)))
      return undefined;
    return kind;
  };
  return {
    trusts,
    refusesAddress,
    refusesUrl(url) {
      // The URL parser has converted decimal, octal, hexadecimal and shortened IPv4 addresses to dotted notation.
      const host = url.hostname.replace(/^\[(.*)\]$/, "$1");
      if (!isIP(host) || trusts(url.hostname, url.port || defaultPorts[url.protocol] || "")) return undefined;
      const kind = refusesAddress(host);
      return kind && t("probe.address", "{host} is {kind}", { host, kind });
    },
  };
}

const defaultPorts: Readonly<Record<string, string>> = { "http:": "80", "https:": "443" };

/** A zone (`fe80::1%eth0`) selects the interface, not the target. An IPv4-mapped IPv6 address is treated as IPv4. */
function parse(text: string): Address {
  const address = ipaddr.parse(text.replace(/%.*/s, ""));
  return address instanceof ipaddr.IPv6 ? (embedded(address) ?? address) : address;
}

/**
 * The IPv4 address to which packets for this address are translated: IPv4-compatible, NAT64 (RFC 6052) or 6to4 (RFC
 * 3056).
 */
function embedded(address: ipaddr.IPv6): ipaddr.IPv4 | undefined {
  const bytes = address.toByteArray();
  const from = (at: number) => new ipaddr.IPv4(bytes.slice(at, at + 4));
  if (address.isIPv4MappedAddress() || address.match(nat64, 96)) return from(12);
  if (address.match(sixToFour, 16)) return from(2);
  // "IPv4-compatible", deprecated (RFC 4291, 2.5.5.1). :: and ::1 are not such addresses.
  const compatible = bytes.slice(0, 12).every((byte) => byte === 0) && bytes.slice(12, 14).some((byte) => byte !== 0);
  return compatible ? from(12) : undefined;
}

const nat64 = ipaddr.IPv6.parse("64:ff9b::");
const sixToFour = ipaddr.IPv6.parse("2002::");
const benchmarking = ipaddr.IPv4.parse("198.18.0.0");

/** A phrase for an address that is not public, by the IANA special-purpose registries; otherwise `undefined`. */
function specialKind(address: Address): string | undefined {
  const range = address.range();
  if (range === "unicast") return undefined;
  if (address instanceof ipaddr.IPv4 && address.match(benchmarking, 15)) {
    return t(
      "probe.address.proxy",
      "a reserved address, which some local proxies give to every host (allow 198.18.0.0/15 if yours does)",
    );
  }
  return kinds[range]?.() ?? t("probe.address.reserved", "a reserved address");
}

const kinds: Readonly<Record<string, () => string>> = {
  loopback: () => t("probe.address.loopback", "a loopback address"),
  private: () => t("probe.address.private", "a private address"),
  uniqueLocal: () => t("probe.address.private", "a private address"),
  deprecatedSiteLocal: () => t("probe.address.private", "a private address"),
  linkLocal: () => t("probe.address.linkLocal", "a link-local address"),
  carrierGradeNat: () => t("probe.address.provider", "an address inside a provider's network"),
  unspecified: () => t("probe.address.unspecified", "an unspecified address"),
  multicast: () => t("probe.address.multicast", "a multicast address"),
  broadcast: () => t("probe.address.broadcast", "a broadcast address"),
};
