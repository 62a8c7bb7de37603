/** A cache that several machines share (Redis, Valkey and compatible servers). */
import { t } from "../platform/i18n.js";
import type { Store } from "./evidence-cache.js";
import { withTimeout } from "./with-timeout.js";

/** Milliseconds. A slower cache would not save time compared with image servers. */
const patience = 2000;

const prefix = "stet:picture:";

export interface RedisRequest {
  /** `redis://user:password@host:6379/0`, `rediss://` with TLS. */
  readonly url: string;
  /** Milliseconds after which an entry is deleted. */
  readonly expiry: number;
  /**
   * Called once if the server cannot be used; the run continues without it. The message never contains the password.
   */
  readonly note: (message: string) => void;
}

/** Connects at the first access. After an error or a timeout, the server is not used again in this run. */
export function redisStore({ url, expiry, note }: RedisRequest): Store {
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
    const { createClient } = await import("@redis/client");
    const client = createClient({
      url,
      socket: { connectTimeout: patience, reconnectStrategy: false },
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

const late = () =>
  new Error(t("probe.sharedCacheTimeout", "no response within {seconds} s", { seconds: patience / 1000 }));
