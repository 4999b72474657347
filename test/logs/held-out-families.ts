// Ways to die that were written down before the fingerprint was changed for the last time, and not looked at meanwhile.
import type { Family } from './noise.ts';

export const heldOutFamilies: readonly Family[] = [
  ({ time, thread }) => `${time} ERROR [${thread}] c.e.Shop - Application run failed
org.springframework.beans.factory.BeanCreationException: Error creating bean with name 'orders'
	at org.springframework.beans.factory.support.AbstractBeanFactory.getBean(AbstractBeanFactory.java:200)
	at com.example.shop.Main.main(Main.java:12)
Caused by: java.net.ConnectException: Connection refused
	at java.base/sun.nio.ch.Net.connect0(Native Method)
	at com.example.shop.Orders.<init>(Orders.java:31)
	... 12 common frames omitted`,
  ({ time, thread }) => `${time} ERROR [${thread}] c.e.Shop - Application run failed
org.springframework.beans.factory.BeanCreationException: Error creating bean with name 'orders'
	at org.springframework.beans.factory.support.AbstractBeanFactory.getBean(AbstractBeanFactory.java:200)
	at com.example.shop.Main.main(Main.java:12)
Caused by: java.lang.IllegalArgumentException: no URL
	at com.example.shop.Orders.url(Orders.java:40)
	... 12 common frames omitted`,
  ({
    uuid,
    hex,
  }) => `com.example.shop.PaymentException: payment ${uuid} declined by com.example.Bank@${hex.slice(0, 7)}
	at com.example.shop.Payments$$Lambda$${parseInt(hex.slice(0, 3), 16)}/0x${hex}.apply(Unknown Source)
	at com.example.shop.Payments.pay(Payments.java:88)`,
  ({ ip, port, n }) => `node:events:505
    throw er; // Unhandled 'error' event
    ^

Error: read ECONNRESET
    at TCP.onStreamRead (node:internal/stream_base_commons:216:20)
Emitted 'error' event on Socket instance at:
    at emitErrorNT (node:internal/streams/destroy:170:8) {
  errno: -104,
  code: 'ECONNRESET',
  address: '${ip}',
  port: ${port + n}
}

Node.js v24.21.0`,
  ({ ip, port }) => `AggregateError [ECONNREFUSED]:
    at internalConnectMultiple (node:net:1139:18)
    at afterConnectMultiple (node:net:1712:7) {
  code: 'ECONNREFUSED',
  [errors]: [
    Error: connect ECONNREFUSED ::1:${port}
        at createConnectionError (node:net:1675:14)
        at afterConnectMultiple (node:net:1705:16) {
      address: '::1',
      port: ${port}
    },
    Error: connect ECONNREFUSED ${ip}:${port}
        at createConnectionError (node:net:1675:14)
        at afterConnectMultiple (node:net:1705:16) {
    }
  ]
}`,
  ({ n, hex }) => `
<--- Last few GCs --->

[${n}:0x${hex}]    ${n} ms: Mark-Compact ${n}.9 (27.3) -> 17.1 (51.0) MB

FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory
----- Native stack trace -----

 1: 0x${hex.slice(0, 6)}  [node]
 2: 0x${hex.slice(2, 8)} node::OOMErrorHandler(char const*, v8::OOMDetails const&) [node]`,
  ({ uuid, n }) => `Traceback (most recent call last):
  File "/app/worker.py", line ${n}, in <module>
    main()
  File "/app/worker.py", line ${n + 1}, in main
    handle(message)
  File "/usr/lib/python3.11/site-packages/pika/adapters.py", line 12, in handle
    raise ConnectionClosed(code)
pika.exceptions.ConnectionClosed: (${n}, 'session ${uuid} closed')`,
  ({ uuid, n }) => `Traceback (most recent call last):
  File "/app/worker.py", line ${n}, in <module>
    main()
  File "/app/worker.py", line ${n + 1}, in main
    settings = load()
  File "/app/settings.py", line ${n + 2}, in load
    raise SettingsError("no secret for " + id)
worker.SettingsError: no secret for ${uuid}`,
  ({ n }) => `[${n}] [CRITICAL] WORKER TIMEOUT (pid:${n})`,
  ({ n }) => `[${n}] [ERROR] Worker (pid:${n}) was sent SIGKILL! Perhaps out of memory?`,
  ({ hex, n }) => `fatal error: concurrent map writes

goroutine ${n} [running]:
internal/runtime/maps.fatal({0x${hex.slice(0, 6)}?, 0x0?})
	/usr/local/go/src/runtime/panic.go:1181 +0x18
example.com/shop/cache.(*Cache).Put(0x${hex}, {0x${hex.slice(2, 9)}, ${n}})
	/src/cache/cache.go:${n} +0xa5`,
  ({ hex, n }) => `panic: runtime error: invalid memory address or nil pointer dereference
[signal SIGSEGV: segmentation violation code=0x1 addr=0x${hex.slice(0, 2)} pc=0x${hex.slice(0, 6)}]

goroutine ${n} [running]:
example.com/shop/orders.(*Store).Get(...)
	/src/orders/store.go:${n}
main.main.func1()
	/src/main.go:${n} +0x1a`,
  ({ time, ip, port }) =>
    `{"level":"fatal","ts":"${time}","caller":"shop/main.go:3","msg":"cannot start","error":"dial tcp ${ip}:${port}: connect: connection refused","stacktrace":"main.load\\n\\t/src/main.go:3\\nmain.main\\n\\t/src/main.go:4"}`,
  ({ time, pod, duration }) =>
    `{"time":"${time}","level":"ERROR","msg":"leader election lost","pod":"${pod}","after":"${duration}"}`,
  ({ time, pod, duration }) =>
    `{"time":"${time}","level":"ERROR","msg":"certificate expired","pod":"${pod}","after":"${duration}"}`,
  ({ n, hex }) => `thread 'tokio-runtime-worker' panicked at src/queue.rs:${n}:9:
called \`Result::unwrap()\` on an \`Err\` value: Timeout(${n})
stack backtrace:
   0: rust_begin_unwind
   1: core::panicking::panic_fmt::h${hex}
   2: shop::queue::take::h${hex}
   3: shop::main`,
  ({ n }) => `fail: Shop.Worker[0]
      cannot take order ${n}
      System.TimeoutException: no answer within ${n} ms
         at Npgsql.Connector.Read(Int32 n)
         at Shop.Worker.Take(Int32 id) in /src/Worker.cs:line ${n}`,
  ({ uuid }) => `terminate called after throwing an instance of 'shop::order_error'
  what():  order ${uuid} is unknown`,
  ({ n, hex }) => `/app/lib/shop.rb:${n}:in \`charge': card ${hex} refused (Shop::CardError)
	from /app/lib/shop.rb:${n}:in \`pay'
	from /usr/lib/ruby/gems/3.3.0/gems/sidekiq-7.2/lib/sidekiq.rb:12:in \`call'`,
  ({
    n,
    uuid,
  }) => `PHP Fatal error:  Uncaught InvalidArgumentException: no order ${uuid} in /app/src/Orders.php:${n}
Stack trace:
#0 /app/index.php(${n}): Shop\\Orders->get()
#1 {main}

Next Shop\\StartError: cannot start in /app/index.php:${n}
Stack trace:
#0 {main}
  thrown in /app/index.php on line ${n}`,
  ({ ip, time }) =>
    `${time} [error] could not reach upstream ${ip} (attempt 5 of 5): no route to host`,
  ({ time, sha }) => `${time} error: build ${sha} is older than the schema, refusing to start`,
  ({ ordinal, hex }) => `ERROR: ${ordinal} cannot join: cluster id ${hex}${hex} differs`,
  ({ n, duration }) =>
    `Liquibase: could not acquire change log lock after ${duration}, held by ${n}`,
  ({ time, n }) =>
    `time="${time}" level=fatal msg="exit" error="listen tcp :${n}: bind: address already in use"`,
  ({ time, n }) =>
    `time="${time}" level=fatal msg="exit" error="listen tcp :${n}: bind: permission denied"`,
];
