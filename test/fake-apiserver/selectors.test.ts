import { describe, expect, test } from 'vitest';
import { type ResourceType, typeById } from './resources.ts';
import { compileSelectors } from './selectors.ts';
import type { KubeJson } from './types.ts';

const OBJECT: KubeJson = {
  apiVersion: 'v1',
  kind: 'Event',
  metadata: {
    name: 'e',
    namespace: 'shop',
    labels: { app: 'web', tier: 'front', size: '5', empty: '', 'app.kubernetes.io/name': 'web' },
  },
  involvedObject: { kind: 'Pod', name: 'p,1' },
  reason: 'BackOff',
  type: 'Warning',
  source: { component: 'kubelet' },
};

function eventType(): ResourceType {
  const type = typeById('v1/events');
  if (type === undefined) throw new Error('no events');
  return type;
}

describe('a label selector', () => {
  test.each([
    ['app=web', true],
    ['app==web', true],
    ['app = web', true],
    ['app=api', false],
    ['app!=api', true],
    ['missing!=api', true],
    ['app!=web', false],
    ['app', true],
    ['missing', false],
    ['!missing', true],
    ['!app', false],
    ['empty=', true],
    ['app in (api, web)', true],
    ['app in (api)', false],
    ['missing in (web)', false],
    ['app notin (api)', true],
    ['app notin (web,api)', false],
    ['missing notin (web)', true],
    ['size>4', true],
    ['size<4', false],
    ['missing>0', false],
    ['app=web,tier=front', true],
    ['app=web,tier=back', false],
    ['app in (web),app.kubernetes.io/name=web', true],
  ])('%s: %s', (labelSelector, isMatch) => {
    expect(compileSelectors(eventType(), { labelSelector })(OBJECT)).toBe(isMatch);
  });

  test.each(['a===b', '=a', 'a=b c', 'a in x'])('%s is refused', (labelSelector) => {
    expect(() => compileSelectors(eventType(), { labelSelector })).toThrow(
      'unable to parse requirement',
    );
  });
});

describe('a field selector', () => {
  test.each([
    ['metadata.name=e', true],
    ['metadata.namespace==shop', true],
    ['metadata.namespace!=shop', false],
    ['type=Warning', true],
    ['type=Normal', false],
    ['reason!=Scheduled,reason!=Pulled', true],
    ['reason!=Scheduled,reason!=BackOff', false],
    ['involvedObject.kind=Pod', true],
    ['involvedObject.name=p\\,1', true],
    ['involvedObject.uid=', true],
    ['source=kubelet', true],
  ])('%s: %s', (fieldSelector, isMatch) => {
    expect(compileSelectors(eventType(), { fieldSelector })(OBJECT)).toBe(isMatch);
  });

  test.each([
    ['foo', "invalid selector: 'foo'; can't understand 'foo'"],
    ['message=x', 'field label not supported: message'],
  ])('%s is refused', (fieldSelector, message) => {
    expect(() => compileSelectors(eventType(), { fieldSelector })).toThrow(message);
  });
});
