/** The language server: passes requests of the editor on standard input to the code that handles them. */
import { Console } from "node:console";
import path from "node:path";
import { pipeline } from "node:stream";
import {
  CodeActionKind,
  type CompletionList,
  createConnection,
  DidChangeWatchedFilesNotification,
  ErrorCodes,
  type ExecuteCommandParams,
  FileChangeType,
  type FileEvent,
  type InitializeParams,
  type InitializeResult,
  type Location,
  type LocationLink,
  MessageType,
  ProposedFeatures,
  type ResponseMessage,
  ShowMessageNotification,
  StreamMessageReader,
  StreamMessageWriter,
  TextDocumentSyncKind,
  TextDocuments,
} from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { localeOf, useLocale } from "../locale/index.js";
import { UserError } from "../platform/errors.js";
import { t } from "../platform/i18n.js";
import { version } from "../platform/version.js";
import { visible } from "../report/visible.js";
import { codeActions, fixAllKind, workspaceEdit } from "./actions.js";
import { completionsAt } from "./completion.js";
import { definitionAt } from "./definition.js";
import { pathOf } from "./document-path.js";
import { type AnalyzedDocument, DocumentStore } from "./document-store.js";
import { frameCheck } from "./frames.js";
import { hoverAt } from "./hover.js";
import { localizeCommand, localizeImage } from "./localize.js";
import { openSession, type Session } from "./session.js";
import { Sessions } from "./sessions.js";
import { imageExtensions } from "./site-assets.js";

/** Files that the results of articles depend on: configurations, schemas, ignore files, images and other articles. */
const watched = [
  "**/*.{json,yaml,yml,toml}",
  "**/stet.config.{ts,js,mjs}",
  "**/{.gitignore,.stetignore}",
  `**/*.{${imageExtensions}}`,
  "**/*.{md,markdown,mdx,html,htm}",
];

/** Articles, which other articles link to. */
const article = /\.(?:md|markdown|mdx|html?)$/i;

/** Milliseconds after which images that were not found are requested again, at the next analysis. */
const sessionAge = 10 * 60_000;
/** Milliseconds in which changes of files are collected, because many files often change at once. */
const manyDocuments = 100;

const noItems: CompletionList = { items: [], isIncomplete: false };

export interface ServeOptions {
  readonly offline: boolean;
  /** Whether configurations and plugins that are code are executed. */
  readonly configCode: boolean;
  /** See `RunRequest`. */
  readonly untrusted: boolean;
  /** Whether the command line sets the language; otherwise the editor sets it. */
  readonly hasLocale: boolean;
}

/** Runs until the editor sends `exit` or its process ends. */
export function serve({ offline: isOffline, configCode, untrusted, hasLocale }: ServeOptions): Promise<never> {
  // Output of configurations and plugins must not appear between the protocol messages.
  globalThis.console = new Console(process.stderr);
  const connection = createConnection(ProposedFeatures.all, ...protocol(() => process.exit(isShutDown ? 0 : 1)));
  const documents = new TextDocuments(TextDocument);
  const sessions: Sessions<Session> = new Sessions(
    async (folder) => {
      const session = await openSession(folder, {
        offline,
        configCode,
        untrusted,
        note: (message) => connection.console.warn(message),
        openText: (uri) => desk.textOf(uri),
      });
      lastShown = "";
      return session;
    },
    (session) => desk.release(session),
  );
  const folders = new Set<string>();
  let offline = isOffline;
  let isShutDown = false;
  let client = { watches: false, folders: false, versioned: false, localizes: false, links: false };
  let lastShown = "";

  const log = (error: unknown): void => {
    const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
    connection.console.error(what);
  };
  process.on("uncaughtException", log);
  process.on("unhandledRejection", log);

  /** Shows an error once, and again only if its text has changed. */
  const showError = ({ message, hint }: UserError): void => {
    const text = hint === undefined ? message : t("lsp.withHint", "{message} {hint}", { message, hint });
    if (text !== lastShown) {
      const params = { type: MessageType.Error, message: `stet: ${text}` };
      connection.sendNotification(ShowMessageNotification.method, params).catch(log);
    }
    lastShown = text;
  };

  /** The innermost workspace folder with the file, otherwise the file's own folder. */
  const folderOf = (file: string): string => {
    const around = [...folders].filter((folder) => isIn(folder, file)).sort((a, b) => b.length - a.length);
    return around[0] ?? path.dirname(file);
  };

  const desk: DocumentStore = new DocumentStore({
    async session(file): Promise<Session> {
      const folder = folderOf(file);
      const known = sessions.of(folder);
      if (known && Date.now() - known.openedAt > sessionAge) reopen();
      return sessions.get(folder, (one) => folders.has(one));
    },
    publish: (uri, version, diagnostics) => void connection.sendDiagnostics({ uri, version, diagnostics }),
    log(error) {
      if (error instanceof UserError) showError(error);
      else log(error);
    },
  });

  function reopen(): void {
    const old = sessions.all();
    sessions.clear();
    desk.relintAll();
    for (const session of old) session.then((one) => one.close()).catch(() => {});
  }

  /** @param addresses see `Session.refresh`. */
  function refresh(addresses: boolean): void {
    for (const session of sessions.all()) session.then((one) => one.refresh(addresses)).catch(() => {});
    desk.refreshAll();
  }

  let timer: NodeJS.Timeout | undefined;
  /** What is to be done soon; each includes what is before it. */
  let change: 0 | 1 | 2 = 0;
  const changed = (events: readonly Pick<FileEvent, "uri" | "type">[]): void => {
    const own = events.filter(({ uri }) => !/\/(?:node_modules|\.git)\//.test(uri));
    if (own.length === 0) return;
    for (const { uri, type } of own) {
      const isMoved = article.test(uri) && (type !== FileChangeType.Changed || desk.hasOtherAddress(uri));
      change = !article.test(uri) ? 2 : isMoved && change < 1 ? 1 : change;
    }
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (change === 2) reopen();
      else refresh(change === 1);
      change = 0;
    }, manyDocuments);
  };

  /** Whether the text is another one by now. Not every editor refuses edits of another version. */
  const isStale = ({ document: { uri, version } }: AnalyzedDocument): boolean =>
    documents.get(uri)?.version !== version;

  /** An error in one request must not end the server or block the editor. */
  const guarded =
    <P, R>(answer: (params: P) => Promise<R>, otherwise: R) =>
    async (params: P): Promise<R> => {
      try {
        return await answer(params);
      } catch (error) {
        if (error instanceof UserError) showError(error);
        else log(error);
        return otherwise;
      }
    };

  connection.onInitialize(async (params: InitializeParams): Promise<InitializeResult> => {
    const { capabilities, initializationOptions, workspaceFolders, rootUri, locale } = params;
    if (locale && !hasLocale) await useLocale(localeOf(locale) ?? "en");
    // Settings of the editor may come with the articles. They never allow what the command line forbids.
    offline = isOffline || initializationOptions?.offline === true;
    client = {
      watches: capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
      folders: capabilities.workspace?.workspaceFolders === true,
      versioned: capabilities.workspace?.workspaceEdit?.documentChanges === true,
      localizes: capabilities.workspace?.applyEdit === true && !offline && !untrusted,
      links: capabilities.textDocument?.definition?.linkSupport === true,
    };
    for (const folder of workspaceFolders ?? [{ uri: rootUri }]) addFolder(folder?.uri);
    return {
      serverInfo: { name: "stet", version },
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
        codeActionProvider: {
          codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.RefactorRewrite, fixAllKind],
        },
        executeCommandProvider: { commands: [localizeCommand] },
        hoverProvider: true,
        completionProvider: { triggerCharacters: [" ", "-", '"', "'", "(", "<", "/", "#", "."] },
        definitionProvider: true,
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      },
    };
  });

  const addFolder = (uri: unknown): void => {
    const folder = pathOf(uri);
    if (folder !== undefined) folders.add(folder);
  };

  connection.onInitialized(() => {
    if (client.watches)
      connection.client
        .register(DidChangeWatchedFilesNotification.type, {
          watchers: watched.map((globPattern) => ({ globPattern })),
        })
        .catch(log);
    if (!client.folders) return;
    connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
      for (const { uri } of removed) folders.delete(pathOf(uri) ?? "");
      for (const { uri } of added) addFolder(uri);
      reopen();
    });
  });

  connection.onDidChangeWatchedFiles(({ changes }) => changed(changes));
  // Not every editor watches files. After a save, new and renamed articles are known at the latest.
  documents.onDidSave(({ document }) => {
    if (!client.watches) changed([{ uri: document.uri, type: FileChangeType.Created }]);
  });

  documents.onDidOpen(({ document }) => desk.open(document));
  documents.onDidChangeContent(({ document }) => desk.change(document.uri));
  documents.onDidClose(({ document }) => desk.close(document.uri));

  connection.onCodeAction(
    guarded(async (params) => {
      const seen = await desk.analyzed(params.textDocument.uri);
      const actions = seen ? await codeActions(seen, params, client) : [];
      return seen && isStale(seen) ? [] : actions;
    }, []),
  );
  connection.onExecuteCommand(
    guarded(async ({ command, arguments: given = [] }: ExecuteCommandParams) => {
      const [uri, key]: unknown[] = given;
      if (command !== localizeCommand || typeof uri !== "string" || typeof key !== "string") return;
      const seen = client.localizes ? await desk.analyzed(uri) : undefined;
      if (!seen) return;
      const edits = await localizeImage(seen, key);
      if (typeof edits === "string")
        throw new UserError(t("lsp.notLocalized", "The image was not copied: {problem}.", { problem: edits }));
      if (isStale(seen))
        throw new UserError(
          t("lsp.changedMeanwhile", "The image was copied, but the article has changed since. Copy it again."),
        );
      await connection.workspace.applyEdit({ edit: workspaceEdit(seen.document, edits, client.versioned) });
    }, undefined),
  );
  connection.onHover(
    guarded(async ({ textDocument, position }) => {
      const seen = await desk.analyzed(textDocument.uri);
      return seen && (await hoverAt(seen, seen.document.offsetAt(position)));
    }, undefined),
  );
  connection.onCompletion(
    guarded(async ({ textDocument, position }) => {
      const seen = await desk.analyzed(textDocument.uri);
      return seen ? completionsAt(seen, seen.document.offsetAt(position)) : noItems;
    }, noItems),
  );
  connection.onDefinition(
    guarded(async ({ textDocument, position }): Promise<LocationLink[] | Location[]> => {
      const seen = await desk.analyzed(textDocument.uri);
      const found = seen ? await definitionAt(seen, seen.document.offsetAt(position)) : [];
      return client.links ? found : found.map(({ targetUri: uri, targetRange: range }) => ({ uri, range }));
    }, []),
  );

  connection.onShutdown(async () => {
    isShutDown = true;
    clearTimeout(timer);
    for (const session of sessions.all()) await session.then((one) => one.close()).catch(log);
    sessions.clear();
  });

  documents.listen(connection);
  connection.listen();
  // The connection ends the process when the editor sends `exit` or disconnects.
  return new Promise<never>(() => {});
}

/**
 * What the editor sends, and what it gets. The server ends with an error where no message can follow, because it would wait
 * for ever. A message that is no JSON gets an answer, which the library does not give.
 *
 * @param onEnd called when nothing more comes.
 */
function protocol(onEnd: () => void): [StreamMessageReader, StreamMessageWriter] {
  const checked = frameCheck();
  checked.on("error", ({ message }) => {
    process.stderr.write(`${t("lsp.protocol", "stet lsp: {problem}", { problem: visible(message) })}\n`);
    process.exit(2);
  });
  checked.on("end", onEnd);
  checked.on("close", onEnd);
  pipeline(process.stdin, checked, () => {});
  const reader = new StreamMessageReader(checked);
  const writer = new StreamMessageWriter(process.stdout);
  reader.onError((error) => {
    if (!(error instanceof SyntaxError)) return;
    const problem = { code: ErrorCodes.ParseError, message: visible(error.message) };
    const answer: ResponseMessage = { jsonrpc: "2.0", id: null, error: problem };
    writer.write(answer).catch(() => {});
  });
  return [reader, writer];
}

function isIn(folder: string, file: string): boolean {
  const relative = path.relative(folder, file);
  return relative !== "" && relative !== ".." && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}
