import {
  basic,
  inLines,
  keyBody,
  type Planting,
  password,
  plainPassword,
  webToken,
} from './planted.ts';
import { base64, type Random } from './random.ts';

function pem(label: string, separator: string, around: (block: string) => string): Planting {
  return (random) => {
    const body = keyBody(random, 6);
    const block = [`-----BEGIN ${label}-----`, ...body, `-----END ${label}-----`].join(separator);
    return { text: around(block), secrets: body };
  };
}

function encoded(secretOf: (random: Random) => string, plain: string, line: string): Planting {
  return (random) => {
    const secret = secretOf(random);
    const run = base64(plain.replace('§', () => secret));
    return { text: line.replace('§', () => run), secrets: [run] };
  };
}

function wrapped(secretOf: (random: Random) => string, width: number, before: string): Planting {
  return (random) => {
    const secret = secretOf(random);
    const all = before + secret;
    const lines: string[] = [];
    for (let at = 0; at < all.length; at += width) lines.push(all.slice(at, at + width));
    const parts = lines.map((line, index) => (index === 0 ? line.slice(before.length) : line));
    return {
      text: [...lines, 'next line of the log'].join('\n'),
      secrets: parts.filter((it) => it.length >= 6),
    };
  };
}

/** What is told by its place, its name or its form, in the lines it is usually printed in. */
export const PLANTINGS: Readonly<Record<string, readonly Planting[]>> = {
  'password=': inLines(
    plainPassword,
    'connecting with user=app password=§ host=db',
    'DB_PASSWORD=§',
    'PGPASSWORD=§ psql -h db',
    'spring.datasource.password=§',
    'Server=db,1433;Database=shop;User Id=sa;Password=§;Encrypt=true',
    'jdbc:postgresql://db:5432/shop?user=app&password=§&ssl=true',
    'Config(host=db, user=app, password=§, pool=5)',
    '{User:app Password:§ Host:db}',
    'mysqladmin --user=root --password=§ ping',
    'sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username="app" password="§";',
    'DB_PASS=§',
    'REDIS_PASSWORD: §',
    "pymysql.connect(host='db', user='app', password='§')",
    'map[host:db password:§ user:app]',
  ),
  '"password":': inLines(
    password,
    '{"user":"app","password":"§","host":"db"}',
    '{"msg":"config","config":{"db":{"user":"app","dbPassword": "§"}}}',
    "{'user': 'app', 'password': '§'}",
    '{"body":"{\\"user\\":\\"app\\",\\"password\\":\\"§\\"}"}',
    '{"a":"{\\\\\\"password\\\\\\":\\\\\\"§\\\\\\"}"}',
    '"password" => "§",',
    '    password: "§"',
    '  + password = "§"',
    '<property name="password" value="§"/>',
    '{"name":"DB_PASSWORD","value":"§"}',
    '&quot;password&quot;:&quot;§&quot;',
    '<password>§</password>',
    'array(2) { ["password"]=> string(12) "§" }',
  ),
  YAML: inLines(
    plainPassword,
    'env:\n- name: DB_PASSWORD\n  value: §\n- name: PORT\n  value: "80"',
    'data:\n  username: YXBw\n  password: §\n',
    'auth:\n  password: |\n    §\nport: 80',
    'adminPassword: §',
  ),
  'percent-coded': inLines(
    plainPassword,
    'POST /login body=user%3Dapp%26password%3D§%26remember%3D1',
    'state=%7B%22password%22%3A%22§%22%7D',
    'Location: /cb?next=https%3A%2F%2Fapp%3A§%40api.example.com%2F',
    'Authorization%3A%20Bearer%20§',
  ),
  'query token': inLines(
    (random) => random.fill('{A32}'),
    '10.1.2.3 - - [30/Nov/2026:10:11:12 +0000] "GET /a?token=§&x=1 HTTP/1.1" 200 5',
    'GET https://api.example.com/v1/items?api_key=§ 403',
    'ws://hub:8080/stream?access_token=§',
    'https://maps.example.com/js?key=§&v=3',
    'GET /oauth/callback?code=§&state=xyz',
    'curl: (22) The requested URL returned error: 403 https://h/x?auth_token=§',
  ),
  'Azure SAS': inLines(
    (random) => random.fill('{A43}%3D'),
    'https://shop.blob.core.windows.net/c/b?sv=2024-11-04&st=2026-11-30&sr=b&sp=r&sig=§',
    'SharedAccessSignature sr=shop.servicebus.windows.net&sig=§&se=1764497472&skn=Root',
    'Failed GET https://x.blob.core.windows.net/a?se=2026&sig=§&sp=r: 403',
  ),
  'Azure account key': inLines(
    (random) => random.fill('{b86}=='),
    'DefaultEndpointsProtocol=https;AccountName=shop;AccountKey=§;EndpointSuffix=core.windows.net',
    'Endpoint=sb://shop.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey=§',
    'AccountEndpoint=https://shop.documents.azure.com:443/;AccountKey=§;',
  ),
  'AWS secret': inLines(
    (random) => random.fill('{b40}'),
    'aws_secret_access_key = §',
    'AWS_SECRET_ACCESS_KEY=§',
    '{"AccessKeyId":"x","SecretAccessKey":"§","Expiration":"2026"}',
    'credentials: { secretAccessKey: "§" }',
  ),
  'AWS signature': inLines(
    (random) => random.fill('{h64}'),
    'https://b.s3.amazonaws.com/k?X-Amz-Date=20261130T101112Z&X-Amz-Expires=60&X-Amz-Signature=§',
    'Authorization: AWS4-HMAC-SHA256 Credential=x/20261130/eu-west-1/s3/aws4_request, SignedHeaders=host, Signature=§',
    'https://storage.googleapis.com/b/o?X-Goog-Date=2026&X-Goog-Signature=§',
  ),
  bearer: inLines(
    (random) => random.fill('{A40}'),
    'Authorization: Bearer §',
    '> authorization: bearer §',
    '{"headers":{"Authorization":"Bearer §","Accept":"*/*"}}',
    "headers: { authorization: 'Bearer §' }",
    'curl -H "Authorization: Bearer §" https://api',
    'sending Bearer § to upstream',
    "[('Authorization', 'Bearer §'), ('Accept', '*/*')]",
    'http.Header{"Authorization":[]string{"Bearer §"}}',
    'Authorization: token §',
    'authorization=[Bearer §]',
  ),
  basic: inLines(
    basic,
    'Authorization: Basic §',
    '* Server auth using Basic with user app\n> Authorization: Basic §',
    '{"authorization":"Basic §"}',
    'Proxy-Authorization: Basic §',
    '{"auths":{"registry.example.com":{"auth":"§"}}}',
    '//registry.example.com/:_auth=§',
    'authorization: §',
  ),
  'JSON Web Token': inLines(
    webToken,
    'token §',
    'Authorization: Bearer §',
    '{"id_token":"§","expires_in":3600}',
    'kubectl --token=§ get pods',
    'invalid token: § is expired',
    '    token: §',
    'GET /x?jwt=§',
    'Cookie: session=§',
  ),
  'user:password@': inLines(
    plainPassword,
    'postgres://app:§@db:5432/shop?sslmode=disable',
    'dial error: mysql://root:§@mysql:3306/shop: connection refused',
    'MongoServerSelectionError: mongodb+srv://app:§@c0.example.net/?retryWrites=true',
    'redis://:§@cache:6379/0',
    'amqp://guest:§@rabbit:5672/vhost ECONNREFUSED',
    "fatal: unable to access 'https://ci:§@git.example.com/shop.git/': 403",
    'DATABASE_URL=postgresql+asyncpg://app:§@db/shop',
    'smtp://mailer:§@mail:587',
    'pip: Looking in indexes: https://user:§@pypi.example.com/simple',
    'dsn app:§@tcp(mysql:3306)/shop?parseTime=true',
    '{"url":"https:\\/\\/app:§@api.example.com\\/v1"}',
    'kafka: sasl://app:§@broker-0:9092,broker-1:9092',
  ),
  'token@ in an address': inLines(
    (random) => random.fill('{A40}'),
    'git clone https://§@git.example.com/a/b.git',
    'SENTRY_DSN=https://§@o1.ingest.sentry.io/42',
  ),
  cookies: [
    ...inLines(
      (random) => random.fill('{A32}'),
      'Set-Cookie: sid=§; Path=/; HttpOnly',
      'Cookie: JSESSIONID=§',
      '{"headers":{"cookie":"connect.sid=§"}}',
      'Cookie: lang=en; sessionid=§; theme=dark',
      '< set-cookie: __Host-session=§; Secure',
    ),
  ],
  'private key': [
    pem('RSA PRIVATE KEY', '\n', (block) => `loaded\n${block}\ndone`),
    pem('PRIVATE KEY', '\\n', (block) => `{"private_key":"${block}\\n","client_email":"x"}`),
    pem('EC PRIVATE KEY', '\\\\n', (block) => `{"env":"{\\"KEY\\":\\"${block}\\"}"}`),
    pem('OPENSSH PRIVATE KEY', '\n    ', (block) => `  key: |\n    ${block}\n  port: 1`),
    pem('ENCRYPTED PRIVATE KEY', '\r\n', (block) => `${block}\r\n`),
    pem('PGP PRIVATE KEY BLOCK', '\n', (block) => block),
    pem('PRIVATE KEY', '\n', (block) => block.replaceAll('\n', '\n2026-11-30T10:11:12Z INFO ')),
    pem('CERTIFICATE', '\n', (block) => block),
    pem('PRIVATE KEY', ' ', (block) => `PRIVATE_KEY="${block}"`),
    (random) => {
      const body = keyBody(random, 6).slice(0, 5);
      return { text: ['x', ...body, ''].join('\n'), secrets: body };
    },
  ],
  base64: [
    encoded(password, '{"auths":{"r":{"username":"u","password":"§"}}}', '.dockerconfigjson: §'),
    encoded(plainPassword, 'postgres://app:§@db:5432/shop', 'url: §'),
    encoded(plainPassword, 'export DB_PASSWORD=§\n', 'X-Env: §'),
    encoded(webToken, 'token: §', 'sent §'),
    encoded(
      (random) => keyBody(random, 6).join('\n'),
      '-----BEGIN EC PRIVATE KEY-----\n§\n-----END EC PRIVATE KEY-----\n',
      '    client-key-data: §',
    ),
  ],
  wrapped: [
    wrapped(webToken, 80, 'got token '),
    wrapped((random) => random.fill('ghp_{A36}'), 60, 'the token that was sent is not valid: '),
    wrapped((random) => random.fill('sk-proj-{w156}'), 72, 'key '),
    wrapped(
      (random) => random.fill('github_pat_{A22}_{A59}'),
      100,
      'remote: invalid credentials for ',
    ),
  ],
  'command line': inLines(
    plainPassword,
    'docker login -u ci -p § registry.example.com',
    'mysql -h db -u root -p§ shop',
    'curl -u app:§ https://api.example.com',
    'helm install x --set auth.password=§',
    'sshpass -p § ssh app@host',
    'redis-cli -h cache -a § ping',
    'run --password § --user x',
    '["server","--token","§","--port","80"]',
    'machine git.example.com login ci password §',
    'db.example.com:5432:shop:app:§',
  ),
  statement: inLines(
    password,
    "CREATE USER app IDENTIFIED BY '§'",
    "ALTER ROLE app WITH LOGIN PASSWORD '§'",
    "ALTER USER 'app'@'%' IDENTIFIED WITH mysql_native_password BY '§'",
  ),
  hash: inLines(
    (random) =>
      random.fill(
        random.pick([
          '$2y$10${c53}',
          '$2b$12${c53}',
          '$apr1${c8}${c22}',
          '$6${c16}${c86}',
          '$argon2id$v=19$m=65536,t=3,p=4${A22}${A43}',
        ]),
      ),
    'admin:§',
    'user row: (1, "ann", "§")',
    'root:§:19700:0:99999:7:::',
  ),
  'hash of a framework': inLines(
    (random) =>
      random.fill(
        random.pick([
          'pbkdf2_sha256$870000${A22}${b43}=',
          '{SSHA}{b32}',
          'SCRAM-SHA-256$4096:{b22}==${b43}=:{b43}=',
        ]),
      ),
    'password hash is § for ann',
    'userPassword: §',
  ),
  webhook: inLines(
    (random) => random.fill('{U9}/B{U9}/{A24}'),
    'POST https://hooks.slack.com/services/T§ 404',
    'webhook: "https://hooks.slack.com/services/T§"',
  ),
  'Discord webhook': inLines(
    (random) => random.fill('{w68}'),
    'https://discord.com/api/webhooks/123456789012345678/§ returned 401',
  ),
  'named key': inLines(
    (random) => random.fill('{A32}'),
    'X-Api-Key: §',
    'api key: §',
    'STRIPE_KEY=§',
    'apiKey=§',
    'DD_API_KEY=§',
    'client_secret=§',
    '{"clientSecret":"§"}',
    '{"access_token":"§","token_type":"bearer"}',
    'X-Auth-Token: §',
    'refreshToken: "§"',
    'the password is §',
    'encryption_key: §',
    'secret_key_base: §',
    '"private_key_id": "§"',
    'X-Vault-Token: §',
    'credential=§',
  ),
};
