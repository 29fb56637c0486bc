/** Assertions and reports ready to run, with all that is said where they find something. */
import type { Severity } from '../diagnostics.js';
import type { Attempts } from './attempts.js';
import * as messages from './messages.js';
import type { CheckModel, Marks, MessageModel, MessagePart, SchemaModel } from './model.js';
import { severityOf } from './severity.js';
import { markParts } from './templates.js';
import type { TreeNode } from './tree.js';
import { XPathDynamicError, XPathNotEvaluable } from './xpath/errors.js';
import type { Dynamic } from './xpath/runtime.js';

/** What an expression gives for the item of a number, from 0 on: for 0 alone where a rule is about its node. */
export type OfItem<T> = (c: Dynamic, item: number) => T;

/** How the expressions of a rule become functions; each throws an {@link XPathNotEvaluable} where none can. */
export interface Making {
  test(text: string): OfItem<boolean>;
  string(text: string): OfItem<string>;
  /** The nodes that a message may be about. */
  nodes(text: string): (c: Dynamic) => readonly TreeNode[];
}

/** What a finding is called where it is found. */
export interface Called extends Marks {
  readonly level: Severity;
}

export interface Detail {
  readonly id: string;
  readonly text: OfItem<string>;
}

export interface PropertyDetail extends Detail {
  readonly role: string | undefined;
  readonly scheme: string | undefined;
}

export interface Check {
  readonly model: CheckModel;
  readonly called: OfItem<Called>;
  /** Absent where it cannot be evaluated. */
  readonly test: OfItem<boolean> | undefined;
  readonly message: OfItem<string>;
  readonly subject: ((c: Dynamic) => TreeNode | undefined) | undefined;
  readonly diagnostics: readonly Detail[];
  readonly properties: readonly PropertyDetail[];
}

export class CheckCompiler {
  readonly #schema: Pick<SchemaModel, 'diagnostics' | 'properties'>;
  readonly #attempts: Attempts;

  constructor(schema: Pick<SchemaModel, 'diagnostics' | 'properties'>, attempts: Attempts) {
    this.#schema = schema;
    this.#attempts = attempts;
  }

  check(model: CheckModel, making: Making): Check {
    const { id, kind, test, place, subject } = model;
    const nodes =
      subject === undefined
        ? undefined
        : this.#attempts.try({ part: 'subject', text: subject, place }, () => making.nodes(subject));
    const { diagnostics, properties } = this.#schema;
    return {
      model,
      called: this.#called(model, making),
      test: this.#attempts.try({ part: kind, text: test, place, id }, () => making.test(test)),
      message: this.#message(model.message, making),
      subject: nodes && ((c) => nodes(c)[0]),
      diagnostics: this.#known('diagnostic', model.diagnostics, diagnostics, model).map(([name, message]) => {
        return { id: name, text: this.#message(message, making) };
      }),
      properties: this.#known('property', model.properties, properties, model).map(([name, property]) => {
        const { role, scheme, message } = property;
        return { id: name, role, scheme, text: this.#message(message, making) };
      }),
    };
  }

  /** What is referred to; what is not there is said. */
  #known<T>(what: string, ids: readonly string[], all: ReadonlyMap<string, T>, { place }: CheckModel) {
    return ids.flatMap((id): (readonly [string, T])[] => {
      const found = all.get(id);
      if (found !== undefined) return [[id, found]];
      this.#attempts.say(messages.referenceMissing(what, id, place));
      return [];
    });
  }

  /** The words themselves, nearly always. */
  #called({ role, flag, severity, place }: CheckModel, making: Making): OfItem<Called> {
    const marks = [role, flag, severity].map((mark) => {
      const parts = mark === undefined ? [] : markParts(mark);
      const words = parts.map((part) => (part.type === 'text' ? part.text : undefined));
      if (words.includes(undefined)) return this.#texts('mark', parts, place, making);
      return mark && words.join('');
    });
    const named = (texts: readonly (string | undefined)[]): Called => {
      const [role, flag, severity] = texts;
      return { role, flag, severity, level: severityOf(severity, role, flag) };
    };
    if (marks.every((mark) => typeof mark !== 'function')) {
      const called = named(marks as readonly (string | undefined)[]);
      return () => called;
    }
    return (c, item) => named(marks.map((mark) => (typeof mark === 'function' ? mark(c, item) : mark)));
  }

  #message({ parts, place }: MessageModel, making: Making): OfItem<string> {
    return this.#texts('message', parts, place, making);
  }

  #texts(
    part: 'message' | 'mark',
    parts: readonly MessagePart[],
    place: MessageModel['place'],
    making: Making,
  ): OfItem<string> {
    const pieces = parts.map((each): string | OfItem<string> => {
      if (each.type === 'text') return each.text;
      const text = each.type === 'value-of' ? each.select : each.path === undefined ? 'name()' : `name(${each.path})`;
      const made = this.#attempts.try({ part, text, place }, () => making.string(text));
      return made === undefined ? `{${text}}` : (c, item) => stringOr(c, `{${text}}`, () => made(c, item));
    });
    return (c, item) => pieces.map((piece) => (typeof piece === 'string' ? piece : piece(c, item))).join('');
  }
}

/** What has no value at a node is shown as the schema writes it: the finding stands in any case. */
function stringOr(c: Dynamic, fallback: string, evaluate: () => string): string {
  return c.recovering(evaluate, (error) => {
    if (error instanceof XPathDynamicError || error instanceof XPathNotEvaluable) return fallback;
    throw error;
  });
}
