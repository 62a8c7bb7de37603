/** Resolves host names to allowed addresses. Each name is resolved once a run, which also prevents DNS rebinding. */
import { promises as dns, type LookupAddress, type LookupOptions } from "node:dns";
import pLimit from "p-limit";
import { t } from "../platform/i18n.js";
import { failure, ProbeStop } from "./evidence.js";
import type { Guard } from "./guard.js";
import { withTimeout } from "./with-timeout.js";

type LookupCallback = (error: Error | null, address: string | LookupAddress[], family?: number) => void;

export interface Names {
  /** The addresses of a host. Rejects with `ProbeStop`. With `trusted`, private addresses are allowed. */
  addresses(host: string, trusted: boolean): Promise<LookupAddress[]>;
  /** The same as a `lookup` option of `connect`. */
  lookup(trusted: boolean): (host: string, options: LookupOptions, callback: LookupCallback) => void;
  close(): void;
}

/** The system's resolver. Tests replace it. */
export interface Resolver {
  lookup(host: string): Promise<LookupAddress[]>;
  /**
   * Whether the name server answers for the root zone. If it does not, a failed lookup does not prove that a host does
   * not exist.
   */
  knowsRoot(): Promise<boolean>;
  close(): void;
}

export function openNames(guard: Guard, patience: number, resolver = systemResolver()): Names {
  const known = new Map<string, Promise<LookupAddress[]>>();
  // A lookup occupies one of libuv's four threads, possibly for seconds. One thread stays free for reading files.
  const limit = pLimit(3);
  let found = 0;
  let failed = 0;
  let cutOff = false;
  let rootKnown: Promise<boolean> | undefined;
  const online = () => {
    rootKnown ??= resolver.knowsRoot();
    return rootKnown;
  };

  async function find(host: string): Promise<LookupAddress[]> {
    try {
      if (cutOff) throw new ProbeStop(offline(host));
      const addresses = await withTimeout(resolver.lookup(host), patience, late);
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

  async function addresses(host: string, trusted: boolean): Promise<LookupAddress[]> {
    let pending = known.get(host);
    if (!pending) {
      pending = limit(() => find(host));
      known.set(host, pending);
    }
    const all = await pending;
    if (trusted) return all;
    const allowed = all.filter(({ address }) => guard.refusesAddress(address) === undefined);
    const [first] = all;
    if (allowed.length === 0 && first) {
      const { address } = first;
      throw new ProbeStop(
        failure(
          "blocked-address",
          t("probe.addressOfHost", "{host} is at {address}, {kind}", {
            host,
            address,
            kind: guard.refusesAddress(address) ?? "",
          }),
        ),
      );
    }
    return allowed;
  }

  return {
    addresses,
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
    close: () => resolver.close(),
  };
}

const late = () => Object.assign(new Error("late"), { code: "ETIMEOUT" });

const offline = (host: string) =>
  failure(
    "connection",
    t("probe.lookupOffline", "{host} could not be looked up; this computer seems to be offline", { host }),
  );

function systemResolver(): Resolver {
  // A direct query with its own timeout: getaddrinfo cannot query the root zone.
  const direct = new dns.Resolver({ timeout: 3000, tries: 1 });
  return {
    lookup: (host) => dns.lookup(host, { all: true }),
    knowsRoot: () =>
      direct.resolveNs(".").then(
        (servers) => servers.length > 0,
        () => false,
      ),
    close: () => direct.cancel(),
  };
}
