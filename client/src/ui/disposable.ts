// The one base of everything with a lifetime: what is registered with it goes when it goes.
import type * as vscode from 'vscode';

export abstract class Disposable implements vscode.Disposable {
  readonly #parts: vscode.Disposable[] = [];
  #disposed = false;

  protected register<Part extends vscode.Disposable>(part: Part): Part {
    if (this.#disposed) part.dispose();
    else this.#parts.push(part);
    return part;
  }

  protected get disposed(): boolean {
    return this.#disposed;
  }

  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    // In reverse, so that a part may still use what was there before it.
    for (const part of this.#parts.splice(0).reverse()) part.dispose();
  }
}
