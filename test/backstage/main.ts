// `npm run compare:backstage`: prints what docs/compared-with-backstage.md holds.
import { compareAll, comparisonPage } from './page.ts';

process.stdout.write(comparisonPage(await compareAll()));
