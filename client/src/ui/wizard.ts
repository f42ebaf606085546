// Several questions in a row with a way back: quick picks and input boxes under one title.
import * as vscode from 'vscode';

export interface Choice<Value> extends vscode.QuickPickItem {
  value: Value;
}

export interface PickOptions<Value> {
  placeholder: string;
  /** May still be loading; the list shows that it is busy meanwhile. */
  choices: Choice<Value>[] | Promise<Choice<Value>[]>;
  /** Lets the user type what is not listed. */
  other?: { label(typed: string): string; accept(typed: string): Value | undefined };
  isCurrent?(value: Value): boolean;
}

export interface InputOptions {
  prompt: string;
  value?: string;
  placeholder?: string;
  password?: boolean;
  /** The problem with a value, localized; undefined when there is none. May ask AWS. */
  validate?(value: string): string | undefined | Promise<string | undefined>;
}

export interface WizardUi {
  pick<Value>(options: PickOptions<Value>): Promise<Value>;
  input(options: InputOptions): Promise<string>;
}

export type WizardStep<State> = (state: State, ui: WizardUi) => Promise<void>;

class GoBack extends Error {}

/**
 * Runs the steps in order; Back returns to the last step that asked something.
 * @returns the filled state, or undefined when the user gave up.
 */
export async function runWizard<State>(title: string, state: State, steps: WizardStep<State>[]): Promise<State | undefined> {
  const asked: number[] = [];
  for (let index = 0; index < steps.length; ) {
    const ui = stepUi(title, index + 1, steps.length, asked.length > 0, () => {
      if (asked.at(-1) !== index) asked.push(index);
    });
    try {
      await steps[index]!(state, ui);
      index++;
    } catch (error) {
      if (error instanceof vscode.CancellationError) return undefined;
      if (!(error instanceof GoBack)) throw error;
      if (asked.at(-1) === index) asked.pop();
      index = asked.pop() ?? 0;
    }
  }
  return state;
}

function stepUi(title: string, step: number, totalSteps: number, canGoBack: boolean, onAsk: () => void): WizardUi {
  const frame = (box: vscode.QuickInput) => {
    box.title = title;
    box.step = step;
    box.totalSteps = totalSteps;
    box.ignoreFocusOut = true;
  };
  const buttons = canGoBack ? [vscode.QuickInputButtons.Back] : [];
  return {
    pick: options => {
      onAsk();
      return showPick(options, frame, buttons);
    },
    input: options => {
      onAsk();
      return showInput(options, frame, buttons);
    },
  };
}

async function showPick<Value>(
  options: PickOptions<Value>,
  frame: (box: vscode.QuickInput) => void,
  buttons: vscode.QuickInputButton[],
): Promise<Value> {
  const box = vscode.window.createQuickPick<Choice<Value>>();
  frame(box);
  box.buttons = buttons;
  box.placeholder = options.placeholder;
  box.matchOnDescription = true;
  box.matchOnDetail = true;
  box.busy = true;
  try {
    return await new Promise<Value>((resolve, reject) => {
      let choices: Choice<Value>[] = [];
      const show = () => {
        const typed = box.value.trim();
        const other = options.other && typed ? options.other.accept(typed) : undefined;
        const extra =
          other === undefined || choices.some(choice => choice.label === typed)
            ? []
            : [{ label: options.other!.label(typed), value: other, alwaysShow: true }];
        box.items = [...choices, ...extra];
      };
      box.onDidChangeValue(() => {
        if (options.other) show();
      });
      box.onDidAccept(() => {
        const chosen = box.selectedItems[0] ?? box.activeItems[0];
        if (chosen) resolve(chosen.value);
      });
      box.onDidTriggerButton(() => reject(new GoBack()));
      box.onDidHide(() => reject(new vscode.CancellationError()));
      box.show();
      Promise.resolve(options.choices).then(loaded => {
        choices = loaded;
        box.busy = false;
        show();
        const current = loaded.filter(choice => options.isCurrent?.(choice.value));
        if (current.length > 0) box.activeItems = current;
      }, reject);
    });
  } finally {
    box.dispose();
  }
}

async function showInput(
  options: InputOptions,
  frame: (box: vscode.QuickInput) => void,
  buttons: vscode.QuickInputButton[],
): Promise<string> {
  const box = vscode.window.createInputBox();
  frame(box);
  box.buttons = buttons;
  box.prompt = options.prompt;
  box.value = options.value ?? '';
  box.placeholder = options.placeholder;
  box.password = options.password ?? false;
  try {
    return await new Promise<string>((resolve, reject) => {
      box.onDidChangeValue(() => {
        box.validationMessage = undefined;
      });
      box.onDidAccept(async () => {
        const value = box.value.trim();
        box.busy = true;
        box.enabled = false;
        try {
          const problem = await options.validate?.(value);
          box.validationMessage = problem;
          if (!problem) resolve(value);
        } catch (error) {
          reject(error);
        } finally {
          box.busy = false;
          box.enabled = true;
        }
      });
      box.onDidTriggerButton(() => reject(new GoBack()));
      box.onDidHide(() => reject(new vscode.CancellationError()));
      box.show();
    });
  } finally {
    box.dispose();
  }
}
