/**
 * `npm run bench -- NAME [--rounds N] [--seconds N] [--scale N]`: measures one thing beside a
 * reference in the same run, on a PostgreSQL of its own that writes to the disk as in production. Its
 * last line is one JSON object; exit code 1 when what was measured did not really happen.
 */

import { mkdirSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseBenchOptions, UnusableOptions, type BenchOptions } from './bench/options';
import { lineOf, type BenchResult } from './bench/result';

type Bench = (folder: string, options: BenchOptions) => Promise<BenchResult>;

/** Each is loaded when it is asked for: none needs what another one brings. */
const BENCHES: Readonly<Record<string, { readonly of: string; load(): Promise<Bench> }>> = {
  board: {
    of: 'pages of the board in towns of 1,000 to 100,000 openings, however they are asked for',
    load: async () => (await import('./bench/board/measure-board.js')).measureBoard,
  },
  claim: {
    of: 'claims a second, beside a bare server, pgbench and a naive Strapi',
    load: () => loadStep('claim'),
  },
  report: { of: 'reports, beside a bare server and pgbench', load: () => loadStep('report') },
  submit: { of: 'submissions, beside the same', load: () => loadStep('submit') },
  verdict: { of: 'acceptances, beside the same', load: () => loadStep('verdict') },
  nodes: {
    of: 'claims a second at two nodes over one',
    load: async () => (await import('./bench/nodes/measure-nodes.js')).measureNodes,
  },
  queue: {
    of: 'pages of claims in the same towns, for claimants, evaluators and managers',
    load: async () => (await import('./bench/queue/measure-queue.js')).measureQueue,
  },
  rush: {
    of: 'a thousand members and a hundred places, at two nodes',
    load: async () => (await import('./bench/rush/measure-rush.js')).measureRush,
  },
  signin: {
    of: 'what claims wait for while members sign in',
    load: async () => (await import('./bench/signin/measure-signin.js')).measureSignin,
  },
  start: {
    of: 'how long a start takes, how much memory and how much disk, beside a bare Strapi',
    load: async () => (await import('./bench/start/measure-start.js')).measureStart,
  },
  verify: {
    of: 'events proved a second, and whether memory stays flat from 100,000 to a million',
    load: async () => (await import('./bench/verify/measure-verify.js')).measureVerify,
  },
};

async function loadStep(name: 'claim' | 'report' | 'submit' | 'verdict'): Promise<Bench> {
  return (await import('./bench/work/measure-step.js')).measureStep(name);
}

const USAGE = [
  'npm run bench -- NAME [--rounds N] [--seconds N] [--scale N]',
  '',
  'NAME is one of',
  ...Object.entries(BENCHES).map(([name, { of }]) => `  ${name.padEnd(8)} ${of}`),
].join('\n');

async function main(): Promise<boolean> {
  const { names, options } = parseBenchOptions(process.argv.slice(2));
  const [name = ''] = names;
  const bench = BENCHES[name];
  if (bench === undefined || names.length !== 1) throw new UnusableOptions(USAGE);
  const measure = await bench.load();
  const folder = resolve('.data', `bench-${name}-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  try {
    const result = await measure(folder, options);
    for (const sentence of result.unproved) console.error(sentence);
    console.log(lineOf(name, result));
    return result.unproved.length === 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

main().then(
  (isProved) => {
    process.exitCode = isProved ? 0 : 1;
  },
  (error: unknown) => {
    console.error(error instanceof UnusableOptions ? error.message : error);
    process.exitCode = 1;
  },
);
