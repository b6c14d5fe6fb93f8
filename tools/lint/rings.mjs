import { dirname, relative, resolve, sep } from 'node:path';

/**
 * The rings of the project: core ← contract ← server, admin, cli, portal and everything else. An arrow
 * means "is imported by"; nothing points back. Each ring names the rings that it may import from
 * and which packages.
 */

const UI_PACKAGES = [
  '@strapi/design-system',
  '@strapi/icons',
  '@strapi/strapi/admin',
  'react',
  'react-dom',
  'react-intl',
  'react-router-dom',
  'styled-components',
];
const CONTRACT_PACKAGE = 'strapi-plugin-pioneer/contract';
const CLI_PACKAGE = 'strapi-plugin-pioneer/cli';

const RINGS = {
  core: { rings: ['core'], mayUse: () => false },
  contract: { rings: ['core', 'contract'], mayUse: isOneOf(['zod']) },
  server: {
    rings: ['core', 'contract', 'server'],
    mayUse: (name) => !isOneOf(UI_PACKAGES)(name),
  },
  admin: { rings: ['contract', 'admin'], mayUse: isOneOf([...UI_PACKAGES, 'papaparse']) },
  /** `npx strapi-plugin-pioneer`: what stands around the server, in whatever project it is. */
  cli: {
    rings: ['core', 'cli'],
    mayUse: (name) => name.startsWith('node:') || isOneOf(['@strapi/strapi', 'semver'])(name),
  },
  portal: { rings: ['portal'], mayUse: isOneOf([...UI_PACKAGES, CONTRACT_PACKAGE]) },
  /** The application, its tools and its tests: they know the plugin as a package only. */
  outside: {
    rings: ['outside'],
    mayUse: (name) =>
      !name.startsWith('strapi-plugin-pioneer/') || [CONTRACT_PACKAGE, CLI_PACKAGE].includes(name),
  },
};

/** Lint rule: an import that points against the arrows is an error. */
export const rings = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      ring: '{{from}} may not import from {{to}}. Allowed: {{allowed}}.',
      package: '{{from}} may not import the package "{{name}}".',
    },
  },
  create(context) {
    const file = context.filename;
    const from = ringOf(relative(context.cwd, file));

    function check(source) {
      if (typeof source?.value !== 'string') return;
      const problem = findProblem({ from, file, cwd: context.cwd, name: source.value });
      if (problem !== null) context.report({ node: source, ...problem });
    }
    return {
      ImportDeclaration: ({ source }) => check(source),
      ExportAllDeclaration: ({ source }) => check(source),
      ExportNamedDeclaration: ({ source }) => check(source),
      ImportExpression: ({ source }) => check(source),
      TSImportType: ({ source }) => check(source),
      'CallExpression[callee.name="require"]': ({ arguments: [source] }) => check(source),
    };
  },
};

function findProblem({ from, file, cwd, name }) {
  const { rings: allowed, mayUse } = RINGS[from];
  if (name.startsWith('.')) {
    const to = ringOf(relative(cwd, resolve(dirname(file), name)));
    if (allowed.includes(to)) return null;
    return { messageId: 'ring', data: { from, to, allowed: allowed.join(', ') } };
  }
  // Tests may use what tests need; that they stay within their rings still counts.
  if (/\.test\.tsx?$/.test(file) || mayUse(name)) return null;
  return { messageId: 'package', data: { from, name } };
}

/** The ring that a path, relative to the root, belongs to. */
function ringOf(path) {
  const [top, , third] = path.split(sep);
  if (top === 'portal') return 'portal';
  return top === 'plugins' && third in RINGS ? third : 'outside';
}

function isOneOf(packages) {
  return (name) => packages.some((known) => name === known || name.startsWith(`${known}/`));
}
