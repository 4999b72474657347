import { expect, test } from 'vitest';
import { type FileFigures, measureFile } from './measure.ts';

const NOTHING: FileFigures = {
  path: 'a.ts',
  lines: 1,
  functionLines: [],
  exports: 0,
  documentedExports: 0,
  suppressions: 0,
  casts: 0,
  anys: 0,
  nonNulls: 0,
  classes: 0,
  statelessClasses: 0,
  mutableVariables: 0,
};

const cases: readonly (readonly [name: string, text: string, figures: Partial<FileFigures>])[] = [
  ['an empty file has no line', '', { lines: 0 }],
  ['the last line needs no line feed', 'void 0;\nvoid 0;', { lines: 2 }],
  ['blank lines and comments are lines', '// a\n\n/* b */\n', { lines: 3 }],
  [
    'a function is counted from its head to its end',
    'function f() {\n}\n',
    { lines: 2, functionLines: [2] },
  ],
  ['a method of an object is a function', 'void { f() { return 1; } };', { functionLines: [1] }],
  ['an arrow function is part of what it stands in', 'const f = () => 1;', {}],
  ['a signature without a body is no function', 'declare function f(): void;', {}],
  [
    'a documented export',
    '/** Says it. */\nexport const a = 1;',
    { lines: 2, exports: 1, documentedExports: 1 },
  ],
  [
    'an export under a plain comment is not documented',
    '// Says it.\nexport const a = 1;',
    { lines: 2, exports: 1 },
  ],
  [
    'a comment before other code documents nothing',
    '/** Says it. */ void 0; export const a = 1;',
    { exports: 1 },
  ],
  [
    'a type and an interface are exports',
    'export type A = 1; export interface B {}',
    { exports: 2 },
  ],
  [
    'a default export is one',
    '/** Says it. */ export default 1;',
    { exports: 1, documentedExports: 1 },
  ],
  [
    'overloads are one export, documented by one of them',
    '/** Says it. */ export function f(): void; export function f() {}',
    { exports: 1, documentedExports: 1, functionLines: [1] },
  ],
  [
    'what is passed on from elsewhere is not counted',
    "export * from 'b'; export { c } from 'd';",
    {},
  ],
  [
    'a comment that switches lint off',
    '// oxlint-disable-next-line no-console -- why\nvoid 0;',
    { lines: 2, suppressions: 1 },
  ],
  [
    'a comment that switches the type check off',
    '// @ts-expect-error\nvoid 0;',
    { lines: 2, suppressions: 1 },
  ],
  ['a comment about such comments is none', '// never write oxlint-disable here', {}],
  ['a string that names one is none', "void '// oxlint-disable';", {}],
  ['a cast', 'void (a as B);', { casts: 1 }],
  ['a cast in front', 'void <B>a;', { casts: 1 }],
  ['as const is no cast', 'void (a as const);', {}],
  ['satisfies is no cast', 'void (a satisfies B);', {}],
  ['as in an import is no cast', "import { a as b } from 'c';", {}],
  ['any', 'let f: (a: any) => void; ', { anys: 1, mutableVariables: 1 }],
  ['the word any in a text is none', "void 'any';", {}],
  ['a non-null assertion', 'void a!.b;', { nonNulls: 1 }],
  ['an inequality is no assertion', 'void (!a !== b);', {}],
  ['a class with a field holds state', 'class A { #b = 1; }', { classes: 1 }],
  ['a class that extends another may hold its state', 'class A extends B {}', { classes: 1 }],
  [
    'a class of methods alone holds none',
    'class A { b() {} }',
    { classes: 1, statelessClasses: 1, functionLines: [1] },
  ],
  [
    'an exported variable that may change',
    'export let a = 1;',
    { exports: 1, mutableVariables: 1 },
  ],
  [
    'a variable inside a function is its own affair',
    'function f() { let a = 1; }',
    { functionLines: [1] },
  ],
];

test.each(cases)('%s', (_, text, figures) => {
  expect(measureFile('a.ts', text)).toEqual({ ...NOTHING, ...figures });
});

test('what is no TypeScript is refused by name', () => {
  expect(() => measureFile('a.ts', 'const = ;')).toThrow('a.ts: ');
});
