// Label and field selectors: what they choose and what they refuse.
import { type Area, type Call, call, get, post } from '../call.ts';
import { CONFIG_MAPS, CORE_EVENTS, configMap, HEALTHS, health, PODS } from './objects.ts';

const LABEL_SELECTORS = [
  'app=web',
  'app==web',
  'app!=web',
  'app in (web,api)',
  'app notin (web)',
  'app',
  '!app',
  'tier>1',
  'tier<2',
  'app=web,tier=1',
  'app=',
  'app in ()',
  'example.com/part=x',
  'app in (web',
  'app=a b',
  'app~web',
  '=web',
  'app=web,',
  ',',
  '-app=web',
  `app=${'a'.repeat(64)}`,
  'tier>x',
  'a/b/c=d',
];

const FIELD_SELECTORS = [
  'metadata.name=web',
  'metadata.name==web',
  'metadata.name!=web',
  'metadata.namespace={ns}',
  'metadata.namespace=other',
  'status.health=Healthy',
  'status.health!=Healthy',
  'status.topIssue=',
  'status.health=Healthy,metadata.name=web',
  'metadata.name=a\\,b',
  'status.podsReady=1/1',
  'spec.displayName=x',
  'metadata.labels=x',
  'nonsense',
  'metadata.name in (web)',
  '=',
];

function labelCall(selector: string): Call {
  return call(
    `labels: ${selector}`,
    get(`${HEALTHS}?labelSelector=${encodeURIComponent(selector)}`),
  );
}

function fieldCall(selector: string): Call {
  // The place of the namespace is filled in later, so it is left as it is.
  const encoded = selector.split('{ns}').map(encodeURIComponent).join('{ns}');
  return call(`fields: ${selector}`, get(`${HEALTHS}?fieldSelector=${encoded}`));
}

export const selectors: Area = {
  name: 'selectors',
  calls: [
    call(
      'what there is to select',
      post(HEALTHS, health('web', { metadata: { labels: { app: 'web', tier: '1' } } })),
      post(HEALTHS, health('api', { metadata: { labels: { app: 'api', tier: '2' } } })),
      post(HEALTHS, health('part', { metadata: { labels: { 'example.com/part': 'x' } } })),
      post(HEALTHS, health('bare')),
    ),
    ...LABEL_SELECTORS.map(labelCall),
    ...FIELD_SELECTORS.map(fieldCall),
    call('fields: of a config map', get(`${CONFIG_MAPS}?fieldSelector=metadata.name=x`)),
    call('fields: none of a config map', get(`${CONFIG_MAPS}?fieldSelector=data.x=1`)),
    call('fields: none of a pod', get(`${PODS}?fieldSelector=spec.hostname=x`)),
    call('fields: of a pod', get(`${PODS}?fieldSelector=spec.nodeName=x,status.phase!=Failed`)),
    call(
      'fields: of an event',
      get(`${CORE_EVENTS}?fieldSelector=involvedObject.name=x,type=Normal`),
    ),
    call('fields: none of an event', get(`${CORE_EVENTS}?fieldSelector=message=x`)),
    call(
      'a watch with a bad selector',
      get(`${HEALTHS}?watch=1&timeoutSeconds=1&fieldSelector=spec.displayName=x`),
      get(`${HEALTHS}?watch=1&timeoutSeconds=1&labelSelector=${encodeURIComponent('a in (')}`),
    ),
    call(
      'a config map for the selectors',
      post(CONFIG_MAPS, configMap('x', {})),
      get(`${CONFIG_MAPS}?fieldSelector=metadata.name=x`),
    ),
  ],
};
