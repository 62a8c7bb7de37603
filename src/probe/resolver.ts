/**
 * Looks up host names. The system's own function, getaddrinfo, cannot be cancelled: a name server that does not answer
 * would hold up the end of the program, and one of libuv's four threads for each name. So names of the domain name system
 * are looked up by c-ares, which can be cancelled, and getaddrinfo gets only what it alone knows.
 */
import { promises as dns, type LookupAddress } from "node:dns";
import { isIP } from "node:net";
import path from "node:path";
import pLimit from "p-limit";
import { readSettings } from "../platform/disk.js";
import { variable } from "../platform/environment.js";

/** Tests replace it. */
export interface Resolver {
  /** Rejects with a `code` as the module `dns` has it. */
  lookup(host: string): Promise<LookupAddress[]>;
  /**
   * Whether the name server answers for the root zone. If it does not, a failed lookup does not prove that a host does
   * not exist.
   */
  knowsRoot(): Promise<boolean>;
  /** Ends all lookups. */
  close(): void;
}

export interface ResolverOptions {
  /** Default: those of the system. */
  readonly servers?: readonly string[];
  readonly hostsFile?: string;
  readonly switchFile?: string;
}

export function systemResolver(options: ResolverOptions = {}): Resolver {
  const { servers, hostsFile = hostsPath(), switchFile = "/etc/nsswitch.conf" } = options;
  // Made when a name is looked up: an offline run looks up none, and loading the module takes longer than linting.
  const made: { queries?: dns.Resolver; root?: dns.Resolver } = {};
  const make = (options: { readonly timeout: number; readonly tries: number }): dns.Resolver => {
    const resolver = new dns.Resolver(options);
    if (servers) resolver.setServers(servers);
    return resolver;
  };
  /** With the time limits of getaddrinfo. */
  const queries = () => (made.queries ??= make({ timeout: 5000, tries: 2 }));
  /** For the root zone, which getaddrinfo cannot query. */
  const root = () => (made.root ??= make({ timeout: 3000, tries: 1 }));
  // One thread for files stays free, and the end of the program does not wait for many.
  const oneByOne = pLimit(2);
  const bySystem = (host: string) => oneByOne(() => dns.lookup(host, { all: true }));
  let hosts: ReadonlyMap<string, readonly LookupAddress[]> | undefined;
  let hasMoreSources: boolean | undefined;

  async function byQueries(host: string): Promise<LookupAddress[]> {
    const [four, six] = await Promise.allSettled([queries().resolve4(host), queries().resolve6(host)]);
    const addresses = [...addressesOf(four, 4), ...addressesOf(six, 6)];
    if (addresses.length > 0) return addresses;
    const codes = [four, six].map((one) =>
      one.status === "rejected" ? (one.reason as NodeJS.ErrnoException).code : "",
    );
    // An answer without addresses is an answer. Otherwise the reason is that of the query that failed.
    const code = codes.find((one) => one !== "ENOTFOUND" && one !== "ENODATA") ?? "ENOTFOUND";
    throw Object.assign(new Error(code), { code });
  }

  return {
    async lookup(host) {
      const name = host.toLowerCase().replace(/\.$/, "");
      hosts ??= readHosts(hostsFile);
      const own = hosts.get(name);
      if (own) return [...own];
      // `localhost`, and names of the local network.
      if (isIP(name) || !name.includes(".") || /\.(?:localhost|local)$/.test(name)) return bySystem(host);
      try {
        return await byQueries(name);
      } catch (error) {
        const { code = "" } = error as NodeJS.ErrnoException;
        hasMoreSources ??= readsMoreSources(switchFile);
        // Without a name server, c-ares asks this computer, which refuses.
        const isUnknown = code === "ENOTFOUND" && hasMoreSources;
        if (servers || !(isUnknown || code === "ECONNREFUSED")) throw error;
        return bySystem(host);
      }
    },
    knowsRoot: () =>
      root()
        .resolveNs(".")
        .then(
          (names) => names.length > 0,
          () => false,
        ),
    close() {
      made.queries?.cancel();
      made.root?.cancel();
    },
  };
}

const addressesOf = (answer: PromiseSettledResult<string[]>, family: number): LookupAddress[] =>
  answer.status === "fulfilled" ? answer.value.map((address) => ({ address, family })) : [];

const hostsPath = (): string =>
  process.platform === "win32"
    ? path.join(variable("SystemRoot") ?? "C:\\Windows", "System32", "drivers", "etc", "hosts")
    : "/etc/hosts";

/** The addresses of each name in the hosts file, which come before those of name servers. */
function readHosts(file: string): ReadonlyMap<string, readonly LookupAddress[]> {
  const hosts = new Map<string, LookupAddress[]>();
  for (const line of linesOf(file)) {
    const [address = "", ...names] = line.replace(/#.*/, "").trim().split(/\s+/);
    const family = isIP(address.replace(/%.*/s, ""));
    if (family === 0) continue;
    for (const name of names) {
      const key = name.toLowerCase();
      hosts.set(key, [...(hosts.get(key) ?? []), { address, family }]);
    }
  }
  return hosts;
}

/** Whether the system knows hosts from other sources than the hosts file and name servers. */
function readsMoreSources(file: string): boolean {
  const line = linesOf(file).find((one) => /^\s*hosts:/.test(one));
  if (line === undefined) return process.platform !== "linux";
  const sources = line
    .replace(/#.*/, "")
    .replace(/\[[^[\]]*\]/g, "")
    .trim()
    .split(/\s+/)
    .slice(1);
  return sources.some((source) => !/^(?:files|dns|resolve|myhostname)$/.test(source));
}

function linesOf(file: string): string[] {
  try {
    return readSettings(file).split("\n");
  } catch {
    return [];
  }
}
