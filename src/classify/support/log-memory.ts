// Memory that a runtime would not give, though the container was not over its limit.

/** Whose memory is used up, and what to turn first. */
interface Runtime {
  readonly pattern: RegExp;
  readonly heap: string;
  readonly advice: string;
}

const LIMIT = 'Raise the memory limit of the container, and what the program may use with it';

const RUNTIMES: readonly Runtime[] = [
  {
    // V8's fatal error, in Node.js 12 to 24.
    pattern: /JavaScript heap out of memory/,
    heap: 'the heap of Node.js',
    advice:
      'Raise --max-old-space-size in NODE_OPTIONS to about three quarters of the memory limit, and the limit with it',
  },
  {
    // OpenJDK. "unable to create native thread" is about threads, not about the heap.
    pattern: /\bjava\.lang\.OutOfMemoryError(?!: unable to create (?:new )?native thread)\b/,
    heap: 'the heap of its Java virtual machine',
    advice:
      'Raise -Xmx or -XX:MaxRAMPercentage, and the memory limit with it: the virtual machine takes a quarter of the limit unless told otherwise',
  },
  {
    // PHP's memory_limit.
    pattern: /Allowed memory size of \d{1,15} bytes exhausted/,
    heap: 'the memory that PHP allows a script',
    advice: 'Raise memory_limit of PHP if the script really needs so much',
  },
  {
    // System.OutOfMemoryException of .NET, whose heap is three quarters of the limit.
    pattern: /\bSystem\.OutOfMemoryException\b/,
    heap: 'the heap of .NET',
    advice: 'Raise the memory limit of the container: .NET takes three quarters of it for its heap',
  },
  // CPython; MRI; NumPy.
  {
    pattern: /^MemoryError\b|^NoMemoryError\b|_ArrayMemoryError\b/,
    heap: 'its memory',
    advice: LIMIT,
  },
  // libstdc++ and libc++; Go's runtime; Rust's allocator.
  {
    pattern:
      /\bstd::bad_alloc\b|^fatal error: (?:runtime: )?(?:out of memory|cannot allocate memory)|^memory allocation of \d{1,20} bytes failed/,
    heap: 'its memory',
    advice: LIMIT,
  },
];

export function memoryIn(text: string) {
  const runtime = RUNTIMES.find(({ pattern }) => pattern.test(text));
  return runtime && { heap: runtime.heap, advice: runtime.advice };
}
