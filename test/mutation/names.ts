// The globals by which instrumented modules ask and tell; `runtime.ts` stands behind them.
export const MUTATES = '__mutates';
export const USES = '__uses';
export const STATICS = '__statics';
export const MEMOS = '__memos';
