// resource.Quantity of k8s.io/apimachinery: "500m", "2", "1.5", "64Mi", "1e3".
const QUANTITY = /^(\d{1,18}(?:\.\d{1,9})?)([a-zA-Z]{0,2}|e\d{1,2})$/;

const FACTORS: ReadonlyMap<string, number> = new Map([
  ['', 1],
  ['n', 1e-9],
  ['u', 1e-6],
  ['m', 1e-3],
  ['k', 1e3],
  ['M', 1e6],
  ['G', 1e9],
  ['T', 1e12],
  ['P', 1e15],
  ['Ki', 2 ** 10],
  ['Mi', 2 ** 20],
  ['Gi', 2 ** 30],
  ['Ti', 2 ** 40],
  ['Pi', 2 ** 50],
]);

/** The amount, 0 when it is none that can be read. */
export function quantityOf(value: unknown): number {
  if (typeof value !== 'string' || value.length > 32) return 0;
  const [, digits = '', suffix = ''] = QUANTITY.exec(value) ?? [];
  const factor = /^e\d/.test(suffix) ? Number(`1${suffix}`) : FACTORS.get(suffix);
  return factor === undefined ? 0 : Number(digits) * factor;
}
