// The details that texts are filled with: each way to say it leads to one advice.
import { expect, test } from 'vitest';
import { certificateIn } from '../../../src/classify/support/log-certificates.ts';
import { fileIn } from '../../../src/classify/support/log-files.ts';
import { memoryIn } from '../../../src/classify/support/log-memory.ts';
import { portIn } from '../../../src/classify/support/log-ports.ts';
import { settingIn } from '../../../src/classify/support/log-settings.ts';

test.each([
  [portIn('bind: address already in use'), 'its port'],
  [portIn('listen tcp :1023: bind: permission denied'), 'port 1023'],
  [portIn('12:30:45 listen tcp 0.0.0.0:8080: bind: address already in use'), 'port 8080'],
  [portIn('listen tcp :99999: bind: address already in use'), 'its port'],
  [portIn('listen tcp :00: bind: address already in use'), 'its port'],
])('%j is about %s', (details, port) => {
  expect(details?.port).toBe(port);
});

test.each([
  ['listen tcp :1023: bind: permission denied', 'ports below 1024 are not for every user'],
  ['listen tcp :1024: bind: permission denied', 'it has no permission to'],
  ['bind: permission denied', 'it has no permission to'],
])('%j: %s', (text, why) => {
  expect(portIn(text)?.why).toBe(why);
});

test.each([
  ['Read-only file system', 'the file system where it writes is read-only'],
  ['open /data/a.db: read-only file system', 'the file system at "/data/a.db" is read-only'],
  [
    `mkdir /${'a'.repeat(150)}: read-only file system`,
    `the file system at "/${'a'.repeat(98)}…" is read-only`,
  ],
  ['Permission denied (os error 13)', 'its user has no permission for a file'],
])('%j: %s', (text, denial) => {
  expect(fileIn(text)?.denial).toBe(denial);
});

test('advice differs with what is to be done', () => {
  const advice = [
    portIn('address already in use'),
    portIn('bind: permission denied'),
    fileIn('Read-only file system'),
    fileIn('Permission denied (os error 13)'),
    certificateIn('certificate has expired'),
    certificateIn('certificate signed by unknown authority'),
    certificateIn('x509: certificate is valid for a, not b'),
    certificateIn('certificate verify failed'),
    memoryIn('JavaScript heap out of memory'),
    memoryIn('java.lang.OutOfMemoryError: Java heap space'),
    memoryIn('std::bad_alloc'),
    settingIn('DATABASE_URL is not set'),
    settingIn('open /etc/a.yaml: no such file or directory'),
  ].map((details) => details?.advice);
  expect(advice).toEqual([
    'Give the containers of the pod different ports, and let the program listen only once',
    'Let the program listen on a port above 1023, and point targetPort of the Service at it',
    'Mount a volume where the program writes, such as an emptyDir, or let it write to one that is there',
    'Let the user of the container have the file: by its owner and mode in the image, or by fsGroup for a volume',
    'Renew the certificate, or restart what serves it if it was renewed already',
    'Give the program the authority that signed the certificate, in the bundle that it reads',
    'Call the name that the certificate is for, or add the name to the certificate',
    'Look at the certificate: until when it is valid, for which names, and who signed it',
    'Raise --max-old-space-size in NODE_OPTIONS to about three quarters of the memory limit, and the limit with it',
    'Raise -Xmx or -XX:MaxRAMPercentage, and the memory limit with it: the virtual machine takes a quarter of the limit unless told otherwise',
    'Raise the memory limit of the container, and what the program may use with it',
    'Set DATABASE_URL in the environment of the container, or correct its name where it is set',
    'Mount the ConfigMap or Secret that has the file at this path, or correct the path',
  ]);
});
