/** What is wrong with a bag, gathered in the order in which it was found. */
import type { Code } from '../../codes/index.js';
import type { Diagnostic, Severity } from '../../diagnostics.js';
import { shown } from './paths.js';

export function finding(code: Code, file: string, message: string, severity: Severity = 'error'): Diagnostic {
  return { severity, code, message, file, source: 'deposit' };
}

export class Findings {
  readonly list: Diagnostic[] = [];
  readonly #display: string;
  readonly #unreadable = new Set<string>();

  /** @param display the bag's name. */
  constructor(display: string) {
    this.#display = display;
  }

  /** @param path in the bag; empty for the bag itself. */
  error(code: Code, path: string, message: string, line?: number): void {
    this.list.push({ ...finding(code, this.#nameOf(path), message), ...(line === undefined ? {} : { line }) });
  }

  warn(code: Code, path: string, message: string, line?: number): void {
    this.list.push({
      ...finding(code, this.#nameOf(path), message, 'warning'),
      ...(line === undefined ? {} : { line }),
    });
  }

  /** Says so once, however often the file is read. */
  unreadable(path: string, error: unknown): void {
    if (this.#unreadable.has(path)) return;
    this.#unreadable.add(path);
    const reason = error instanceof Error ? error.message : String(error);
    this.error(
      'bag-file-unreadable',
      path,
      `This file cannot be read to its end (${reason.replace(/\.$/, '')}). Copy the bag again.`,
    );
  }

  /** Whether going on would mean to follow what must not be followed. */
  get failed(): boolean {
    return this.errors > 0;
  }

  get errors(): number {
    return this.list.filter(({ severity }) => severity === 'error').length;
  }

  #nameOf(path: string): string {
    return path === '' ? this.#display : `${this.#display}/${shown(path)}`;
  }
}
