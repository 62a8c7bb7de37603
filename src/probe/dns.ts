/** Resolves host names to allowed addresses. Each name is resolved once a run, which also prevents DNS rebinding. */
import type { LookupAddress, LookupOptions } from "node:dns";
import pLimit, { type LimitFunction } from "p-limit";
import { t } from "../platform/i18n.js";
import { failure, ProbeStop } from "./evidence.js";
import type { Guard } from "./guard.js";
import { type Resolver, systemResolver } from "./resolver.js";
import { withTimeout } from "./with-timeout.js";

type LookupCallback = (error: Error | null, address: string | LookupAddress[], family?: number) => void;

export interface Names {
  /** The addresses of a host. Rejects with `ProbeStop`. With `trusted`, private addresses are allowed. */
  addresses(host: string, trusted: boolean): Promise<LookupAddress[]>;
  /** Rejects with `ProbeStop` if one of the addresses is private. For requests that somebody else sends. */
  refusePrivate(host: string): Promise<void>;
  /** The same as a `lookup` option of `connect`. */
  lookup(trusted: boolean): (host: string, options: LookupOptions, callback: LookupCallback) => void;
  /** Ends all lookups, and those that wait. */
  close(): void;
}

/** Lookups at the same time, of all names and of those in one domain: a name server that is slow must not delay others. */
const mostLookups = 100;
const mostInDomain = 10;
/** After so many timeouts in a domain in a row, its name server is not asked again. */
const enoughTimeouts = 10;

export function openNames(guard: Guard, patience: number, resolver: Resolver = systemResolver()): Names {
  const known = new Map<string, Promise<LookupAddress[]>>();
  const limit = pLimit(mostLookups);
  const domains = new Map<string, { readonly limit: LimitFunction; timeouts: number }>();
  let found = 0;
  let failed = 0;
  let cutOff = false;
  let isClosed = false;
  let rootKnown: Promise<boolean> | undefined;
  const online = () => {
    if (isClosed) return Promise.resolve(true);
    rootKnown ??= resolver.knowsRoot();
    return rootKnown;
  };

  async function find(host: string): Promise<LookupAddress[]> {
    try {
      if (cutOff) throw new ProbeStop(offline(host));
      const addresses = await inDomain(host, () => withTimeout(resolver.lookup(host), patience, late));
      found++;
      return addresses;
    } catch (error) {
      if (error instanceof ProbeStop) throw error;
      const code = (error as NodeJS.ErrnoException).code ?? "";
      if (code === "ENOTFOUND") {
        if (!(await online())) throw new ProbeStop(offline(host));
        throw new ProbeStop(failure("no-such-host", t("probe.unknownHost", "host {host} does not exist", { host })));
      }
      // Without a name server, every lookup waits for its full timeout. After three failures without a success, stet
      // checks whether the machine is offline.
      failed++;
      cutOff ||= failed >= 3 && found === 0 && !(await online());
      throw new ProbeStop(
        failure(
          "connection",
          t("probe.lookupFailed", "the address of {host} could not be looked up ({code})", {
            host,
            code: code || t("common.answer", "no answer"),
          }),
        ),
      );
    }
  }

  function inDomain<T>(host: string, run: () => Promise<T>): Promise<T> {
    const key = domainOf(host);
    const domain = domains.get(key) ?? { limit: pLimit(mostInDomain), timeouts: 0 };
    domains.set(key, domain);
    return domain.limit(async () => {
      if (isClosed || domain.timeouts >= enoughTimeouts) throw late();
      try {
        const result = await limit(run);
        domain.timeouts = 0;
        return result;
      } catch (error) {
        const isLate = (error as NodeJS.ErrnoException).code === "ETIMEOUT";
        domain.timeouts = isLate ? domain.timeouts + 1 : 0;
        throw error;
      }
    });
  }

  async function addresses(host: string, trusted: boolean): Promise<LookupAddress[]> {
    let pending = known.get(host);
    if (!pending) {
      pending = find(host);
      known.set(host, pending);
    }
    const all = await pending;
    if (trusted) return all;
    const allowed = all.filter(({ address }) => guard.refusesAddress(address) === undefined);
    const [first] = all;
    if (allowed.length === 0 && first) throw new ProbeStop(blocked(host, first.address));
    return allowed;
  }

  const blocked = (host: string, address: string) =>
    failure(
      "blocked-address",
      t("probe.addressOfHost", "{host} is at {address}, {kind}", {
        host,
        address,
        kind: guard.refusesAddress(address) ?? "",
      }),
    );

  return {
    addresses,
    async refusePrivate(host) {
      const all = await addresses(host, true);
      const refused = all.find(({ address }) => guard.refusesAddress(address) !== undefined);
      if (refused) throw new ProbeStop(blocked(host, refused.address));
    },
    lookup: (trusted) => (host, options, callback) => {
      addresses(host, trusted).then(
        (all) => {
          const [first] = all;
          if (options.all || !first) callback(null, all);
          else callback(null, first.address, first.family);
        },
        (error) => callback(error, []),
      );
    },
    close() {
      isClosed = true;
      resolver.close();
    },
  };
}

const late = () => Object.assign(new Error("late"), { code: "ETIMEOUT" });

const offline = (host: string) =>
  failure(
    "connection",
    t("probe.lookupOffline", "{host} could not be looked up; this computer seems to be offline", { host }),
  );

/** What names of one owner have in common, such as `example.com` or `example.com.cn`; rather too much than too little. */
function domainOf(host: string): string {
  const labels = host.toLowerCase().replace(/\.$/, "").split(".");
  const isShort = labels.length > 2 && (labels.at(-2)?.length ?? 0) <= 3;
  return labels.slice(isShort ? -3 : -2).join(".");
}
