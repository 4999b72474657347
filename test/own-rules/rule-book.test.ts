// Which rules are used, and what is said of those that are not.
import { describe, expect, test } from 'vitest';
import { GENERAL_CODES } from '../../src/own-rules/general-codes.ts';
import { inScope } from '../../src/own-rules/scope.ts';
import { catalogue, DIAGNOSIS, factOf, own, read, type Spec, verdictOf } from './rules.ts';

const EXIT = { exitCodes: [42] };
const UNTIL = '2026-02-01T00:00:00Z';

function saying(texts: Spec, match: Spec = EXIT): Spec {
  return own(match, { diagnosis: { ...DIAGNOSIS, ...texts } });
}

describe('a rule is used', () => {
  const cases: readonly { readonly name: string; readonly spec: Spec }[] = [
    { name: 'with a match and a diagnosis', spec: own(EXIT) },
    {
      name: 'with all that can be asked for',
      spec: own(
        {
          waitingReasons: ['CreateContainerError'],
          terminatedReasons: ['Error'],
          exitCodes: [1],
          eventReasons: ['Failed'],
          messagePattern: 'a',
          logPattern: 'b',
          containerPattern: 'c',
          workloadKinds: ['Deployment'],
        },
        { overrides: ['OOMKilled'], scope: { namespaces: ['shop'], labels: { team: 'a' } } },
      ),
    },
    {
      name: 'with placeholders of a container',
      spec: saying({
        explanation:
          '{who} {Who} {container} {containerKind} {image} {exitCode} {reason} {service}.',
        commands: ['{kubectl} logs {pod} --container {container}{previous}'],
      }),
    },
    {
      name: 'with braces that are no placeholder',
      spec: saying({ explanation: 'a {} {1} {a-b} {"x":1}.' }),
    },
    { name: 'that annotates', spec: { code: 'OOMKilled', annotate: { sentence: 'Call us.' } } },
    {
      name: 'that silences',
      spec: { code: 'OOMKilled', silence: { untilTime: UNTIL, justification: 'x' } },
    },
    {
      name: 'that silences in another time zone',
      spec: {
        code: 'OOMKilled',
        silence: { untilTime: '2026-02-01T00:00:00+02:00', justification: 'x' },
      },
    },
    {
      name: 'that says what it must at its longest',
      spec: saying({ title: 't'.repeat(200), explanation: 'e'.repeat(1_024) }),
    },
  ];

  test.each(cases)('$name', ({ spec }) => {
    expect(verdictOf(spec)).toBe('Ready');
  });
});

describe('a rule is not used', () => {
  const cases: readonly { readonly name: string; readonly spec: unknown; readonly why: string }[] =
    [
      {
        name: 'without a spec',
        spec: undefined,
        why: 'InvalidSpec: spec: Invalid input: expected object, received undefined.',
      },
      {
        name: 'without a code',
        spec: { annotate: { sentence: 'a' } },
        why: 'InvalidSpec: spec.code: Invalid input: expected string, received undefined.',
      },
      {
        name: 'with two parts',
        spec: own(EXIT, { annotate: { sentence: 'a' } }),
        why: 'InvalidSpec: spec has to have one of match, annotate and silence.',
      },
      {
        name: 'with none',
        spec: { code: 'OOMKilled' },
        why: 'InvalidSpec: spec has to have one of match, annotate and silence.',
      },
      {
        name: 'with a match that has no diagnosis',
        spec: { code: 'Acme', match: EXIT },
        why: 'InvalidSpec: spec.match and spec.diagnosis go together.',
      },
      {
        name: 'with overrides and nothing to take their place',
        spec: { code: 'OOMKilled', overrides: ['AppError'], annotate: { sentence: 'a' } },
        why: 'InvalidSpec: spec.match and spec.diagnosis go together.',
      },
      {
        name: 'with a match that asks for nothing',
        spec: own({ workloadKinds: ['Deployment'] }),
        why: 'InvalidSpec: spec.match asks for nothing: it needs a reason, an exit code or a pattern.',
      },
      {
        name: 'with an annotation that adds nothing',
        spec: { code: 'OOMKilled', annotate: {} },
        why: 'InvalidSpec: spec.annotate adds nothing.',
      },
      {
        name: 'with a silence without end',
        spec: { code: 'OOMKilled', silence: { justification: 'x' } },
        why: 'InvalidSpec: spec.silence.untilTime: Invalid input: expected string, received undefined.',
      },
      {
        name: 'with a silence without reason',
        spec: { code: 'OOMKilled', silence: { untilTime: UNTIL } },
        why: 'InvalidSpec: spec.silence.justification: Invalid input: expected string, received undefined.',
      },
      {
        name: 'with a link that is not https',
        spec: saying({ link: 'http://a.example/' }),
        why: 'InvalidSpec: spec.diagnosis.link: Invalid string: must match pattern /^https',
      },
      {
        name: 'with a link that runs',
        spec: saying({ link: 'javascript:alert(1)' }),
        why: 'InvalidSpec: spec.diagnosis.link: Invalid string: must match pattern /^https',
      },
      {
        name: 'with a link that logs in',
        spec: saying({ link: 'https://user:pass@a.example/' }),
        why: 'InvalidSpec: spec.diagnosis.link: Invalid string: must match pattern /^https',
      },
      {
        name: 'with a title that is too long',
        spec: saying({ title: 't'.repeat(201) }),
        why: 'InvalidSpec: spec.diagnosis.title: Too big: expected string to have <=200 characters.',
      },
      {
        name: 'with more fixes than a report has',
        spec: saying({ fixes: Array.from({ length: 7 }, () => 'a') }),
        why: 'InvalidSpec: spec.diagnosis.fixes: Too big: expected array to have <=6 items.',
      },
      {
        name: 'with a pattern that is too long',
        spec: own({ messagePattern: 'a'.repeat(513) }),
        why: 'InvalidSpec: spec.match.messagePattern: Too big: expected string to have <=512 characters.',
      },
      {
        name: 'with a spec of a megabyte',
        spec: saying({ explanation: 'e'.repeat(1_000_000) }),
        why: 'InvalidSpec: spec has more than 65536 characters.',
      },
      {
        name: 'with a pattern that cannot be read',
        spec: own({ logPattern: '[' }),
        why: 'BadPattern: spec.match.logPattern: error parsing regexp: missing closing ]: `[`',
      },
      {
        name: 'with a pattern that takes too much',
        spec: own({ ...EXIT, containerPattern: '\\w{999}' }),
        why: 'PatternTooLarge: spec.match.containerPattern: takes 1001 instructions',
      },
      {
        name: 'with a placeholder that nobody knows',
        spec: saying({ title: '{who} is {weird}' }),
        why: 'UnknownPlaceholder: {weird} is filled by nothing there',
      },
      {
        name: 'with a placeholder called __proto__',
        spec: saying({ title: '{constructor}' }),
        why: 'UnknownPlaceholder: {constructor} is filled by nothing there',
      },
      {
        name: 'with a pod in a text, which would move with each pod',
        spec: saying({ explanation: 'Pod {pod}.' }),
        why: 'UnknownPlaceholder: {pod} is filled by nothing there',
      },
      {
        name: 'with an image in a command, which whoever makes a pod chooses',
        spec: saying({ commands: ['docker pull {image}'] }),
        why: 'UnknownPlaceholder: {image} is filled by nothing there',
      },
      {
        name: 'with an exit code where none is asked for',
        spec: saying({ title: '{exitCode}' }, { logPattern: 'a' }),
        why: 'UnknownPlaceholder: {exitCode} is filled by nothing there',
      },
      {
        name: 'with a container where an Event may have none',
        spec: saying({ title: '{container}' }, { eventReasons: ['A'] }),
        why: 'UnknownPlaceholder: {container} is filled by nothing there',
      },
      {
        name: 'with a command on two lines',
        spec: saying({ commands: ['true\nfalse'] }),
        why: 'InvalidSpec: spec.diagnosis.commands: a command has to be on one line.',
      },
      {
        name: 'with a code of the operator',
        spec: own(EXIT, { code: 'OOMKilled' }),
        why: 'CodeIsBuiltIn: The operator has the code OOMKilled itself: choose another.',
      },
      {
        name: 'with a code that is a word of health',
        spec: own(EXIT, { code: 'Healthy' }),
        why: 'CodeIsBuiltIn: The operator has the code Healthy itself',
      },
      {
        name: 'with a code that the operator says of itself',
        spec: own(EXIT, { code: 'ClassifierFailed' }),
        why: 'CodeIsBuiltIn: ',
      },
      {
        name: 'that overrides what there is not',
        spec: own(EXIT, { overrides: ['Nope'] }),
        why: 'UnknownCode: spec.overrides: the operator has no diagnosis Nope.',
      },
      {
        name: 'that overrides and is milder',
        spec: { ...saying({ severity: 'info' }), overrides: ['OOMKilled'] },
        why: 'InvalidSpec: spec.overrides belong to a diagnosis of severity error.',
      },
      {
        name: 'that annotates what there is not',
        spec: { code: 'Nope', annotate: { sentence: 'a' } },
        why: 'UnknownCode: There is no diagnosis Nope',
      },
      {
        name: 'that silences that something cannot be seen',
        spec: { code: 'CannotObserve', silence: { untilTime: UNTIL, justification: 'x' } },
        why: 'NotSilenceable: ',
      },
    ];

  test.each(cases)('$name', ({ spec, why }) => {
    expect(verdictOf(spec).slice(0, why.length)).toBe(why);
    const { classifiers, annotations, silences } = read({ rule: spec }).team;
    expect([...classifiers, ...annotations, ...silences]).toEqual([]);
  });
});

function verdicts(specs: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  const said = [...read(specs).verdicts].map(([uid, verdict]) => [
    uid.replace('uid-', ''),
    verdict.isUsed ? 'Ready' : verdict.reason,
  ]);
  return Object.fromEntries(said);
}

describe('of several rules', () => {
  test('one that is bad costs only itself', () => {
    const bad = own({ messagePattern: '(' }, { code: 'AcmeBad' });
    expect(verdicts({ bad, good: own(EXIT) })).toEqual({ bad: 'BadPattern', good: 'Ready' });
  });

  test('of one code the older is used', () => {
    expect(verdicts({ older: own(EXIT), newer: own(EXIT) })).toEqual({
      older: 'Ready',
      newer: 'CodeInUse',
    });
  });

  test('an older one may silence or annotate what a newer one says', () => {
    const code = 'AcmeLedgerLocked';
    expect(
      verdicts({
        silence: { code, silence: { untilTime: UNTIL, justification: 'x' } },
        note: { code, annotate: { sentence: 'a' } },
        own: own(EXIT),
      }),
    ).toEqual({ silence: 'Ready', note: 'Ready', own: 'Ready' });
  });

  test('a hundred are used and the newest are not', () => {
    const names = Array.from({ length: 103 }, (_, index) => `r${String(index).padStart(3, '0')}`);
    const specs = names.map((name, index) => [name, own(EXIT, { code: `Acme${index}` })]);
    const said = verdicts(Object.fromEntries(specs));
    expect(names.filter((name) => said[name] === 'Ready')).toEqual(names.slice(0, 100));
    expect(names.slice(100).map((name) => said[name])).toEqual(
      Array.from({ length: 3 }, () => 'TooManyRules'),
    );
  });

  test('those that are not used take nobody the place', () => {
    const bad = Array.from({ length: 150 }, (_, index) => [`b${index}`, own({ logPattern: '(' })]);
    expect(verdicts(Object.fromEntries([...bad, ['z', own(EXIT)]]))).toMatchObject({ z: 'Ready' });
  });

  test('the catalogue stays as it is', () => {
    const before = catalogue.map((rule) => ({ ...rule }));
    read({
      a: own(EXIT, { overrides: ['OOMKilled'] }),
      b: { code: 'OOMKilled', annotate: { sentence: 'a' } },
    });
    expect(catalogue.map((rule) => ({ ...rule }))).toEqual(before);
  });
});

test('all general codes are diagnoses of the operator', () => {
  const codes = new Set(catalogue.map(({ code }) => code));
  expect(GENERAL_CODES.filter((code) => !codes.has(code))).toEqual([]);
});

describe('a rule speaks', () => {
  const cases: readonly {
    readonly name: string;
    readonly scope: Spec;
    readonly isMeant: boolean;
  }[] = [
    { name: 'of all services without a scope', scope: {}, isMeant: true },
    {
      name: 'of services of its namespaces',
      scope: { namespaces: ['pay', 'shop'] },
      isMeant: true,
    },
    { name: 'of no other namespace', scope: { namespaces: ['sho'] }, isMeant: false },
    { name: 'of services of its names', scope: { services: ['web'] }, isMeant: true },
    {
      name: 'of no other service',
      scope: { namespaces: ['shop'], services: ['api'] },
      isMeant: false,
    },
    { name: 'of services with its labels', scope: { labels: { team: 'a' } }, isMeant: true },
    { name: 'of none with another value', scope: { labels: { team: 'b' } }, isMeant: false },
    {
      name: 'of none that lacks one label',
      scope: { labels: { team: 'a', tier: '1' } },
      isMeant: false,
    },
    {
      name: 'of none with a label called __proto__',
      scope: { labels: JSON.parse('{"__proto__":"x"}') },
      isMeant: false,
    },
  ];

  test.each(cases)('$name', ({ scope, isMeant }) => {
    const { spec } = factOf('rule', own(EXIT, { scope }));
    const rules = [{ scope: spec?.scope ?? {}, what: 'this' }];
    const service = { namespace: 'shop', name: 'web' };
    expect(inScope(rules, service, () => new Map([['team', 'a']]))).toEqual(
      isMeant ? ['this'] : [],
    );
  });
});
