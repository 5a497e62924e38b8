/**
 * One direction: main, worker, migrate -> app.module -> roles -> features -> platform -> domain.
 * Type imports count; no circles, no barrels. Run by `npm run check`.
 */

/**
 * Which feature may use which other, through its service: `'case-files': ['consults']`.
 * Whoever adds a line says in a comment beside it why the caller needs it. A feature that is not
 * here may use no other.
 */
const featureMayUse = {
  routing: ['reference-data'],
  consults: ['routing', 'reference-data'],
  // For how many years the record is kept.
  audit: ['reference-data'],
  // The time of a consult that rests runs out; its owner keeps it longer, or asks that it goes.
  retention: ['consults', 'reference-data'],
  // What was destroyed is destroyed again after a restore; how long backups of the vault stay is what people are told.
  backup: ['retention', 'reference-data'],
  // What was agreed hangs on a consult, and is reminded by the same ladders.
  'follow-ups': ['consults', 'reference-data'],
  // A club's consult is what is brought to the federation; who sees it depends on that consult's conflicts.
  escalations: ['consults'],
  // Whether a notice may still be told depends on the consult as it is now.
  // Who may say yes to a registration is told that somebody waits.
  notifications: ['mandates', 'consults', 'follow-ups', 'legal-holds', 'data-subject-requests', 'reference-data', 'registrations'],
  // Its schedules run the rounds of retention.
  reminders: ['mandates', 'consults', 'follow-ups', 'legal-holds', 'data-subject-requests', 'reference-data', 'registrations', 'retention'],
  // The contacts that a federation's list names wait there to be invited; which mailboxes several people read is data.
  organisations: ['registrations', 'reference-data'],
  // How long a link works, what a training is worth, and what an address must not be.
  registrations: ['reference-data'],
  // What an officer types is looked through for persons as a contact's words are.
  'legal-holds': ['consults', 'reference-data'],
  'data-subject-requests': ['consults', 'reference-data'],
  // Everything that is hers, each from the feature that keeps it.
  'account-export': ['consults', 'follow-ups', 'escalations', 'notifications'],
  teams: ['reference-data'],
  signposts: ['reference-data'],
  // Which helplines stand beside the contacts, and when they answer; which mailboxes several people read.
  'public-contacts': ['reference-data'],
  // The second net says to the database the very conditions that the lists of consults use.
  'row-security': ['consults', 'mandates'],
  // When a mandate ends, and how long an answer is waited for, is data; what a leaver of a team held goes back to its queue; who asks
  // for a renewal asks it of the registration that her mandate came of.
  mandates: ['reference-data', 'consults', 'registrations'],
  // What an asker hands over is her consults.
  handovers: ['consults', 'mandates'],
  // Moving the clock runs a planning round, and one of retention.
  dev: ['reminders', 'retention'],
};

/** What the rules of domain/ may import from npm: pure, no input or output. */
const pureLibraries = ['temporal-polyfill', 'date-holidays', 'stdnum', 'libphonenumber-js', 'ibantools'];

const anyOf = (names) => `(${names.join('|')})`;
/** Seeding fills everybody's tables and plays everybody's commands: it may use every feature. */
const seed = '^src/features/seed/';
const spec = '\\.(e2e-)?spec\\.ts$';
/** src/x.ts: the processes and tools at the top. */
const entries = '^src/[^/]+\\.ts$';
const upward = (layer, above) => ({
  name: `${layer}-looks-down`,
  comment: `src/${layer} must not know ${above.join(', ')}.`,
  severity: 'error',
  from: { path: `^src/${layer}/`, pathNot: spec },
  to: { path: [entries, ...above.map((name) => `^src/${name}/`)] },
});

const otherFeatures = [
  {
    name: 'feature-uses-no-other',
    comment: 'A feature that is not in featureMayUse uses no other feature.',
    severity: 'error',
    from: { path: '^src/features/([^/]+)/', pathNot: [spec, seed, ...Object.keys(featureMayUse).map((name) => `^src/features/${name}/`)] },
    to: { path: '^src/features/', pathNot: '^src/features/$1/' },
  },
  ...Object.entries(featureMayUse).map(([name, used]) => ({
    name: `feature-${name}-uses-what-is-allowed`,
    severity: 'error',
    from: { path: `^src/features/${name}/`, pathNot: spec },
    to: { path: '^src/features/', pathNot: `^src/features/${anyOf([name, ...used])}/` },
  })),
  {
    name: 'through-the-service',
    comment: "Another feature's repository and entities are its own: use its service.",
    severity: 'error',
    from: { path: '^src/features/([^/]+)/', pathNot: [spec, seed] },
    to: { path: '^src/features/.*\\.(repository|entity)\\.ts$', pathNot: '^src/features/$1/' },
  },
];

module.exports = {
  forbidden: [
    { name: 'no-circle', severity: 'error', from: {}, to: { circular: true } },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    { name: 'no-barrel', comment: 'Import from the file that has it.', severity: 'error', from: {}, to: { path: '^src/.*(^|/)index\\.ts$' } },
    {
      name: 'domain-is-pure',
      comment: 'Rules know no framework, no clock, no database, no Node.',
      severity: 'error',
      from: { path: '^src/domain/', pathNot: spec },
      to: { pathNot: ['^src/domain/', `^node_modules/${anyOf(pureLibraries)}/`] },
    },
    upward('platform', ['roles', 'features']),
    upward('features', ['roles']),
    upward('roles', []),
    ...otherFeatures,
    {
      name: 'vault-by-its-door',
      comment: 'Keys, ciphers and the tables of keys are the vault\'s own.',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/platform/vault/', spec, entries] },
      to: { path: '^src/platform/vault/', pathNot: '/(vault|brake|destruction|sweep-orphan-keys|sealed-letter)\\.ts$' },
    },
    {
      name: 'role-uses-no-other-role',
      comment: 'Roles share through roles/shared only.',
      severity: 'error',
      from: { path: '^src/roles/([^/]+)/', pathNot: spec },
      to: { path: '^src/roles/', pathNot: ['^src/roles/$1/', '^src/roles/shared/'] },
    },
    {
      name: 'role-holds-no-sql',
      severity: 'error',
      from: { path: '^src/roles/', pathNot: spec },
      to: { path: ['\\.(repository|entity)\\.ts$', '^node_modules/(typeorm|pg)/'] },
    },
    {
      name: 'app-runs-without-tests',
      comment: 'What is shipped must not need test code or development packages.',
      severity: 'error',
      from: { path: '^src/', pathNot: spec },
      to: { path: ['^test/', spec] },
    },
    {
      name: 'app-runs-without-dev-packages',
      severity: 'error',
      from: { path: '^src/', pathNot: spec },
      // A type-only import of @types/… leaves nothing behind in dist.
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: '^node_modules/@types/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // Scripts of the pages run in a browser.
    exclude: { path: '^src/roles/shared/assets/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'], extensions: ['.ts', '.js', '.mjs', '.json'] },
  },
};
