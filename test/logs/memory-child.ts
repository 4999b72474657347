// Reads one hostile log in a process of its own and prints by how much the process grew, in bytes.
import process from 'node:process';
import { readLog } from '../../src/logs/read-log.ts';

const [unit = '', size = '0'] = process.argv.slice(2);
const plain = { isHeadCut: false, isTailCut: false };
readLog({ text: 'Error: x\n    at f (/app/a.js:1:1)\n', ...plain });
const text = Buffer.from(unit.repeat(Math.ceil(Number(size) / unit.length))).toString('utf8');
const before = process.memoryUsage().rss;
readLog({ text, ...plain });
// The highest it has been, in KiB.
const grown = process.resourceUsage().maxRSS * 1024 - before;
process.stdout.write(String(grown));
