// Which settings are there? Every one, declared once; docs/configuration.md is made from this table.

/** Kinds of values a setting can have. */
type Kind =
  | { readonly kind: 'text'; readonly example?: string }
  | { readonly kind: 'integer'; readonly min: number; readonly max: number }
  | { readonly kind: 'choice'; readonly values: readonly string[] }
  | { readonly kind: 'list'; readonly values?: readonly string[] }
  | { readonly kind: 'url'; readonly schemes: readonly string[]; readonly example: string }
  | { readonly kind: 'json' };

/** One setting: its environment variable, kind, default and what it does. */
export interface Setting {
  readonly env: string;
  readonly kind: Kind;
  readonly fallback?: string;
  readonly secret?: boolean;
  readonly since: string;
  readonly text: string;
}

const text = (example?: string): Kind => ({ kind: 'text', ...(example !== undefined && { example }) });
const WEB = ['http', 'https'];
const url = (schemes: readonly string[], example: string): Kind => ({ kind: 'url', schemes, example });
const integer = (min: number, max: number): Kind => ({ kind: 'integer', min, max });

/** Every setting. The key is the name in `Config`. */
export const SETTINGS = {
  environment: {
    env: 'LENKE_ENVIRONMENT',
    kind: { kind: 'choice', values: ['sandbox', 'test', 'production'] },
    fallback: 'sandbox',
    since: '0.1',
    text: 'Where the gateway runs. Outside `sandbox` every caller needs a token; outside `production` only synthetic persons are taken.',
  },
  host: {
    env: 'LENKE_HOST',
    kind: text('0.0.0.0'),
    fallback: '127.0.0.1',
    since: '0.1',
    text: 'Address the HTTP server listens on.',
  },
  port: {
    env: 'LENKE_PORT',
    kind: integer(0, 65535),
    fallback: '8080',
    since: '0.1',
    text: 'Port of the HTTP server; 0 takes a free one.',
  },
  baseUrl: {
    env: 'LENKE_BASE_URL',
    kind: url(WEB, 'https://lenke.sykehuset.no'),
    since: '0.1',
    text: 'Public address of the gateway, used in Location, links and MessageHeader.source. Default: the address it listens on. Needed when LENKE_ROLES has no api: every process must sign alike.',
  },
  roles: {
    env: 'LENKE_ROLES',
    kind: { kind: 'list', values: ['api', 'worker', 'tick'] },
    fallback: 'api,worker,tick',
    since: '0.1',
    text: 'What this process does. Several processes may share one database.',
  },
  dataDirectory: {
    env: 'LENKE_DATA',
    kind: text('/var/lib/lenke'),
    fallback: './data',
    since: '0.1',
    text: 'Directory of the embedded PostgreSQL. Not used with DATABASE_URL.',
  },
  databaseUrl: {
    env: 'DATABASE_URL',
    kind: url(['postgres', 'postgresql'], 'postgres://lenke:…@db:5432/lenke'),
    secret: true,
    since: '0.1',
    text: 'PostgreSQL to use instead of the embedded one.',
  },
  databasePool: {
    env: 'LENKE_DATABASE_POOL',
    kind: integer(2, 200),
    fallback: '16',
    since: '0.1',
    text: 'Connections to PostgreSQL per process.',
  },
  redisUrl: {
    env: 'REDIS_URL',
    kind: url(['redis', 'rediss'], 'redis://redis:6379'),
    secret: true,
    since: '0.1',
    text: 'Redis for the queues. Default: the queues live in PostgreSQL. Use maxmemory-policy noeviction.',
  },
  types: {
    env: 'LENKE_TYPES',
    kind: text('pathway'),
    fallback: 'pathway',
    since: '0.1',
    text: 'Resource types that are taken: `pathway` (those the pathway uses), `all` (every R4 type), or a list.',
  },
  updateCreate: {
    env: 'LENKE_UPDATE_CREATE',
    kind: { kind: 'choice', values: ['on', 'off'] },
    fallback: 'on',
    since: '0.1',
    text: 'May a PUT make a resource under an id that was never used? `off`: 405, and ids are given here only.',
  },
  conditionalDelete: {
    env: 'LENKE_CONDITIONAL_DELETE',
    kind: { kind: 'choice', values: ['single', 'multiple'] },
    fallback: 'single',
    since: '0.1',
    text: 'Does a DELETE with a condition take one resource (`single`: several are 412) or all that answer, at most 1000 (`multiple`)?',
  },
  plans: {
    env: 'LENKE_PLANS',
    kind: { kind: 'choice', values: ['own', 'stored'] },
    fallback: 'own',
    since: '0.1',
    text: 'Which plans run when something happens: only the layer (`own`), or also the active PlanDefinitions that others stored (`stored`)? What those draft waits for a person.',
  },
  layer: {
    env: 'LENKE_LAYER',
    kind: text('no-krs'),
    fallback: 'no-krs',
    since: '0.1',
    text: 'Pathway layer of mappings/pathways that runs here.',
  },
  mappings: {
    env: 'LENKE_MAPPINGS',
    kind: text('/etc/lenke/mappings'),
    since: '0.1',
    text: 'Directory of pathways, law, recipients and codes. Default: the mappings shipped with the program.',
  },
  callers: {
    env: 'LENKE_CALLERS',
    kind: { kind: 'json' },
    secret: true,
    since: '0.1',
    text: 'Who may call: JSON list of {id, token or tokenSha256, role, organisation, replyTo, scopes}. What a caller may read follows from law, role and organisation; `reads: "everything"` lifts that, and is refused in production. `attests` says what the trust framework asks of a look (docs/how-to/attest-looks.md).',
  },
  credentials: {
    env: 'LENKE_CREDENTIALS',
    kind: { kind: 'json' },
    secret: true,
    since: '0.1',
    text: 'Secrets for recipients: JSON object from the credential name in mappings/network to a bearer token.',
  },
  sandboxUrl: {
    env: 'LENKE_SANDBOX_URL',
    kind: url(WEB, 'http://127.0.0.1:8091'),
    fallback: 'http://127.0.0.1:8091',
    since: '0.1',
    text: 'Where the sandbox recipients answer; fills `{sandbox}` in the addresses of mappings/network.',
  },
  maxBodyBytes: {
    env: 'LENKE_MAX_BODY',
    kind: integer(1024, 1_073_741_824),
    fallback: '16777216',
    since: '0.1',
    text: 'Largest body taken, in bytes.',
  },
  maxEntries: {
    env: 'LENKE_MAX_ENTRIES',
    kind: integer(1, 100_000),
    fallback: '2000',
    since: '0.1',
    text: 'Most entries a Bundle may have.',
  },
  slowSearchMs: {
    env: 'LENKE_SLOW_SEARCH_MS',
    kind: integer(1, 60_000),
    fallback: '100',
    since: '0.1',
    text: 'A search on several things that takes longer, in milliseconds, is answered with what no index has together.',
  },
  maxDepth: {
    env: 'LENKE_MAX_DEPTH',
    kind: integer(8, 1000),
    fallback: '64',
    since: '0.1',
    text: 'Deepest nesting of JSON taken.',
  },
  bodyTimeoutSeconds: {
    env: 'LENKE_BODY_TIMEOUT',
    kind: integer(1, 600),
    fallback: '30',
    since: '0.1',
    text: 'Seconds a body may take to arrive.',
  },
  messageCacheDays: {
    env: 'LENKE_MESSAGE_CACHE_DAYS',
    kind: integer(1, 3650),
    fallback: '30',
    since: '0.1',
    text: 'Days an answer to a message is kept, so that a repeat gets the first answer again.',
  },
  processConcurrency: {
    env: 'LENKE_PROCESS_CONCURRENCY',
    kind: integer(1, 200),
    fallback: '4',
    since: '0.1',
    text: 'Events planned at a time per process.',
  },
  deliverConcurrency: {
    env: 'LENKE_DELIVER_CONCURRENCY',
    kind: integer(1, 500),
    fallback: '16',
    since: '0.1',
    text: 'Deliveries sent at a time per process.',
  },
  jobLockMs: {
    env: 'LENKE_JOB_LOCK_MS',
    kind: integer(500, 600_000),
    fallback: '30000',
    since: '0.1',
    text: 'How long a job is held before another worker may take it, in ms. A send must fit inside.',
  },
  leaseMs: {
    env: 'LENKE_LEASE_MS',
    kind: integer(500, 600_000),
    fallback: '45000',
    since: '0.1',
    text: 'How long a delivery belongs to the worker that sends it, in ms; after a crash it is tried again then.',
  },
  sweepSeconds: {
    env: 'LENKE_SWEEP_SECONDS',
    kind: integer(1, 3600),
    fallback: '15',
    since: '0.1',
    text: 'Seconds after which an event or delivery nobody woke is woken by the sweep.',
  },
  retryClass: {
    env: 'LENKE_RETRY_CLASS',
    kind: text('fast'),
    since: '0.1',
    text: 'Overrides the retry class of every recipient (tests and demonstrations).',
  },
  language: {
    env: 'LENKE_LANGUAGE',
    kind: { kind: 'choice', values: ['nb', 'nn', 'en'] },
    fallback: 'nb',
    since: '0.1',
    text: 'Language of the command line. The API answers in Accept-Language.',
  },
  clientUrl: {
    env: 'LENKE_URL',
    kind: url(WEB, 'https://lenke.sykehuset.no'),
    since: '0.1',
    text: 'Gateway the client commands (`events`, `deliveries`, `resend`, `trigger`) talk to. Default: this machine on LENKE_PORT.',
  },
  clientToken: {
    env: 'LENKE_TOKEN',
    kind: text(),
    secret: true,
    since: '0.1',
    text: 'Token the client commands send.',
  },
  logLevel: {
    env: 'LENKE_LOG',
    kind: { kind: 'choice', values: ['debug', 'info', 'warn', 'error', 'silent'] },
    fallback: 'info',
    since: '0.1',
    text: 'What is logged, as JSON lines on stderr.',
  },
} as const satisfies Record<string, Setting>;

/** Name of a setting in `Config`. */
export type SettingName = keyof typeof SETTINGS;
