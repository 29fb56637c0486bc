/** Dates, times and durations: which are none, how they compare, what they add up to. */
import { assert, type BatteryCase, each, pattern, report, rule, value } from '../case.js';

export const DATES: readonly BatteryCase[] = [
  each(
    'date-castable',
    '. castable as xs:date',
    [
      '1961-12-15',
      '1960-02-29',
      '2000-02-29',
      ' 1961-12-15 ',
      '1961-12-15Z',
      '1961-12-15+01:00',
      '1961-12-15+14:00',
      '12961-12-15',
    ],
    [
      '1961-02-29',
      '1900-02-29',
      '1961-04-31',
      '1961-13-01',
      '1961-00-10',
      '1961-10-00',
      '1961-1-5',
      '61-01-05',
      '012961-12-15',
      '1961-12-15T00:00:00',
      '',
    ],
  ),
  each(
    'dates-before-the-year-one',
    '. castable as xs:date',
    ['-0044-03-15', '-0004-02-29', '0000-01-01'],
    ['-0005-02-29'],
  ),
  {
    ...each('date-with-a-time-zone-too-far-away', '. castable as xs:date', [], ['1961-12-15+14:01']),
    unjudged: 'Saxon 9.9 takes it; XML Schema (part 2, 3.2.7.3) has no zone beyond 14:00',
  },
  each(
    'date-time-castable',
    '. castable as xs:dateTime',
    ['1961-12-15T10:30:00', '1961-12-15T24:00:00', '1961-12-15T10:30:59.999', '1961-12-15T10:30:00-05:00'],
    [
      '1961-12-15T24:00:01',
      '1961-12-15T25:00:00',
      '1961-12-15T10:60:00',
      '1961-12-15T10:30:60',
      '1961-12-15T10:30',
      '1961-02-29T10:30:00',
      '1961-12-15 10:30:00',
      '1961-12-15t10:30:00',
    ],
  ),
  each(
    'time-castable',
    '. castable as xs:time',
    ['10:30:00', '24:00:00', '10:30:00.5Z'],
    ['24:00:01', '7:30:00', '10:30'],
  ),
  each(
    'parts-of-dates-castable',
    '. castable as xs:gMonthDay or . castable as xs:gYear or . castable as xs:gMonth',
    ['--02-29', '--12-31', '1961', '-0044', '--12'],
    ['--02-30', '--04-31', '01961', '961', '--13', '--12--'],
  ),
  each(
    'year-month-and-day-castable',
    '. castable as xs:gYearMonth or . castable as xs:gDay',
    ['1961-12', '---31'],
    ['1961-13', '---32', '---7'],
  ),
  each(
    'duration-castable',
    '. castable as xs:duration',
    ['P1Y', 'P1Y2M3DT4H5M6.7S', '-P1D'],
    ['P', 'PT', 'P1YT', 'P1M1Y', 'P1.5Y'],
  ),
  each('day-time-duration-castable', '. castable as xs:dayTimeDuration', ['P1D', 'PT36H', 'PT1M'], ['P1Y', 'P1M']),
  {
    name: 'date-constructor-of-no-day-is-an-error',
    schema: pattern(rule('v', assert("xs:date(.) lt xs:date('1970-01-01')"))),
    xml: '<box><v>1961-12-15</v><v>1961-02-29</v><v>1999-01-01</v></box>',
    finds: ['/box/v[3]: 1999-01-01', '! FORG0001'],
  },
  {
    name: 'date-cast-of-no-day-is-an-error',
    schema: pattern(rule('v', assert('(. cast as xs:date?) lt current-date()'))),
    xml: '<box><v>1961-12-15</v><v>1961-04-31</v></box>',
    finds: ['! FORG0001'],
  },
  {
    name: 'dates-compared',
    schema: pattern(
      rule(
        'span',
        report('xs:date(@to) lt xs:date(@from)', '<value-of select="@to"/> is before <value-of select="@from"/>'),
      ),
    ),
    xml: '<box><span from="1961-12-15" to="1961-12-16"/><span from="1961-12-15" to="961-12-16"/><span from="0999-12-15" to="-0044-03-15"/><span from="1961-12-15" to="1961-09-01"/></box>',
    finds: [
      '/box/span[3]: -0044-03-15 is before 0999-12-15',
      '/box/span[4]: 1961-09-01 is before 1961-12-15',
      '! FORG0001',
    ],
  },
  {
    name: 'dates-reckoned-with',
    schema: pattern(
      rule(
        'span',
        report("xs:date(@to) - xs:date(@from) gt xs:dayTimeDuration('P30D')", 'longer than thirty days'),
        value('days-from-duration(xs:date(@to) - xs:date(@from))'),
        value("xs:date(@from) + xs:yearMonthDuration('P1M')"),
      ),
    ),
    xml: '<box><span from="1961-01-31" to="1961-02-28"/><span from="1960-01-31" to="1960-03-31"/></box>',
    finds: [
      '/box/span: 28',
      '/box/span: 1961-02-28',
      '/box/span[2]: longer than thirty days',
      '/box/span[2]: 60',
      '/box/span[2]: 1960-02-29',
    ],
  },
];
