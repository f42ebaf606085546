// The editor's settings, told to whoever reads some of them: a connection has one handler for their changes only.

type Listener = (settings: unknown) => void;

export class EditorSettings {
  private readonly listeners: Listener[] = [];

  /** `listener` is called with everything that the editor has under `redshift`, in the form that workspace/didChangeConfiguration has. */
  onChange(listener: Listener): void {
    this.listeners.push(listener);
  }

  changed(settings: unknown): void {
    for (const listener of this.listeners) listener(settings);
  }
}
