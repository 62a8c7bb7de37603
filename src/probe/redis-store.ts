/** A cache that several machines share (Redis, Valkey and compatible servers). */
import { lookup } from "node:dns";
import { createRequire } from "node:module";
import { isIP, type LookupFunction } from "node:net";
import { t } from "../platform/i18n.js";
import { resolvePackage } from "../platform/packages.js";
import type { Store } from "./evidence-cache.js";
import type { Guard } from "./guard.js";
import { withTimeout } from "./with-timeout.js";

/** Milliseconds. A slower cache would not save time compared with image servers. */
const patience = 2000;

const prefix = "stet:picture:";

export interface RedisRequest {
  /** `redis://user:password@host:6379/0`, `rediss://` with TLS. */
  readonly url: string;
  /** Decides to which addresses stet may connect, if the URL is not the user's own. */
  readonly guard?: Guard | undefined;
  /** Milliseconds after which an entry is deleted. */
  readonly expiry: number;
  /**
   * Called once if the server cannot be used; the run continues without it. The message never contains the password.
   */
  readonly note: (message: string) => void;
}

/** Connects at the first access. After an error or a timeout, the server is not used again in this run. */
export function redisStore({ url, guard, expiry, note }: RedisRequest): Store {
  let broken = false;
  const fail = (error: unknown): undefined => {
    const { host } = new URL(url);
    if (!broken)
      note(
        t("probe.sharedCacheFailed", "The shared cache at {host} is not used: {message}", {
          host,
          message: (error as Error).message || String(error),
        }),
      );
    broken = true;
    return undefined;
  };

  async function connect() {
    const { hostname, port } = new URL(url);
    const isGuarded = guard !== undefined && !guard.trusts(hostname, port || 6379);
    const host = hostname.replace(/^\[(.*)\]$/, "$1");
    if (isGuarded && isIP(host)) refusePrivate(host, host, guard);
    const { createClient } = await loadClient();
    const client = createClient({
      url,
      socket: {
        connectTimeout: patience,
        reconnectStrategy: false,
        ...(isGuarded && { lookup: guardedLookup(guard) }),
      },
      disableOfflineQueue: true,
    });
    client.on("error", fail);
    try {
      // The client's own timeout ends with the TCP connection, before the server has responded.
      await withTimeout(client.connect(), patience, late);
      return client;
    } catch (error) {
      client.destroy();
      throw error;
    }
  }
  let client: ReturnType<typeof connect> | undefined;
  const waiting = new Set<Promise<unknown>>();

  async function use<T>(work: (client: Awaited<ReturnType<typeof connect>>) => Promise<T>): Promise<T | undefined> {
    if (broken) return undefined;
    try {
      client ??= connect();
      return await withTimeout(work(await client), patience, late);
    } catch (error) {
      return fail(error);
    }
  }

  return {
    get: async (key) => (await use((one) => one.get(prefix + key))) ?? undefined,
    async set(key, text) {
      // Only `close` waits for writes.
      const written = use((one) => one.set(prefix + key, text, { expiration: { type: "PX", value: expiry } }));
      waiting.add(written);
      written.finally(() => waiting.delete(written));
    },
    async close() {
      await Promise.all(waiting);
      const open = await client?.catch(() => undefined);
      if (open?.isOpen) open.destroy();
    },
  };
}

/** @throws Error */
function refusePrivate(host: string, address: string, guard: Guard): void {
  const kind = guard.refusesAddress(address);
  if (kind === undefined) return;
  const why = t("probe.addressOfHost", "{host} is at {address}, {kind}", { host, address, kind });
  throw new Error(
    t("probe.sharedCachePrivate", "{why}. Add the host to images.allowHosts, or set the URL with a variable ($NAME).", {
      why,
    }),
  );
}

/** A `lookup` for `connect` that fails if one of the addresses is private. */
const guardedLookup =
  (guard: Guard): LookupFunction =>
  (host, options, callback) => {
    lookup(host, { ...options, all: true }, (error, addresses) => {
      try {
        if (error) throw error;
        for (const { address } of addresses) refusePrivate(host, address, guard);
      } catch (problem) {
        callback(problem as NodeJS.ErrnoException, "", 0);
        return;
      }
      const [first] = addresses;
      if (options.all) callback(null, addresses);
      else callback(null, first?.address ?? "", first?.family ?? 0);
    });
  };

const late = () =>
  new Error(t("probe.sharedCacheTimeout", "no response within {seconds} s", { seconds: patience / 1000 }));

/** The package is not part of stet: users install it if they have a shared cache. */
async function loadClient(): Promise<typeof import("@redis/client")> {
  try {
    return createRequire(import.meta.url)(resolvePackage("@redis/client", import.meta.url));
  } catch (error) {
    if (!/^(?:ERR_)?MODULE_NOT_FOUND$/.test(String((error as NodeJS.ErrnoException).code))) throw error;
    throw new Error(
      t("probe.sharedCachePackage", 'package "@redis/client" is not installed. Install it where stet is installed'),
      { cause: error },
    );
  }
}
