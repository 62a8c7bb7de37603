import { t } from "../platform/i18n.js";
import type { Progress } from "../run/lint-request.js";

/** One line on a terminal, updated at most ten times a second. Does nothing without a terminal. */
export function startProgress(stream: NodeJS.WriteStream): { show(progress: Progress): void; clear(): void } {
  if (!stream.isTTY) return { show: () => {}, clear: () => {} };
  let shown = false;
  let last = 0;
  return {
    show({ articles, images }) {
      const now = Date.now();
      if (now - last < 100) return;
      last = now;
      shown = true;
      const imageCounts =
        images.requested > 0
          ? t("cli.progress.images", ", images {done}/{total}", { done: images.resolved, total: images.requested })
          : "";
      // Host names come from articles, so only safe characters may reach the terminal.
      const host = images.host ? ` ${images.host.replace(/[^\w.:[\]-]/g, "?").slice(0, 40)}` : "";
      stream.write(`\r\u001b[K${t("report.articles", "{n} articles", { n: articles })}${imageCounts}${host}`);
    },
    clear() {
      if (shown) stream.write("\r\u001b[K");
      shown = false;
    },
  };
}
