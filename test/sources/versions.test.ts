import { describe, expect, it } from 'vitest';
import { Interner } from '../../src/sources/intern.ts';
import { podSource } from '../../src/sources/pods.ts';
import { DEFAULT_VERSION_FROM, VERSION_FROM_ENTRY } from '../../src/sources/versions.ts';
import { metadata } from './objects.ts';

interface Given {
  readonly images?: readonly string[];
  readonly labels?: Readonly<Record<string, unknown>>;
  readonly annotations?: unknown;
  readonly from?: readonly string[];
}

function versions({ images = [], labels = {}, annotations, from }: Given): readonly string[] {
  const containers = images.map((image, n) => ({ name: `c${n}`, image }));
  const source = podSource(new Interner(), from);
  const pod = source.project({
    metadata: metadata('web', { labels, annotations }),
    spec: { containers },
  });
  return pod?.versions ?? ['no pod'];
}

const versionLabel = { 'app.kubernetes.io/version': '2.0' };
const fromAnnotation = ['annotation:example.com/build'];

describe('the version of a pod', () => {
  const cases: [string, Given, string[]][] = [
    ['is the tag of its image', { images: ['registry:5000/team/app:1.4.2'] }, ['1.4.2']],
    ['is no port of a registry', { images: ['registry:5000/team/app'] }, []],
    ['is no digest', { images: ['app@sha256:0123456789abcdef'] }, []],
    ['is the tag before a digest', { images: ['app:1.4.2@sha256:0123456789abcdef'] }, ['1.4.2']],
    ['is by default the tag before the label', { images: ['app:1'], labels: versionLabel }, ['1']],
    ['is the label where no image has a tag', { images: ['app'], labels: versionLabel }, ['2.0']],
    ['is each different tag once', { images: ['a:1', 'b:2', 'c:1'] }, ['1', '2']],
    [
      'is at most five',
      { images: ['a:1', 'a:2', 'a:3', 'a:4', 'a:5', 'a:6'] },
      ['1', '2', '3', '4', '5'],
    ],
    [
      'is the label before the tag when the settings say so',
      {
        images: ['app:1'],
        labels: versionLabel,
        from: ['label:app.kubernetes.io/version', 'image-tag'],
      },
      ['2.0'],
    ],
    [
      'is none where only a label counts and there is none',
      { images: ['a:1'], from: ['label:v'] },
      [],
    ],
    [
      'is the annotation that the settings name',
      { annotations: { 'example.com/build': '7', other: '8' }, from: fromAnnotation },
      ['7'],
    ],
    ['is none of an empty label', { labels: { v: '' }, from: ['label:v'] }, []],
    ['is none of annotations that are no object', { annotations: 'x', from: fromAnnotation }, []],
    [
      'is none of an annotation that is no text',
      { annotations: { 'example.com/build': 7 }, from: fromAnnotation },
      [],
    ],
    ['is nothing that every object has', { annotations: {}, from: ['annotation:constructor'] }, []],
    [
      'is one word without escapes',
      {
        annotations: { 'example.com/build': ' \u001b[31m1.2\u202e, by bob' },
        from: fromAnnotation,
      },
      ['1.2'],
    ],
    [
      'is no secret',
      { annotations: { 'example.com/build': 'password=hunter2' }, from: fromAnnotation },
      ['password=[redacted]'],
    ],
  ];
  it.each(cases)('%s', (_claim, given, expected) => {
    expect(versions(given)).toEqual(expected);
  });

  it('is cut where it is long', () => {
    const annotations = { 'example.com/build': 'x'.repeat(10_000) };
    const [version = ''] = versions({ annotations, from: fromAnnotation });
    expect(version.length).toBeLessThanOrEqual(128);
  });

  it('is one list for all pods that have it', () => {
    const source = podSource(new Interner());
    const [one, other] = ['a', 'b'].map((name) =>
      source.project({
        metadata: metadata(name),
        spec: { containers: [{ name: 'app', image: 'app:1.0' }] },
      }),
    );
    expect(one?.versions).toBe(other?.versions);
  });
});

it('the default is what a setting may be', () => {
  expect(DEFAULT_VERSION_FROM.filter((entry) => !VERSION_FROM_ENTRY.test(entry))).toEqual([]);
});
