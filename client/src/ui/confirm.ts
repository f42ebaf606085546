// Guards before what cannot be undone.
import * as vscode from 'vscode';

/** A modal question. The buttons' default is to do nothing. */
export async function confirm(question: string, detail: string, doIt: string): Promise<boolean> {
  return (await vscode.window.showWarningMessage(question, { modal: true, detail }, doIt)) === doIt;
}

export interface TypedConfirmation {
  title: string;
  /** What will be lost, in full sentences; shown before the name is asked for. */
  consequences: string[];
  /** What has to be typed, character by character. */
  name: string;
  /** The button that leads to the typing. */
  proceed: string;
}

/** Shows the consequences in a modal dialog, then has the name typed. */
export async function confirmByTyping(options: TypedConfirmation): Promise<boolean> {
  const { title, consequences, name, proceed } = options;
  const detail = consequences.map(sentence => `• ${sentence}`).join('\n');
  if (!(await confirm(title, detail, proceed))) return false;
  const typed = await vscode.window.showInputBox({
    title,
    prompt: vscode.l10n.t('Type {0} to confirm.', name),
    placeHolder: name,
    ignoreFocusOut: true,
    validateInput: value => (value === name ? undefined : vscode.l10n.t('Type {0} to confirm.', name)),
  });
  return typed === name;
}
