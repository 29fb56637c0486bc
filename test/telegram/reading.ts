/** What the tests of the reader ask of a `Telegram`. */
import { type Block, type Inline, parseTelegram, type Telegram } from '../../src/telegram/index.js';

export function read(text: string): Telegram {
  return parseTelegram(text).telegram;
}

/** A telegram with a heading and dateline around the lines that a test is about. */
export function telegramOf(...lines: readonly string[]): Telegram {
  return read(['7. Telegram From the Embassy in Orvania to the Department of State', ...lines].join('\n\n'));
}

/** The text of inlines; notes stand as `{0}` after their index, page breaks as `{p340}`. */
export function words(inlines: readonly Inline[] | undefined): string {
  return (inlines ?? [])
    .map((inline) => {
      switch (inline.type) {
        case 'text':
          return inline.text;
        case 'noteAnchor':
          return `{${inline.note}}`;
        case 'pageBreak':
          return `{p${inline.n}}`;
        case 'leftOut':
        case 'sectionStart':
          return '';
        default:
          return words(inline.children);
      }
    })
    .join('');
}

/** All inlines of one type, however deep, in the order of the text. */
export function allOf<T extends Inline['type']>(
  inlines: readonly Inline[] | undefined,
  type: T,
): Extract<Inline, { type: T }>[] {
  return (inlines ?? []).flatMap((inline) => [
    ...(inline.type === type ? [inline as Extract<Inline, { type: T }>] : []),
    ...('children' in inline ? allOf(inline.children, type) : []),
  ]);
}

/** Blocks in one line each: `p text`, `numbered 1.|text`, what stands under an item behind dots, `row one|two`. */
export function outline({ division }: Telegram): string[] {
  return outlineOf(division.blocks);
}

export function outlineOf(blocks: readonly Block[]): string[] {
  return blocks.flatMap((block) => {
    switch (block.type) {
      case 'paragraph':
        return [`p ${words(block.children)}`];
      case 'pageBreak':
        return [`pb ${block.n}`];
      case 'list':
        return [
          ...(block.head ? [`head ${words(block.head)}`] : []),
          ...block.items.flatMap((item) =>
            'type' in item
              ? outlineOf([item])
              : [
                  `${block.kind} ${words(item.label)}|${words(item.children).trim()}`,
                  ...outlineOf(item.blocks ?? []).map((line) => `· ${line}`),
                ],
          ),
        ];
      case 'table':
        return block.rows.flatMap((row) =>
          'type' in row ? outlineOf([row]) : [`row ${row.cells.map((cell) => words(cell.children)).join('|')}`],
        );
      default:
        return [block.type];
    }
  });
}
