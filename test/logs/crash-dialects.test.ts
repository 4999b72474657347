// Runtimes that this machine does not have, and older ways of those it has, in the form their sources give.
import { expect, test } from 'vitest';
import { findCrash } from '../../src/logs/crash/find-crash.ts';

interface Case {
  readonly name: string;
  readonly log: string;
  /** Language, then each failure with its own calls. */
  readonly told: readonly string[];
}

const cases: readonly Case[] = [
  {
    name: 'a .NET exception with an inner one, whose stack comes first',
    log: `Unhandled exception. System.InvalidOperationException: cannot start
 ---> System.IO.FileNotFoundException: Could not find file '/app/settings.json'.
   at System.IO.RandomAccess.ValidateInput(SafeFileHandle handle)
   at Shop.Settings.Load(String path) in /src/Settings.cs:line 12
   --- End of inner exception stack trace ---
   at Shop.Program.Main(String[] args) in /src/Program.cs:line 7`,
    told: [
      'dotnet',
      'System.InvalidOperationException: cannot start < Shop.Program.Main',
      "System.IO.FileNotFoundException: Could not find file '/app/settings.json'. < Shop.Settings.Load",
    ],
  },
  {
    name: 'a Ruby exception of 3.3',
    log: `app.rb:3:in \`load': no settings (ArgumentError)
	from app.rb:7:in \`block in run'
	from /usr/lib/ruby/gems/3.3.0/gems/puma-6.4/lib/puma.rb:12:in \`call'
	from app.rb:9:in \`<main>'`,
    told: [
      'ruby',
      'ArgumentError: no settings < app.rb:load < app.rb:block in run < app.rb:<main>',
    ],
  },
  {
    name: 'a Ruby exception of 3.4 with its cause',
    log: `app.rb:5:in 'Shop#load': no settings (Shop::SettingsError)
	from app.rb:9:in '<main>'
app.rb:3:in 'File#initialize': No such file or directory (Errno::ENOENT)
	from app.rb:3:in 'Shop#load'`,
    told: [
      'ruby',
      'Shop::SettingsError: no settings < app.rb:Shop#load < app.rb:<main>',
      'Errno::ENOENT: No such file or directory < app.rb:File#initialize < app.rb:Shop#load',
    ],
  },
  {
    name: 'an uncaught exception of PHP',
    log: `PHP Fatal error:  Uncaught PDOException: SQLSTATE[HY000] [2002] Connection refused in /app/src/Db.php:12
Stack trace:
#0 /app/src/Db.php(12): PDO->__construct()
#1 /app/vendor/slim/App.php(40): Slim\\App->run()
#2 /app/index.php(5): Shop\\Db::open()
#3 {main}
  thrown in /app/src/Db.php on line 12`,
    told: [
      'php',
      'PDOException: SQLSTATE[HY000] [2002] Connection refused < /app/src/Db.php < /app/src/Db.php:PDO->__construct < /app/index.php:Shop\\Db::open',
    ],
  },
  {
    name: 'a panic of Rust before 1.73 has all in one line',
    log: `thread 'main' panicked at 'no settings', src/main.rs:4:5
note: run with \`RUST_BACKTRACE=1\` environment variable to display a backtrace`,
    told: ['rust', 'panic: no settings < src/main.rs'],
  },
  {
    name: 'a Java exception that logback wrote, with lines before and after it',
    log: `2026-11-23 04:31:02.123 ERROR [main] o.s.b.SpringApplication - Application run failed
org.springframework.beans.factory.BeanCreationException: Error creating bean with name 'orders'
	at org.springframework.beans.factory.support.AbstractBeanFactory.getBean(AbstractBeanFactory.java:200)
	at com.example.shop.Main.main(Main.java:12)
Caused by: java.net.ConnectException: Connection refused
	at java.base/sun.nio.ch.Net.connect0(Native Method)
	at com.example.shop.Orders.<init>(Orders.java:31)
	... 12 common frames omitted
2026-11-23 04:31:02.200 INFO  [main] shutting down`,
    told: [
      'java',
      "org.springframework.beans.factory.BeanCreationException: Error creating bean with name 'orders' < com.example.shop.Main.main",
      'java.net.ConnectException: Connection refused < com.example.shop.Orders.<init>',
    ],
  },
  {
    name: 'of two crashes the last one ended the process',
    log: `panic: first

goroutine 1 [running]:
main.a()
	/src/a.go:3 +0x1d
exit status 2
starting again
panic: second

goroutine 1 [running]:
main.b()
	/src/a.go:9 +0x1d`,
    told: ['go', 'panic: second < main.b'],
  },
];

function told(log: string): readonly string[] {
  const crash = findCrash(log.split('\n'));
  if (crash === undefined) return [];
  const failures = crash.chain.map(({ type, message, frames }) => {
    const own = frames.filter(({ isOwn }) => isOwn).map(({ at }) => ` < ${at}`);
    return `${type}: ${message}${own.join('')}`;
  });
  return [crash.language, ...failures];
}

test.each(cases)('$name', ({ log, told: expected }) => {
  expect(told(log)).toEqual(expected);
});

test.each([
  ['words that only name an error', 'Error: this was handled\nlistening on port 8080'],
  ['an exception in a sentence', 'retrying after java.io.IOException: reset by peer'],
  ['a word at the beginning of a line', 'panic button pressed: 3 times\nfatal errors: 0'],
  ['nothing at all', ''],
])('%s is no crash', (_claim, log) => {
  expect(told(log)).toEqual([]);
});

/** Lines that look like the beginning of much, for every runtime. */
const repeated = [
  'Exception in thread "main" a.b.C: x',
  '\tat a.b.C.d(E.java:1)',
  'Traceback (most recent call last):',
  '  File "a", line 1, in b',
  'Error: x',
  '    at f (/a.js:1:1)',
  'panic: x',
  'goroutine 1 [running]:',
  "app.rb:3:in `load': no settings (ArgumentError)",
  'PHP Fatal error:  Uncaught A: b in /c:1',
];

test.each(repeated)('a log of nothing but %s takes time in proportion to its length', (line) => {
  const short = Array.from({ length: 20_000 }, () => line);
  const long = [...short, ...short, ...short, ...short];
  const times = [short, long].map((lines) => {
    // Of the processor and not of the clock, which a busy machine stretches.
    const measured = Array.from({ length: 5 }, () => {
      const before = process.cpuUsage();
      findCrash(lines);
      return process.cpuUsage(before).user / 1000;
    });
    return Math.min(...measured);
  });
  const [once = 0, fourTimes = 0] = times;
  // Three times the proportion, for a machine that does something else; what is not linear takes 16 times as long.
  expect(fourTimes).toBeLessThan(12 * Math.max(once, 10));
});
