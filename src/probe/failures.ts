/** Converts errors of sockets, TLS and HTTP to reasons and phrases. */
import { t } from "../platform/i18n.js";
import { type Failure, failure, ProbeStop, short } from "./evidence.js";
import type { ProbePolicy } from "./probe.js";

const seconds = (milliseconds: number) => t("probe.seconds", "{seconds} s", { seconds: milliseconds / 1000 });

export function explain(error: unknown, { timeouts }: Pick<ProbePolicy, "timeouts">): Failure {
  const known = findStop(error);
  if (known) return known;
  const { code = "", name, message = String(error) } = error as NodeJS.ErrnoException;
  switch (code) {
    case "UND_ERR_CONNECT_TIMEOUT":
    case "ETIMEDOUT":
      return failure(
        "timeout",
        t("probe.connectTimeout", "no connection within {time}", { time: seconds(timeouts.connect) }),
      );
    case "UND_ERR_HEADERS_TIMEOUT":
      return failure(
        "timeout",
        t("probe.responseTimeout", "no response within {time}", { time: seconds(timeouts.headers) }),
      );
    case "UND_ERR_BODY_TIMEOUT":
      return failure(
        "timeout",
        t("probe.bodyTimeout", "no further image data within {time}", { time: seconds(timeouts.headers) }),
      );
    case "ECONNREFUSED":
      return failure("connection", t("probe.connectionRefused", "connection refused"));
    case "UND_ERR_SOCKET":
      // A provisional response (100 Continue) that nobody asked for.
      if (message === "bad response")
        return malformed(t("probe.unaskedContinue", "100 Continue without a request for it"));
      return failure("connection", t("probe.connectionClosed", "the server closed the connection"), true);
    case "ECONNRESET":
    case "EPIPE":
      return failure("connection", t("probe.connectionClosed", "the server closed the connection"), true);
    case "UND_ERR_HEADERS_OVERFLOW":
      return malformed(t("probe.longHeaders", "the response headers are too long"));
    case "UND_ERR_RES_CONTENT_LENGTH_MISMATCH":
      return malformed(t("probe.wrongLength", "the response does not have the length that it declares"));
  }
  // The request is then sent again over HTTP/1.1, as for a malformed response.
  if (code.startsWith("ERR_HTTP2_") && message.includes("HTTP_1_1_REQUIRED"))
    return malformed(t("probe.http1Required", "the server requires HTTP/1.1"));
  if (code.startsWith("ERR_HTTP2_"))
    return failure("connection", t("probe.brokenOff", "the server interrupted the transfer ({code})", { code }), true);
  const certificate = certificates[code]?.();
  if (certificate) return failure("tls", `${certificate} (${code})`);
  if (name === "HTTPParserError")
    return malformed(t("probe.invalidHttp", "the response is not valid HTTP ({message})", { message: short(message) }));
  if (/^(Z_|ERR__ERROR|ERR_BROTLI)/.test(code)) {
    return failure("odd-response", t("probe.compression", "the compressed response is damaged ({code})", { code }));
  }
  if (
    /^(CERT_|CRL_|DEPTH_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_|ERR_SSL_|EPROTO$|INVALID_PURPOSE|HOSTNAME_MISMATCH)/.test(
      code,
    )
  ) {
    return failure("tls", `${tlsProblem(code, message)} (${code})`);
  }
  return failure("connection", short(message || code));
}

const malformed = (detail: string): Failure => ({ ...failure("odd-response", detail), malformed: true });

/**
 * The problem in words. OpenSSL's own text contains an address in memory and a line of its code, which change with each
 * run and each build.
 */
function tlsProblem(code: string, message: string): string {
  const text = `${code} ${message}`.toLowerCase().replaceAll("_", " ");
  if (/wrong version number|http request|packet length too long|record layer failure|unknown protocol/.test(text))
    return t("probe.tls.none", "the server does not answer in TLS");
  if (/unsupported protocol|protocol version|version too low/.test(text))
    return t("probe.tls.version", "the server only offers outdated versions of TLS");
  if (/handshake failure|no shared cipher|insufficient security|no ciphers/.test(text))
    return t("probe.tls.cipher", "the server and stet have no method of encryption in common");
  if (/unrecognized name/.test(text)) return t("probe.tls.name", "the server does not know this host name");
  if (/dh key too small|ee key too small|ca md too weak|bad ecpoint|key too small/.test(text))
    return t("probe.tls.weak", "the server's keys are too weak");
  if (/certificate required|bad certificate|certificate unknown/.test(text))
    return t("probe.tls.client", "the server requires a client certificate");
  return t("probe.tls.other", "no secure connection");
}

/** The error of a certificate, by its OpenSSL name (https://nodejs.org/api/tls.html#x509-certificate-error-codes). */
const certificates: Readonly<Record<string, () => string>> = {
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: () =>
    t("probe.tls.chain", "the server's certificate chain is incomplete; many browsers complete it"),
  UNABLE_TO_GET_ISSUER_CERT: () =>
    t("probe.tls.chain", "the server's certificate chain is incomplete; many browsers complete it"),
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: () =>
    t("probe.tls.authority", "the server's certificate is from an unknown authority"),
  SELF_SIGNED_CERT_IN_CHAIN: () => t("probe.tls.authority", "the server's certificate is from an unknown authority"),
  DEPTH_ZERO_SELF_SIGNED_CERT: () => t("probe.tls.selfSigned", "the server's certificate is self-signed"),
  CERT_HAS_EXPIRED: () => t("probe.tls.expired", "the server's certificate has expired"),
  CERT_NOT_YET_VALID: () => t("probe.tls.notYetValid", "the server's certificate is not valid yet"),
  ERR_TLS_CERT_ALTNAME_INVALID: () => t("probe.tls.host", "the server's certificate is for another host"),
  HOSTNAME_MISMATCH: () => t("probe.tls.host", "the server's certificate is for another host"),
};

/** The failure of stet itself, which undici may have wrapped in other errors. */
function findStop(error: unknown): Failure | undefined {
  if (error instanceof ProbeStop) return error.failure;
  const { cause, errors } = error as { cause?: unknown; errors?: unknown[] };
  for (const inner of [cause, ...(errors ?? [])]) if (inner instanceof ProbeStop) return inner.failure;
  return undefined;
}
