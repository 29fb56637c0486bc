// Made-up telegrams and cables, each another: no text of a page, and nothing that could be remembered from one to the next.
import { createHash } from 'node:crypto';

const POSTS = ['Strelsau', 'Velden', 'Orsk', 'Tarsk', 'Port Selm', 'Zenda', 'Haven', 'Kravonia'];
const WORDS =
  'the Minister asked whether agreement could be signed before end of month and said that his government had not yet decided on loan harbor tariff railway grain treaty frontier delegation conference proposal reply note press statement embassy staff visit'.split(
    ' ',
  );

/** Numbers that look random and are the same each time. */
function chance(seed) {
  let state = createHash('sha256').update(String(seed)).digest().readUInt32LE(0);
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** A telegram as an edition prints it, with notes and a page. */
export function telegramOf(n) {
  const next = chance(n);
  const post = POSTS[next(POSTS.length)];
  const sentence = () => {
    const words = Array.from({ length: 8 + next(14) }, () => WORDS[next(WORDS.length)]).join(' ');
    return `${words[0].toUpperCase()}${words.slice(1)}.`;
  };
  const notes = 1 + next(4);
  const paragraphs = Array.from({ length: 2 + next(4) }, (_, i) => {
    const text = Array.from({ length: 2 + next(3) }, sentence).join(' ');
    return i < notes ? `${i + 1}. ${text.slice(0, -1)}${i + 1}.`.replace(`${i + 1}. `, '') : text;
  });
  const printed = Math.min(notes, paragraphs.length);
  return [
    `${1 + next(400)}. Telegram From the Embassy in ${post} to the Department of State`,
    '',
    `${post}, ${['March', 'June', 'October'][next(3)]} ${1 + next(28)}, ${1946 + next(30)}, ${1 + next(11)} p.m.`,
    '',
    ...paragraphs.flatMap((text, i) => [i === 1 ? text.replace(' and ', ` [Page ${100 + next(800)}] and `) : text, '']),
    POSTS[next(POSTS.length)],
    '',
    ...Array.from({ length: printed }, (_, i) => `  ${i + 1}. Telegram ${100 + next(4000)} to ${post}, not printed.`),
    '',
  ].join('\n');
}

/** A cable as an archive has it. */
export function cableOf(n) {
  const next = chance(`cable ${n}`);
  const post = POSTS[next(POSTS.length)].toUpperCase();
  const day = String(1 + next(28)).padStart(2, '0');
  const line = () =>
    Array.from({ length: 9 }, () => WORDS[next(WORDS.length)])
      .join(' ')
      .toUpperCase();
  const serial = String(n % 100_000).padStart(5, '0');
  return [
    'CONFIDENTIAL',
    '',
    `PAGE 01        ${post}  ${serial}  ${day}1540Z`,
    '',
    `R ${day}1530Z MAY 75`,
    `FM AMEMBASSY ${post}`,
    'TO SECSTATE WASHDC',
    '',
    `C O N F I D E N T I A L ${post} ${serial}`,
    '',
    'E.O. 11652: GDS',
    'TAGS: PFOR',
    `SUBJECT: ${line().slice(0, 40).trim()}`,
    '',
    ...Array.from({ length: 1 + next(4) }, (_, i) => [`${i + 1}. ${line()}`, line(), `${line()}.`, '']).flat(),
    'KASTEN',
    '',
  ].join('\n');
}
