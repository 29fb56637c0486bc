import { describe, expect, test } from 'vitest';
import { read, words } from './reading.js';

interface Expected {
  readonly type: string;
  readonly number?: string;
  readonly from?: string;
  readonly to?: string;
}

/** `from` and `to` as the header gives them; a person's own name stands in asterisks. */
function headingOf(heading: string): Expected & { readonly heading: string | undefined } {
  const { type, number, facts, division } = read(`${heading}\n\nWe have nothing to report today.\n`);
  const [from, to] = [facts.senders, facts.addressees].map((parties) =>
    parties.map(({ name, person }) => (person ? name.replace(person, `*${person}*`) : name)).join(' + '),
  );
  return {
    heading: division.heading && words(division.heading.children).replace(/\s+/g, ' '),
    type,
    ...(number && { number: number.value }),
    ...(from && { from }),
    ...(to && { to }),
  };
}

const STATE = 'Department of State';

const HEADINGS: readonly (readonly [string, Expected])[] = [
  [
    '117. Telegram From Secretary of State Harlow to the Department of State',
    { type: 'telegram', number: '117', from: 'Secretary of State *Harlow*', to: STATE },
  ],
  [
    '60a. Telegram From the Embassy in Orvania to the Department of State',
    { type: 'telegram', number: '60a', from: 'Embassy in Orvania', to: STATE },
  ],
  [
    'No. 582\nTelegram From the Consulate General at Tarsk to the Department of State',
    { type: 'telegram', number: '582', from: 'Consulate General at Tarsk', to: STATE },
  ],
  [
    '31. Telegram From the Delegation to the Foreign Ministers Meeting to the Department of State',
    { type: 'telegram', number: '31', from: 'Delegation to the Foreign Ministers Meeting', to: STATE },
  ],
  [
    '32. Telegram From the Mission at the United Nations to the Department of State',
    { type: 'telegram', number: '32', from: 'Mission at the United Nations', to: STATE },
  ],
  [
    '33. Telegram From the Department of State to Secretary of State Harlow, at Velden',
    { type: 'telegram', number: '33', from: STATE, to: 'Secretary of State *Harlow*' },
  ],
  [
    '34. Telegram From the Ambassador in Orvania (Hollis) to the Department of State',
    { type: 'telegram', number: '34', from: 'Ambassador in Orvania (*Hollis*)', to: STATE },
  ],
  [
    '35. Telegram From the Department of State to the Embassies in Orvania and Ketterland',
    { type: 'telegram', number: '35', from: STATE, to: 'Embassies in Orvania and Ketterland' },
  ],
  [
    '36. Backchannel Message From the Ambassador to Ketterland (Cole) to the President’s Assistant (Lorimer)',
    {
      type: 'message',
      number: '36',
      from: 'Ambassador to Ketterland (*Cole*)',
      to: 'President’s Assistant (*Lorimer*)',
    },
  ],
  [
    '9. Circular Telegram From the Department of State to Certain Diplomatic Missions',
    { type: 'circular-telegram', number: '9', from: STATE, to: 'Certain Diplomatic Missions' },
  ],
  [
    '10. Circular Airgram From the Department of State to All Posts',
    { type: 'circular-telegram', number: '10', from: STATE, to: 'All Posts' },
  ],
  [
    '140. Airgram From the Embassy in Velden to the Department of State',
    { type: 'airgram', number: '140', from: 'Embassy in Velden', to: STATE },
  ],
  [
    '88. Despatch From the Legation in Velden to the Department of State',
    { type: 'despatch', number: '88', from: 'Legation in Velden', to: STATE },
  ],
  [
    '89. Instruction From the Department of State to the Embassy in Orvania',
    { type: 'instruction', number: '89', from: STATE, to: 'Embassy in Orvania' },
  ],
  [
    '12. Letter From President Wexley to Prime Minister Osk',
    { type: 'letter', number: '12', from: 'President *Wexley*', to: 'Prime Minister *Osk*' },
  ],
  [
    '13. Letter From the Deputy Secretary of Defense (Brand) to the Under Secretary of State (Cole)',
    {
      type: 'letter',
      number: '13',
      from: 'Deputy Secretary of Defense (*Brand*)',
      to: 'Under Secretary of State (*Cole*)',
    },
  ],
  [
    '33. Memorandum From the Assistant Secretary of State for Northern Affairs (Lorimer) to Secretary of State Harlow',
    {
      type: 'memorandum',
      number: '33',
      from: 'Assistant Secretary of State for Northern Affairs (*Lorimer*)',
      to: 'Secretary of State *Harlow*',
    },
  ],
  ['95. Memorandum of Conversation', { type: 'memorandum-of-conversation', number: '95' }],
  ['96. Memorandum of Telephone Conversation', { type: 'memorandum-of-conversation', number: '96' }],
  [
    '97. Memorandum of a Conversation, Department of State, Washington, May 3, 1955',
    { type: 'memorandum-of-conversation', number: '97' },
  ],
  ['77. Editorial Note', { type: 'editorial-note', number: '77' }],
  ['78. National Intelligence Estimate', { type: 'document', number: '78' }],
  [
    'The Ambassador in Orvania (Hollis) to the Secretary of State',
    { type: 'document', from: 'Ambassador in Orvania (*Hollis*)', to: 'Secretary of State' },
  ],
  [
    'The Acting Secretary of State to the Chargé in Tarsk (Pemberton)',
    { type: 'document', from: 'Acting Secretary of State', to: 'Chargé in Tarsk (*Pemberton*)' },
  ],
  [
    'The Secretary of State to Certain Diplomatic Officers',
    { type: 'document', from: 'Secretary of State', to: 'Certain Diplomatic Officers' },
  ],
  [
    'Mr. Paul Aldridge to the Secretary of State',
    { type: 'document', from: 'Mr. *Paul Aldridge*', to: 'Secretary of State' },
  ],
  [
    '118. Telegram from the Embassy in Orvania to the Department of State',
    { type: 'telegram', number: '118', from: 'Embassy in Orvania', to: STATE },
  ],
];

describe('headings', () => {
  test.each(HEADINGS)('%s', (heading, expected) => {
    expect(headingOf(heading)).toEqual({ heading: heading.replace(/\s+/g, ' '), ...expected });
  });

  test.each([
    ['in the middle of a party', '56. Telegram From the Embassy in\nOrvania to the Department of State'],
    ['before the addressee', '56. Telegram From the Embassy in Orvania\nto the Department of State'],
    ['after "the"', '56. Telegram From the Embassy in Orvania to the\nDepartment of State'],
  ])('broken %s', (_, heading) => {
    expect(headingOf(heading)).toMatchObject({
      heading: heading.replace('\n', ' '),
      from: 'Embassy in Orvania',
      to: STATE,
    });
  });

  test('no more than the person is marked where a name is given, else the office', () => {
    const { heading } = read('12. Letter From President Wexley to the Embassy in Orvania\n\nText.\n').division;
    const parties = heading!.children.filter((child) => child.type === 'party');
    expect(parties.map((party) => [party.role, party.entity, words(party.children)])).toEqual([
      ['from', 'person', 'Wexley'],
      ['to', 'office', 'Embassy in Orvania'],
    ]);
  });

  test.each([
    ['a sentence', 'Telegram from the Embassy was received. It said nothing new to us.'],
    ['a list item', '2. The Secretary replied that he would think about it.'],
    ['a question', 'Who wrote the telegram from Tarsk to the Governor?'],
  ])('%s is none', (_, line) => {
    expect(headingOf(line)).toEqual({ heading: undefined, type: 'text' });
  });
});
