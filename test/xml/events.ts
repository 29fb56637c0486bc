/** Records what a parser says, for comparison. */
import type { Diagnostic } from '../../src/diagnostics.js';
import type { XmlLocator, XmlName } from '../../src/xml/events.js';
import { XmlParser, type XmlParserOptions } from '../../src/xml/parser.js';

export interface Recording {
  /** One line an event; adjacent text is one event. */
  readonly events: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
  readonly wellFormed: boolean;
}

export interface RecordingOptions extends XmlParserOptions {
  /** Leave out positions, comments and the DOCTYPE: what canonical XML keeps. */
  readonly canonical?: boolean;
}

function showName(name: XmlName): string {
  return `${name.prefix ? `${name.prefix}:` : ''}${name.local}{${name.uri}}`;
}

/** Parses chunks and records every event with its position. */
export function record(chunks: Iterable<string | Uint8Array>, options: RecordingOptions = {}): Recording {
  const events: string[] = [];
  const diagnostics: Diagnostic[] = [];
  let locator: XmlLocator;
  let text: { data: string; from: string; to: string } | undefined;
  const from = () => `${locator.line}:${locator.column}`;
  const to = () => `${locator.endLine}:${locator.endColumn}`;
  const flush = () => {
    if (text !== undefined)
      events.push(
        options.canonical
          ? `text ${JSON.stringify(text.data)}`
          : `${text.from}-${text.to} text ${JSON.stringify(text.data)}`,
      );
    text = undefined;
  };
  const add = (event: string) => {
    flush();
    events.push(options.canonical ? event : `${from()}-${to()} ${event}`);
  };
  const parser = new XmlParser(
    {
      startDocument: (given) => {
        locator = given;
      },
      startElement: (name, attributes) => {
        const shown = attributes.map(
          (a) =>
            `${showName(a.name)}=${JSON.stringify(a.value)}${options.canonical ? '' : `@${a.line}:${a.column}-${a.endLine}:${a.endColumn}`}`,
        );
        if (options.canonical) shown.sort();
        add(['start', showName(name), ...shown].join(' '));
      },
      endElement: (name) => add(`end ${showName(name)}`),
      text: (data) => {
        if (text === undefined) text = { data, from: from(), to: to() };
        else text = { data: text.data + data, from: text.from, to: to() };
      },
      comment: (data) => {
        if (!options.canonical) add(`comment ${JSON.stringify(data)}`);
      },
      processingInstruction: (target, data) => add(`instruction ${target} ${JSON.stringify(data)}`),
      doctype: (doctype) => {
        if (!options.canonical) add(`doctype ${JSON.stringify(doctype)}`);
      },
      diagnostic: (diagnostic) => diagnostics.push(diagnostic),
      endDocument: () => {
        flush();
        events.push('end of document');
      },
    },
    options,
  );
  for (const chunk of chunks) parser.write(chunk);
  parser.end();
  flush();
  return { events, diagnostics, wellFormed: !parser.failed };
}

/** The one error of a document; undefined if it is well-formed. */
export function errorOf(source: string | Uint8Array, options?: XmlParserOptions): Diagnostic | undefined {
  return record([source], options).diagnostics.find((d) => d.severity === 'error');
}

/** The events of a document without positions. */
export function eventsOf(source: string | Uint8Array, options?: XmlParserOptions): readonly string[] {
  return record([source], { ...options, canonical: true }).events;
}
