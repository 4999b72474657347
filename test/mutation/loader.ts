// Makes a thread load instrumented modules in the place of the files, and the shim in the place of vitest.
import { registerHooks } from 'node:module';

const SHIM = new URL('./shim.ts', import.meta.url).href;

/** From here on; `modules` are texts by the addresses of their files. */
export function loadInstrumented(modules: ReadonlyMap<string, string>): void {
  registerHooks({
    resolve(specifier, context, next) {
      const isTest = context.parentURL !== undefined && modules.has(context.parentURL);
      if (specifier !== 'vitest' || !isTest) return next(specifier, context);
      return { url: SHIM, format: 'module-typescript', shortCircuit: true };
    },
    load(url, context, next) {
      const source = modules.get(url);
      return source === undefined
        ? next(url, context)
        : { format: 'module', source, shortCircuit: true };
    },
  });
}
