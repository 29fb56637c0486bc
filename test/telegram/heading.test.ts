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
    { type: 'telegram', number: '35', from: STATE, to: 'Embassies in Orvania + Ketterland' },
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

/** Older volumes and other editions: no kind named, names that stand bare, a `to` within an office. */
const BARE: readonly (readonly [string, string, string])[] = [
  [
    'The Commission to Settle the Claims to the Acting Secretary of State',
    'Commission to Settle the Claims',
    'Acting Secretary of State',
  ],
  ['The Board to Inspect Harbors to the Minister of War', 'Board to Inspect Harbors', 'Minister of War'],
  [
    'The Secretary of State to the Commission to Negotiate Peace',
    'Secretary of State',
    'Commission to Negotiate Peace',
  ],
  ['The Experts to Ketterland to the Secretary of State', 'Experts to Ketterland', 'Secretary of State'],
  [
    'The Assistant to the Counselor (Cole) to the Secretary of the Legation (Osk)',
    'Assistant to the Counselor (*Cole*)',
    'Secretary of the Legation (*Osk*)',
  ],
  ['Herr von Hollis to Mr. Osk.', 'Herr *von Hollis*', 'Mr. *Osk*'],
  ['Commodore J. P. Lorimer to Captain Osk', 'Commodore *J. P. Lorimer*', 'Captain *Osk*'],
  ['Colonel E. M. House to the Secretary of State', 'Colonel *E. M. House*', 'Secretary of State'],
  [
    'The Special Representative (House) to the Secretary of State',
    'Special Representative (*House*)',
    'Secretary of State',
  ],
  [
    'Ada Cole, Secretary to the Harbor Board, to the Minister of Trade (Osk)',
    '*Ada Cole*, Secretary to the Harbor Board',
    'Minister of Trade (*Osk*)',
  ],
  ['President Wexley to King Rudolf of Orvania', 'President *Wexley*', 'King *Rudolf* of Orvania'],
  ['Sir R. Cole to Sir G. Osk.—(Telegraphic.)', 'Sir *R. Cole*', 'Sir *G. Osk*'],
  ['Harbor & Company to the Department of State', 'Harbor & Company', STATE],
  ['Mr. Cole and Mr. Osk to the Secretary of State', 'Mr. *Cole* + Mr. *Osk*', 'Secretary of State'],
  ['Messrs. Cole and Osk to Mr. Hollis.', 'Messrs. *Cole* + *Osk*', 'Mr. *Hollis*'],
  [
    'The Ambassador in Orvania (Cole) and the Minister in Tarsk (Osk) to the Secretary of State',
    'Ambassador in Orvania (*Cole*) + Minister in Tarsk (*Osk*)',
    'Secretary of State',
  ],
  [
    'The Counselor of Legation and Consul in Tarsk (Osk) to the Secretary of State',
    'Counselor of Legation and Consul in Tarsk (*Osk*)',
    'Secretary of State',
  ],
];

/** A kind is named; what the parties are called, and where their names end, is in question. */
const PARTIES: readonly (readonly [string, string, string])[] = [
  [
    'Cable from Ambassador Cole to the State Department on Questions of Salt, 12 March 1964',
    'Ambassador *Cole*',
    'State Department',
  ],
  ['Cable from Ambassador Cole to Secretary Osk concerning the harvest', 'Ambassador *Cole*', 'Secretary *Osk*'],
  ['Coded telegram from Ada Cole to the Foreign Ministry With Respect to Salt', '*Ada Cole*', 'Foreign Ministry'],
  [
    'Cipher telegram from Ambassador to Orvania A.F. Osk to Minister Cole',
    'Ambassador to Orvania *A.F. Osk*',
    'Minister *Cole*',
  ],
  [
    'Letter From Minister of Foreign Affairs of Orvania Osk-Cole to Secretary of Defense Brand',
    'Minister of Foreign Affairs of Orvania *Osk-Cole*',
    'Secretary of Defense *Brand*',
  ],
  [
    'Letter From Prime Minister of New Ketterland to Chargé d’Affaires Osk',
    'Prime Minister of New Ketterland',
    'Chargé d’Affaires *Osk*',
  ],
  [
    'Memorandum From the Adviser on Political Relations (Cole) to the Representative on the Harbor Board (Osk)',
    'Adviser on Political Relations (*Cole*)',
    'Representative on the Harbor Board (*Osk*)',
  ],
  [
    'Telegram From the Department of State to the Embassies in Orvania, Tarsk, and the United Kingdom',
    STATE,
    'Embassies in Orvania + Tarsk + United Kingdom',
  ],
  [
    'Telegram From the Department of State to the Embassy in Orvania, the Legation in Tarsk, and the Mission at Velden',
    STATE,
    'Embassy in Orvania + Legation in Tarsk + Mission at Velden',
  ],
  [
    'Circular Telegram From the Department of State to Certain Diplomatic and Consular Posts',
    STATE,
    'Certain Diplomatic and Consular Posts',
  ],
  [
    'Letter From President Wexley and Prime Minister Osk to Chancellor Brand',
    'President *Wexley* + Prime Minister *Osk*',
    'Chancellor *Brand*',
  ],
  [
    'Letter From Vice-President Osk to Orvanian Minister of Trade and Industry Ada Cole',
    'Vice-President *Osk*',
    'Orvanian Minister of Trade and Industry *Ada Cole*',
  ],
  [
    'Cable from Ambassador Cole to the State Department as to Salt (12 March 1964)',
    'Ambassador *Cole*',
    'State Department',
  ],
  ['Telegram from Consul-General Cole to the Harbor Board, re Salt', 'Consul-General *Cole*', 'Harbor Board'],
  ['Telegram From the Embassy in Tarsk to the Harbor Board, “On Salt”', 'Embassy in Tarsk', 'Harbor Board'],
  ['Cipher Telegram, Ada Cole to Paul Osk, 4 March 1950', '*Ada Cole*', '*Paul Osk*'],
];

/** Who took part in a talk, and who was told, neither sent the document nor received it. */
const SENDERS: readonly (readonly [string, string])[] = [
  ['Memorandum by the Secretary of State of a Conversation With the Orvanian Ambassador (Osk)', 'Secretary of State'],
  [
    'Memorandum by the Ambassador in Tarsk (Cole) of a Conversation Between the Governor and the Prime Minister (Osk)',
    'Ambassador in Tarsk (*Cole*)',
  ],
  ['Memorandum by Mr. Cole Regarding Conversations With the Minister (Osk)', 'Mr. *Cole*'],
  ['12. Statement by the President, Issued to the Press, May 4, 1932', 'President'],
  ['13. Note by the Harbor Board, Communicated to the Council on October 9, 1931', 'Harbor Board'],
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

  test.each([...BARE, ...PARTIES])('%s', (heading, from, to) => {
    const { type, ...found } = headingOf(heading);
    expect(found).toEqual({ heading, from, to });
    expect(type).toMatch(BARE.some(([bare]) => bare === heading) ? /^document$/ : /^(?!text)/);
  });

  test.each(SENDERS)('%s: one party', (heading, from) => {
    const { to, ...found } = headingOf(heading);
    expect([to, found]).toMatchObject([undefined, { heading, from }]);
  });

  test.each(['No. 76.', 'No. 76', '[No. 76.]', '(20417) No. 76.'])(
    '%s on a line above numbers the document',
    (line) => {
      const { number, division } = read(`${line}\n\nMr. A. B. Cole to Mr. Osk.\n\nAll is well.\n`);
      expect([number?.value, words(division.heading?.children)]).toEqual([
        '76',
        `${line}\n\nMr. A. B. Cole to Mr. Osk.`,
      ]);
    },
  );

  test('the number of a despatch, with a bracket at its end, is not the number of the document', () => {
    const { number, division } = read('No. 34.\n\nNo. 168.]\n\nMr. Cole to Mr. Osk.\n\nSir: I write.\n');
    expect([number, words(division.heading?.children)]).toEqual([undefined, 'Mr. Cole to Mr. Osk.']);
  });

  test.each([
    [
      'a number in front and a dateline below',
      '31. Harbor Board Monthly Ice Forecast',
      'HBM 12\n\nTarsk, March 3, 1957.',
    ],
    ['a number in front of the first line', '31. Harbor Ordinance of Tarsk', 'The harbor is open from May to October.'],
    ['the file line above', '411.31/206\n\nThe Velden Conciliation Plan', 'It has three articles.'],
    ['a kind and a dateline below', 'Statement on the Ferry', 'Tarsk, March 3, 1957.'],
    [
      'a kind and a date at its end',
      'Protocol Respecting Salt, Signed at Tarsk, March 2, 1911',
      'Article 1. Salt is free.',
    ],
    ['names and a salutation below', 'A. B. Cole to Paul Osk', 'My Dear Osk: I write.'],
    ['a number without a full stop and a dateline below', '187 Cablegram to Velden', 'Tarsk, 25 August 1975'],
  ])('by its place: %s', (_, above, below) => {
    const { division } = read(`${above}\n\n${below}\n\nWe have nothing to report today.\n`);
    expect(words(division.heading?.children)).toBe(above.split('\n').at(-1));
  });

  test('a date at its end is the date of the document', () => {
    const { facts } = read(
      '611.31/206\n\nPress Release Issued by the Ministry of Trade, June 9, 1932\n\nThe ferry sails.\n',
    );
    expect(facts.date).toMatchObject({ when: '1932-06-09', certainty: 'stated', evidence: 'heading' });
    expect(facts.senders.map(({ name }) => name)).toEqual(['Ministry of Trade']);
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
    ['a point that goes on below', '4. Added to this memorandum is a list which\ngives the number of each box.'],
    ['a numbered sentence on a letter', '8. Memorandum to the Minister which asks him\nto pay.'],
    ['a list', '1. Brown Bread From Tarsk\n2. Fresh Milk From Velden\n3. Salt'],
    ['a list of letters', '3. Letter to the Minister\n4. Telegram to the Legation\n5. Memorandum of Conversation'],
    ['a title', 'The Road to Velden\n\nMay 3, 1957'],
    ['the title of a section', '1. The Rise of Orvania\n\nIt rose.\n\n2. The Fall of Orvania'],
    ['news', 'Secretary of State to Meet Foreign Minister'],
    ['a letterhead', 'Embassy of Orvania\n\nVelden, May 3, 1957\n\nDear Mr. Osk:'],
    ['a note to oneself', 'Letter to my mother'],
    ['verse', 'The road to Velden runs beside the sea\nand never asks who walks upon the shore'],
  ])('%s is none', (_, line) => {
    expect(headingOf(line)).toEqual({ heading: undefined, type: 'text' });
  });
});
