/** The commands of the extension for the article in the active editor. */
import * as vscode from "vscode";

export const registerCommands = (): vscode.Disposable[] => [
  vscode.commands.registerCommand("stet.fixAll", () => withEditor(fixAll)),
  vscode.commands.registerCommand("stet.explain", () => withEditor(explain)),
  vscode.commands.registerCommand("stet.localizeImage", () => withEditor(localize)),
];

async function withEditor(command: (editor: vscode.TextEditor) => Promise<void>): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (editor) await command(editor);
  else void vscode.window.showInformationMessage(vscode.l10n.t("Open an article first."));
}

const whole = ({ document }: vscode.TextEditor): vscode.Range =>
  new vscode.Range(new vscode.Position(0, 0), document.lineAt(document.lineCount - 1).range.end);

const actions = (editor: vscode.TextEditor, kind: string): Thenable<vscode.CodeAction[]> =>
  vscode.commands.executeCommand("vscode.executeCodeActionProvider", editor.document.uri, whole(editor), kind);

async function fixAll(editor: vscode.TextEditor): Promise<void> {
  const found = (await actions(editor, "source.fixAll.stet")).find(({ edit }) => edit);
  if (found?.edit) await vscode.workspace.applyEdit(found.edit);
  else void vscode.window.showInformationMessage(vscode.l10n.t("There is nothing to fix safely in this article."));
}

/** Shows the page of a rule that has reported something at the cursor. */
async function explain({ document, selection }: vscode.TextEditor): Promise<void> {
  const line = document.lineAt(selection.active.line).range;
  const own = vscode.languages.getDiagnostics(document.uri).filter(({ source }) => source === "stet");
  const at = (place: vscode.Range) => own.filter(({ range }) => range.intersection(place));
  const found = at(selection);
  const pages = new Map<string, vscode.Uri>();
  for (const { code } of found.length > 0 ? found : at(line))
    if (typeof code === "object") pages.set(String(code.value), code.target);
  const name =
    pages.size > 1
      ? await vscode.window.showQuickPick([...pages.keys()], { placeHolder: vscode.l10n.t("Which rule?") })
      : [...pages.keys()][0];
  const page = name === undefined ? undefined : pages.get(name);
  if (page) await vscode.commands.executeCommand("markdown.showLockedPreviewToSide", page);
  else if (pages.size === 0)
    void vscode.window.showInformationMessage(vscode.l10n.t("There is no problem of stet at the cursor."));
}

async function localize(editor: vscode.TextEditor): Promise<void> {
  const found = (await actions(editor, "refactor.rewrite")).filter(
    ({ command }) => command?.command === "stet.localize",
  );
  if (found.length === 0)
    return void vscode.window.showInformationMessage(
      vscode.l10n.t("There is no image of another site in this article that can be copied."),
    );
  const chosen =
    found.length === 1
      ? found[0]
      : (
          await vscode.window.showQuickPick(
            found.map((action) => ({ label: action.title, action })),
            { placeHolder: vscode.l10n.t("Which image?") },
          )
        )?.action;
  const command = chosen?.command;
  if (command) await vscode.commands.executeCommand(command.command, ...(command.arguments ?? []));
}
