import { describe, expect, it } from 'vitest';
import { Interner } from '../../src/sources/intern.ts';
import { claimSource } from '../../src/sources/persistentvolumeclaims.ts';
import { volumeSource } from '../../src/sources/persistentvolumes.ts';
import { storageClassSource } from '../../src/sources/storageclasses.ts';
import { CREATED_MS, metadata } from './objects.ts';

const intern = new Interner();

function sizeCondition(type: string, status = 'True') {
  return { type, status, lastProbeTime: null, lastTransitionTime: '2026-01-01T00:00:01Z' };
}

describe('a claim', () => {
  const common = {
    kind: 'PersistentVolumeClaim',
    namespace: 'shop',
    name: 'data',
    uid: 'uid-data',
    createdMs: CREATED_MS,
  };

  it.each([
    [
      'that nobody has looked at is Pending',
      { metadata: metadata('data', { labels: { app: 'db' } }), spec: {} },
      { ...common, phase: 'Pending', volumeName: '', conditions: [] },
    ],
    [
      'that wants no class is not one of which nobody said',
      { metadata: metadata('data'), spec: { storageClassName: '' }, status: { phase: 'Pending' } },
      { ...common, phase: 'Pending', storageClass: '', volumeName: '', conditions: [] },
    ],
    [
      'that is bound and cannot grow',
      {
        metadata: metadata('data', { deletionTimestamp: '2026-01-01T00:00:09Z' }),
        spec: { storageClassName: 'fast', volumeName: 'pv-1' },
        status: {
          phase: 'Bound',
          conditions: [
            sizeCondition('ControllerResizeError'),
            sizeCondition('FileSystemResizePending'),
            sizeCondition('ModifyVolumeError'),
          ],
        },
      },
      {
        ...common,
        deletionMs: CREATED_MS + 9000,
        phase: 'Bound',
        storageClass: 'fast',
        volumeName: 'pv-1',
        conditions: ['ControllerResizeError', 'FileSystemResizePending'].map((type) => {
          return { type, status: 'True', reason: '', message: '', sinceMs: CREATED_MS + 1000 };
        }),
      },
    ],
  ])('%s', (_, object, expected) => {
    expect(claimSource(intern).project(object)).toEqual(expected);
  });
});

describe('a volume', () => {
  const common = { kind: 'PersistentVolume', name: 'pv-1', uid: 'uid-pv-1', createdMs: CREATED_MS };
  const identity = metadata('pv-1', { namespace: undefined, labels: { zone: 'a' } });
  const claimRef = { kind: 'PersistentVolumeClaim', namespace: 'shop', name: 'data', uid: 'u' };
  const claim = { namespace: 'shop', name: 'data', uid: 'u' };

  it.each([
    [
      "that is free is nobody's",
      { metadata: identity, spec: { hostPath: { path: '/srv' } }, status: { phase: 'Available' } },
      { ...common, phase: 'Available', message: '' },
    ],
    [
      'that could not be deleted says why and whose it was',
      {
        metadata: identity,
        spec: { claimRef },
        status: { phase: 'Failed', message: 'disk in use, token=hunter2' },
      },
      { ...common, claim, phase: 'Failed', message: 'disk in use, token=[redacted]' },
    ],
    ['without a status', { metadata: identity }, { ...common, phase: '', message: '' }],
  ])('%s', (_, object, expected) => {
    expect(volumeSource(intern).project(object)).toEqual(expected);
  });
});

describe('a storage class', () => {
  const common = { kind: 'StorageClass', name: 'fast', uid: 'uid-fast' };

  it.each([
    [
      'makes volumes at once unless it says otherwise',
      { metadata: metadata('fast'), provisioner: 'disk.example' },
      { ...common, provisioner: 'disk.example', isDefault: false, waitsForPod: false },
    ],
    [
      'may be the default and wait for pods',
      {
        metadata: metadata('fast', {
          annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' },
        }),
        provisioner: 'disk.example',
        volumeBindingMode: 'WaitForFirstConsumer',
      },
      { ...common, provisioner: 'disk.example', isDefault: true, waitsForPod: true },
    ],
  ])('%s', (_, object, expected) => {
    expect(storageClassSource(intern).project(object)).toEqual(expected);
  });
});
