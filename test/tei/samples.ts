/** A few hand-made documents that between them use every part of the model. */
import type { Telegram } from '../../src/telegram/model.js';
import { Build } from './build.js';

export interface Sample {
  readonly input: string;
  readonly telegram: Telegram;
}

/** A telegram of the newer volumes: heading marker 0, source note, page break in a paragraph, `Ibid.`, a pointer to another document. */
export function newer(): Sample {
  const b = new Build();
  const heading = b.head(
    b.t('12. Telegram From '),
    b.party('from', 'person', b.t('Secretary of State Marlow')),
    b.t(' to the '),
    b.party('to', 'office', b.t('Department of State')),
    b.anchor('0', 0),
  );
  b.skip();
  const first = b.p(b.t('Secto 9. Eyes only for\n  the President. All well.'), b.anchor('1', 1));
  b.skip();
  const second = b.p(
    b.t('Our handling '),
    b.pb('40'),
    b.t(' of the harbour & <quay> question was '),
    b.gap({ reason: 'declassification', quantity: 1.5, unit: 'line' }, b.t('[1½ lines not declassified]')),
    b.t('.'),
  );
  b.skip();
  const source = b.note({
    label: b.label('1.'),
    printed: '0',
    kind: 'source',
    blocks: [
      b.p(
        b.t(' Source: '),
        b.cite(
          { kind: 'archival', index: 0 },
          b.part('repository', b.t('Department of State')),
          b.t(', '),
          b.part('collection', b.t('Central Files')),
          b.t(', '),
          b.part('fileNumber', b.t('396.1–PA/12–1561')),
        ),
        b.t('. Secret. Drafted by Marlow. ('),
        b.cite(
          { kind: 'archival', index: 1, ibidOf: 0 },
          b.part('ibid', b.t('Ibid.')),
          b.t(', '),
          b.part('collection', b.t('Conference Files')),
          b.t(': Lot '),
          b.part('lot', b.t('65 D 366')),
        ),
        b.t(')'),
      ),
    ],
  });
  b.skip('\n');
  const see = b.note({
    label: b.label('2.'),
    printed: '1',
    confidence: 0.8,
    blocks: [
      b.p(
        b.t(' See '),
        b.ref({ document: '87' }, b.t('Document 87')),
        b.t(' and '),
        b.ref({ note: '0' }, b.t('footnote 0 above')),
        b.t('.'),
      ),
    ],
  });
  const at = b.input.indexOf('396.1');
  const telegram = b.telegram({
    number: { value: '12', start: 0, end: 2 },
    division: b.division({ heading, blocks: [first, second] }),
    notes: [source, see],
    facts: {
      senders: [
        {
          entity: 'person',
          name: 'Secretary of State Marlow',
          person: 'Marlow',
          office: 'Secretary of State',
          start: 18,
          end: 43,
        },
      ],
      addressees: [{ entity: 'office', name: 'Department of State', start: 51, end: 70 }],
      date: { when: '1961-12-15', certainty: 'inferred', evidence: 'file-number', start: at, end: at + 16 },
      series: { value: 'Secto', start: 0, end: 5 },
      telegramNumber: { value: '9', start: 0, end: 1 },
      classification: { value: 'Secret', start: 0, end: 1 },
      precedence: [{ value: 'Priority', start: 0, end: 1 }],
      handling: [{ value: 'Eyes only for the President', start: 0, end: 1 }],
      drafting: [{ value: 'Drafted by Marlow', start: 0, end: 1 }],
      clearance: [{ value: 'cleared with Hale', start: 0, end: 1 }],
      repeatedTo: [{ value: 'Repeated to Cairo', start: 0, end: 1 }],
    },
  });
  return { input: b.input, telegram };
}

/** A telegram of the older volumes: file line, opener, lists, enclosure, signature, postscript, attachment, notes without markers. */
export function older(): Sample {
  const b = new Build();
  const nav = b.leftOut('Previous document', 'navigation');
  b.skip('\n');
  const fileLine = b.p(b.t('711.94/2400: Telegram'));
  b.skip('\n');
  const urgent = b.p(b.t('[Paraphrase]'));
  b.skip();
  const heading = b.head(
    b.t('The Consul at Harborough ('),
    b.party('from', 'person', b.t('Quill')),
    b.t(') to the '),
    b.party('to', 'office', b.t('Secretary of State')),
  );
  b.skip();
  const opener = [
    b.line('classification', b.t('secret')),
    b.skip('\n').pb('7', 'Facsimile'),
    b.line(
      'dateline',
      b.place(b.t('Harborough')),
      b.t(', '),
      b.date('1938-01-05T09:00:00', b.t('January 5, 1938—9 a.m.')),
      b.t('\n[Received 9:25 p.m.]'),
    ),
    b.skip('\n').line('salutation', b.t('Sir:')),
    b.skip('\n').line('bracketed', b.t('[Extract]')),
  ];
  b.skip();
  const numbered = b.list(
    'numbered',
    undefined,
    b.item({ label: [b.t('1.')] }, b.t(' First.'), b.anchor('5', 0)),
    b.skip('\n').pb('8'),
    b.skip('\n').item({ label: [b.t('2.')] }, b.t(' Second.'), b.anchor('5', 0)),
  );
  b.skip();
  const mixed = b.list(
    'numbered',
    undefined,
    b.item({ label: [b.t('(a)')] }, b.t(' One')),
    b.skip('\n').item({}, b.t('Two')),
  );
  b.skip();
  const bulleted = b.list('bulleted', undefined, b.item({ bullet: b.leftOut('•', 'bullet') }, b.t(' Point')));
  b.skip();
  const nested = b.list(
    'numbered',
    undefined,
    b.under(
      b.item({ label: [b.t('1.')] }, b.t(' Two ways:')),
      b.skip('\n').pb('11'),
      b.skip('\n').list('numbered', undefined, b.item({ label: [b.t('(a)')] }, b.t(' by sea'))),
    ),
  );
  b.skip();
  const table = b.table(
    b.row([b.t('Port')], [b.skip('\t').t('Tons'), b.anchor('5', 0)]),
    b.skip('\n').pb('12'),
    b.skip('\n').row([b.t('Hof')], []),
  );
  b.skip();
  const subject = b.list('subject', [b.t('SUBJECT')], b.skip('\n').item({}, b.t('Harbour dues')));
  b.skip();
  const participants = b.list('participants', [b.t('PARTICIPANTS')], b.skip('\n').item({}, b.t('Mr. Quill')));
  b.skip();
  const letter = b.enclosure(
    'quoted',
    b.p(b.t('[Enclosure]')),
    b.skip('\n').division({
      heading: b.head(b.t('The Mayor to the Consul')),
      opener: [b.skip('\n').line('salutation', b.t('Dear Quill:'))],
      blocks: [b.skip('\n').p(b.t('“It rains.”'))],
      closer: b.skip('\n').closer(b.p(b.t('Moss'))),
    }),
  );
  b.skip();
  const bare = b.enclosure('attachment', undefined, b.division({ closer: b.closer(b.p(b.t('Only a name'))) }));
  b.skip();
  const printed = b.p(
    b.cite(
      { kind: 'printed', index: 0 },
      b.part('author', b.t('Fenn')),
      b.t(', '),
      b.part('title', b.t('Harbours')),
      b.t(', vol. '),
      b.part('volume', b.t('II')),
      b.t(', p. '),
      b.part('page', b.t('12')),
      b.t(', box '),
      b.part('box', b.t('3')),
      b.t(', '),
      b.part('folder', b.t('Dues')),
      b.t(', '),
      b.part('number', b.t('77')),
      b.t(', '),
      b.part('date', b.t('1937')),
    ),
    b.gap({ reason: 'omitted' }, b.t('[Here follows '), b.pb('9'), b.t(' more'), b.anchor('6', 1), b.t('.]')),
  );
  b.skip('\n');
  const closer = b.closer(b.p(b.t('Jonas Quill\n  Consul')));
  b.skip('\n');
  const afterCloser = [b.p(b.t('P.S. Rain.')), b.skip('\n').pb('10'), b.skip('\n').p(b.t('P.P.S. Sun.'))];
  b.skip();
  const attachment = b.enclosure(
    'attachment',
    b.p(b.t('Attachment')),
    b.skip('\n').division({ blocks: [b.p(b.t('A list of ships.'))] }),
  );
  b.skip();
  const notes = [
    b.note({ label: b.label('[1]'), printed: '5', blocks: [b.p(b.t(' Not printed.')), b.skip().p(b.t('Twice.'))] }),
    b.skip('\n').note({ label: b.label('6'), printed: '6', blocks: [b.p(b.t(' Six.'), b.leftOut('↩', 'backlink'))] }),
    b.skip('\n').note({ printed: '6', anchored: false, confidence: 0.2, blocks: [b.p(b.t('Nowhere.'))] }),
    b.skip('\n').note({ printed: '7', anchored: false, confidence: 0.95, blocks: [] }),
  ];
  const telegram = b.telegram({
    front: [nav, urgent],
    fileLine,
    division: b.division({
      heading,
      opener,
      blocks: [numbered, mixed, bulleted, nested, table, subject, participants, letter, bare, printed],
      closer,
      afterCloser,
    }),
    attachments: [attachment],
    notes,
    facts: {
      senders: [{ entity: 'person', name: 'Quill', start: 0, end: 1 }],
      place: { value: 'Harborough', start: 0, end: 1 },
      received: { value: '1938-01-05T21:25:00', start: 0, end: 1 },
      date: { when: '1938-01-05T09:00:00', certainty: 'stated', evidence: 'dateline', start: 0, end: 1 },
    },
  });
  return { input: b.input, telegram };
}

/** No heading, no number, nothing but a paragraph. */
export function bare(text = 'Just a line.'): Sample {
  const b = new Build();
  const division = b.division({ blocks: [b.p(b.t(text))] });
  return { input: b.input, telegram: b.telegram({ type: 'text', division }) };
}

/** Nothing at all. */
export function empty(): Sample {
  return { input: '', telegram: new Build().telegram({ type: 'text' }) };
}
