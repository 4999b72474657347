// Asks a real API server everything and keeps its answers: KUBECONFIG=file node test/conformance/record.ts
import { writeFileSync } from 'node:fs';
import { areas } from './calls/all.ts';
import { recordingFile, recordingText } from './recording.ts';
import { realAnswers } from './servers.ts';

const kubeconfig = process.env['KUBECONFIG'];
if (kubeconfig === undefined) throw new Error('set KUBECONFIG to the file of the cluster to ask');
const real = await realAnswers(kubeconfig);
writeFileSync(recordingFile, recordingText(areas, real));
process.stdout.write(`${real.answers.size} calls answered by ${real.server}\n`);
